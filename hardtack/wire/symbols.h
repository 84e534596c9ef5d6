// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The specification's compression dictionary: strings by id, 0..27 the defaults, custom ones from 1024. Alive for one
// decoding or encoding of a token's blocks; ids never leave wire. Not to be confused with engine::Interner, which gives
// a Program its dense ids.
//
// The tables know no errors: what is not there is nullopt or null. Const members may run in several threads beside each
// other, nothing beside a change.
//
// Biscuit specification, "Symbol table" and "Public key tables".

#ifndef HARDTACK_WIRE_SYMBOLS_H_
#define HARDTACK_WIRE_SYMBOLS_H_

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "hardtack/engine/ast.h"

namespace hardtack::wire {

inline constexpr uint64_t kFirstCustomSymbol = 1024;

// The 28 default symbols, in the order of their ids; nullopt beyond them.
std::optional<std::string_view> DefaultSymbol(uint64_t id);

// Strings by id and back, in constant time beside the text. Views of strings stay valid while the table lives, moved or
// not.
class SymbolTable {
 public:
  SymbolTable() = default;
  SymbolTable(SymbolTable&&) = default;
  SymbolTable& operator=(SymbolTable&&) = default;

  std::optional<std::string_view> Find(uint64_t id) const;
  std::optional<uint64_t> IdOf(std::string_view text) const;
  uint64_t Insert(std::string_view text);  // the id, new or not
  // A new id, even for a text that has one: as a received block lists its symbols. IdOf keeps to the first.
  uint64_t Append(std::string_view text);
  size_t custom_size() const { return strings_.size(); }
  std::string_view custom(size_t index) const { return strings_[index]; }  // `index` below custom_size()

 private:
  std::deque<std::string> strings_;  // a deque, so that the map's views stay valid
  absl::flat_hash_map<absl::string_view, uint64_t> ids_;
};

// Public keys by index, in constant time, and back, in the logarithm of their number.
class PublicKeyTable {
 public:
  const engine::PublicKey* Find(uint64_t index) const { return index < keys_.size() ? &keys_[index] : nullptr; }
  bool Contains(const engine::PublicKey& key) const { return indexes_.contains(key); }
  uint64_t Insert(const engine::PublicKey& key);  // the index, new or not
  size_t size() const { return keys_.size(); }
  const engine::PublicKey& key(size_t index) const { return keys_[index]; }  // `index` below size()

 private:
  std::vector<engine::PublicKey> keys_;
  std::map<engine::PublicKey, uint64_t> indexes_;
};

// The tables that the first-party blocks of one token share. A third-party block has a pair of its own.
struct Tables {
  SymbolTable symbols;
  PublicKeyTable keys;
  // Bytes of text that decoding may still copy out of `symbols`. Every block that is decoded adds a multiple of its
  // size; without this bound, a block of small references to one long symbol would expand without limit.
  uint64_t expansion = 0;
};

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_SYMBOLS_H_
