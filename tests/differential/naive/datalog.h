// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The naive evaluator: the gold standard that the engine is held to. It is written straight from the specification,
// shares nothing with the engine but the syntax, and looks at every fact for every atom of every rule in every round.
// It does not count steps; everything else that a caller can observe it computes. Tested by naive_test.cc.
//
// Biscuit specification, "Scopes", "Checks", "Allow/deny policies", "Datalog fact generation"; docs/language.md.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_NAIVE_DATALOG_H_
#define HARDTACK_TESTS_DIFFERENTIAL_NAIVE_DATALOG_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "hardtack/base/error.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/origin.h"
#include "tests/differential/naive/value.h"
#include "tests/differential/program.h"

namespace hardtack::naive {

using Blocks = std::set<engine::BlockId>;

// A fact and the blocks that made it true. The same fact with two origins is two facts.
struct OwnedFact {
  Blocks origin;
  std::string name;
  std::vector<Value> terms;
  bool operator==(const OwnedFact&) const = default;
  std::strong_ordering operator<=>(const OwnedFact&) const = default;
};

// Where evaluation stopped. Ordered as errors are reported: the least wins. `statement` is the position of the rule,
// check or policy among its like in the block, `expression` that of the expression in it.
struct Error {
  engine::BlockId block = engine::kAuthorizerBlock;
  size_t statement = 0;
  size_t expression = 0;
  ErrorKind kind = ErrorKind::kInternal;
  bool operator==(const Error&) const = default;
  std::strong_ordering operator<=>(const Error&) const = default;
};

// What a query found: the terms of the facts, without repetition, or the kind of its error.
using Answer = std::variant<std::set<std::vector<Value>>, ErrorKind>;

struct Result {
  std::optional<Error> world_error;  // an unsafe rule, an error in a rule, or a limit
  std::set<OwnedFact> facts;         // that hold beside the shared ones; meaningful when there is no world_error
  uint64_t rounds = 0;               // that added facts

  std::optional<Error> decision_error;  // world_error, or an error in a check or policy
  engine::Decision decision;            // meaningful when there is no decision_error

  // Some query, or round of rules, has bindings that raise an error beside others that decide or raise another: whoever
  // stops at the first binding may come to another end. Likewise for elements of sets and maps.
  bool contested = false;

  std::vector<Answer> queries;      // one per query of the program, as the authorizer sees; empty after a world_error
  std::vector<Answer> queries_all;  // the same over the facts of all blocks
};

Result Evaluate(const differential::Program& program);

}  // namespace hardtack::naive

#endif  // HARDTACK_TESTS_DIFFERENTIAL_NAIVE_DATALOG_H_
