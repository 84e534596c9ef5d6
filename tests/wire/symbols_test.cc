// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/wire/symbols.h"

#include <string>

#include "doctest/doctest.h"

namespace hardtack::wire {
namespace {

TEST_CASE("the default symbols stand at the ids of the specification") {
  const struct {
    uint64_t id;
    std::string_view text;
  } rows[] = {{0, "read"}, {1, "write"}, {4, "right"}, {5, "time"}, {10, "user"}, {17, "ip_address"}, {27, "query"}};
  const SymbolTable table;
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(DefaultSymbol(row.id) == row.text);
    CHECK(table.Find(row.id) == row.text);
    CHECK(table.IdOf(row.text) == row.id);
  }
  CHECK(!DefaultSymbol(28).has_value());
  CHECK(!table.Find(28).has_value());
  CHECK(!table.Find(1023).has_value());
}

TEST_CASE("custom symbols are numbered from 1024 and a text has one id") {
  SymbolTable table;
  CHECK(table.Insert("a") == 1024);
  CHECK(table.Insert("b") == 1025);
  CHECK(table.Insert("a") == 1024);
  CHECK(table.Insert("read") == 0);
  CHECK(table.custom_size() == 2);
  CHECK(table.Find(1025) == "b");
  CHECK(!table.Find(1026).has_value());
  CHECK(!table.Find(UINT64_MAX).has_value());
  CHECK(!table.IdOf("c").has_value());
}

TEST_CASE("an appended symbol has an id of its own, and the first of equal texts is found") {
  SymbolTable table;
  CHECK(table.Append("a") == 1024);
  CHECK(table.Append("a") == 1025);
  CHECK(table.IdOf("a") == 1024);
  CHECK(table.Find(1025) == "a");
}

TEST_CASE("views of symbols survive growth and moving the table") {
  SymbolTable table;
  table.Insert("first");
  const std::string_view first = *table.Find(1024);
  for (int i = 0; i < 10'000; ++i) table.Insert("symbol " + std::to_string(i));
  const SymbolTable moved = std::move(table);
  CHECK(first == "first");
  CHECK(moved.Find(1024)->data() == first.data());
  CHECK(moved.IdOf("symbol 9999") == 1024 + 10'000);
}

TEST_CASE("public keys are numbered from 0, and the same bytes under another algorithm are another key") {
  PublicKeyTable table;
  const engine::PublicKey ed{engine::Algorithm::kEd25519, "k"};
  const engine::PublicKey p256{engine::Algorithm::kSecp256r1, "k"};
  CHECK(table.Insert(ed) == 0);
  CHECK(!table.Contains(p256));
  CHECK(table.Insert(p256) == 1);
  CHECK(table.Insert(ed) == 0);
  CHECK(*table.Find(1) == p256);
  CHECK(table.Find(2) == nullptr);
  CHECK(table.Find(UINT64_MAX) == nullptr);
}

}  // namespace
}  // namespace hardtack::wire
