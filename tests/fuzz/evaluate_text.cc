// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text as an authorizer and, after lines `---`, the blocks of a token: evaluated by the engine within few steps,
// twice with the same result, and explained. Programs that are small enough for the naive evaluator
// (tests/differential), which counts no steps, are compared with it. The generator of `evaluate` knows few shapes; text
// has all of them. evaluate_text_mutator.cc changes terms, operators and statements.
// 2 KiB, as for a block's text.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "hardtack/engine/explain.h"
#include "tests/differential/engine_run.h"
#include "tests/fuzz/program_text.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using differential::Program;

constexpr uint64_t kMaxSteps = 20'000;
// What the naive evaluator looks at is about facts to the power of atoms.
constexpr uint64_t kNaiveFacts = 16;
constexpr size_t kNaiveAtoms = 3;

std::optional<Program> Read(std::string_view text) {
  std::optional<Program> program = ReadProgram(text);
  if (program) {
    program->limits.max_facts = 200;
    program->limits.max_iterations = 20;
    program->limits.max_steps = kMaxSteps;
  }
  return program;
}

// What all rules and queries of a program have in common.
class Shape {
 public:
  explicit Shape(const Program& program) {
    for (const auto& block : program.blocks) Add(block.block);
    Add(program.authorizer.block);
    for (const engine::Policy& policy : program.authorizer.policies) Add(policy.queries);
  }

  size_t atoms() const { return atoms_; }              // the most that a body has
  bool has_patterns() const { return has_patterns_; }  // of which only simple ones mean the same to std::regex

 private:
  void Add(const engine::Block& block) {
    Add(block.rules);
    for (const engine::Check& check : block.checks) Add(check.queries);
  }
  void Add(const std::vector<engine::Rule>& rules) {
    for (const engine::Rule& rule : rules) {
      atoms_ = std::max(atoms_, rule.body.size());
      for (const engine::Expression& expression : rule.expressions) Add(expression.ops);
    }
  }
  void Add(const std::vector<engine::Op>& ops) {
    for (const engine::Op& op : ops) {
      if (auto* binary = std::get_if<engine::Binary>(&op.value)) {
        has_patterns_ |= binary->kind == engine::BinaryKind::kRegex;
      }
      if (auto* closure = std::get_if<engine::Closure>(&op.value)) Add(closure->ops);
    }
  }

  size_t atoms_ = 0;
  bool has_patterns_ = false;
};

bool IsForNaive(const Program& program, const differential::Observed& observed) {
  const Shape shape(program);
  return observed.world_status.code() != absl::StatusCode::kResourceExhausted &&
         observed.decision.status().code() != absl::StatusCode::kResourceExhausted &&
         observed.usage.facts <= kNaiveFacts && shape.atoms() <= kNaiveAtoms && !shape.has_patterns();
}

void CheckExplained(const std::shared_ptr<const engine::Program>& compiled, const Program& program) {
  engine::RunOptions options;
  options.limits = program.limits;
  options.externs = &differential::HostFunctions();
  engine::Outcome outcome = engine::Run(compiled, program.request, options);
  std::vector<engine::TokenBlock> blocks;
  for (const auto& block : program.blocks) blocks.push_back({&block.block, nullptr});
  engine::ExplainLimits limits;
  limits.max_steps = kMaxSteps;
  engine::Explain(outcome, {program.authorizer, blocks, program.request}, limits);
}

void CheckText(std::string_view text) {
  const std::optional<Program> program = Read(text);
  if (!program) return;
  const auto compiled = differential::Compile(*program);
  if (!compiled.ok()) return;
  const differential::Observed observed = differential::Observe(*compiled, *program);
  const differential::Observed again = differential::Observe(*compiled, *program);
  Require(!differential::Difference(observed, again) && observed.usage.steps == again.usage.steps,
          "a program has one result");
  CheckExplained(*compiled, *program);
  if (!IsForNaive(*program, observed)) return;
  const auto disagreement = differential::Disagreement(naive::Evaluate(*program), observed);
  if (!disagreement) return;
  std::fprintf(stderr, "%s\n%s\n", differential::ToString(*program).c_str(), disagreement->c_str());
  Require(false, "the engine agrees with the naive evaluator");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckText(hardtack::fuzz::AsText(data, size));
  return 0;
}
