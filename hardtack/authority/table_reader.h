// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TableReader reads the members of one TOML table by name and type. What is missing, of another type or not known becomes
// a fault at its place; reading goes on.

#ifndef HARDTACK_AUTHORITY_TABLE_READER_H_
#define HARDTACK_AUTHORITY_TABLE_READER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/toml_value.h"

namespace hardtack::authority {

// A text, and where it stands.
struct PlacedText {
  std::string text;
  Place place;
};

class TableReader {
 public:
  // All must outlive it. `what` the table is, e.g. "a client".
  TableReader(const TomlValue::Table& table, Place place, std::string what, const std::string& file, Faults& faults)
      : table_(table), place_(place), what_(std::move(what)), file_(file), faults_(faults) {}
  // Whatever was not asked for is a fault: a misspelt permission must not be ignored.
  ~TableReader();
  TableReader(const TableReader&) = delete;
  TableReader& operator=(const TableReader&) = delete;

  std::optional<PlacedText> Text(std::string_view key);
  std::optional<PlacedText> NeedText(std::string_view key);
  std::vector<PlacedText> Texts(std::string_view key);
  // The same, at least one.
  std::vector<PlacedText> NeedTexts(std::string_view key);
  std::optional<int64_t> Integer(std::string_view key, int64_t least, int64_t most);
  // Seconds of a lifetime: an integer, or a text like 30m, 8h, 1d. At least 1.
  std::optional<int64_t> Duration(std::string_view key);
  // The table below `key`.
  void Table(std::string_view key, const std::string& what, const std::function<void(TableReader&)>& read);
  // Each table of the array below `key`.
  void Tables(std::string_view key, const std::string& what, const std::function<void(TableReader&)>& read);
  // Each member of the table below `key`, whose names are the writer's own.
  void Named(std::string_view key, const std::string& what,
             const std::function<void(const PlacedText& name, TableReader&)>& read);
  bool Has(std::string_view key) const;

  void Fault(Place place, std::string message) { faults_.Add(file_, place, std::move(message)); }
  Place place() const { return place_; }
  const std::string& file() const { return file_; }

 private:
  const TomlValue* Find(std::string_view key);
  const TomlValue* Need(std::string_view key);
  std::vector<PlacedText> TextsOf(const TomlValue* value, std::string_view key);
  template <typename T>
  const T* As(const TomlValue* value, std::string_view key, std::string_view expected);

  const TomlValue::Table& table_;
  const Place place_;
  const std::string what_;
  const std::string& file_;
  Faults& faults_;
  std::vector<std::string_view> known_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_TABLE_READER_H_
