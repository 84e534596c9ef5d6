// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The naive evaluator's values: one struct whose default comparison is the language's equality, because sets and maps
// are kept sorted. Tested by naive_test.cc.
//
// Biscuit specification, "Data types"; docs/language.md, "Sets, maps, order".

#ifndef HARDTACK_TESTS_DIFFERENTIAL_NAIVE_VALUE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_NAIVE_VALUE_H_

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "hardtack/engine/ast.h"

namespace hardtack::naive {

enum class Kind { kVariable, kInteger, kString, kDate, kBytes, kBool, kSet, kNull, kArray, kMap };

// A value, or a variable where syntax allows one. Members that `kind` does not use keep their defaults.
struct Value {
  Kind kind = Kind::kNull;
  int64_t integer = 0;       // kInteger; kBool as 0 or 1
  uint64_t seconds = 0;      // kDate
  std::string text;          // kString, kBytes; kVariable: its name
  std::vector<Value> parts;  // kSet: sorted, no duplicates. kArray: in order. kMap: [key, value] arrays, sorted by key

  bool operator==(const Value& other) const;
  std::strong_ordering operator<=>(const Value& other) const;
};

Value Integer(int64_t integer);
Value String(std::string text);
Value Bool(bool truth);
Value Array(std::vector<Value> elements);
Value SetOf(std::vector<Value> members);   // sorts, drops duplicates
Value MapOf(std::vector<Value> entries);   // of [key, value] arrays; of entries with one key the last stays

Value FromTerm(const engine::Term& term);
engine::Term ToTerm(const Value& value);

bool IsTrue(const Value& value);
bool IsGround(const Value& value);  // no variable in it

}  // namespace hardtack::naive

#endif  // HARDTACK_TESTS_DIFFERENTIAL_NAIVE_VALUE_H_
