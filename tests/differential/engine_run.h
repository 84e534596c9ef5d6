// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The engine on a test case, and the comparison of what it says with the naive evaluator.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_ENGINE_RUN_H_
#define HARDTACK_TESTS_DIFFERENTIAL_ENGINE_RUN_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"
#include "tests/differential/naive/datalog.h"
#include "tests/differential/program.h"

namespace hardtack::differential {

absl::StatusOr<std::shared_ptr<const engine::Program>> Compile(const Program& program);

// Everything that a caller can see of one run, comparable.
struct Observed {
  absl::Status world_status;
  std::vector<engine::OriginFacts> facts;
  engine::Usage usage;
  absl::StatusOr<engine::Decision> decision = engine::Decision{};
  std::vector<absl::StatusOr<std::vector<engine::Fact>>> queries;
  std::vector<absl::StatusOr<std::vector<engine::Fact>>> queries_all;
};

Observed Observe(std::shared_ptr<const engine::Program> compiled, const Program& program);

// Compile and Observe in one; a compilation error is the world's status.
Observed RunEngine(const Program& program);

// What differs between the evaluator and the engine, in a line of text; nullopt when they agree.
std::optional<std::string> Disagreement(const naive::Result& expected, const Observed& observed);
std::optional<std::string> Disagreement(const Program& program);

// What differs between two runs of the engine whose programs mean the same: everything but the steps that they took.
std::optional<std::string> Difference(const Observed& one, const Observed& other);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_ENGINE_RUN_H_
