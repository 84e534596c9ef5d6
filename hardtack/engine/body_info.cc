// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts about bodies. Tested by tests/engine/explain_test.cc.

#include "hardtack/engine/body_info.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "hardtack/base/abseil.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::engine {
namespace {

// Slots are given in order of appearance.
std::vector<std::string> VariablesOf(const Rule& rule) {
  std::vector<std::string> names;
  absl::flat_hash_set<absl::string_view> seen;
  for (const Predicate& predicate : rule.body) {
    for (const Term& term : predicate.terms) {
      const auto* variable = term.As<Variable>();
      if (variable != nullptr && seen.insert(ToAbsl(variable->name)).second) names.push_back(variable->name);
    }
  }
  return names;
}

// Recursion is as deep as closures nest, which compilation bounds.
void CollectReads(const Program& program, Range instructions, size_t variables, std::vector<uint32_t>& slots) {
  for (uint32_t i = instructions.begin; i < instructions.end; ++i) {
    const Instruction& instruction = program.instructions[i];
    if (instruction.code == Instruction::Code::kClosure) {
      CollectReads(program, program.closures[instruction.operand].instructions, variables, slots);
    } else if (instruction.code == Instruction::Code::kSlot && instruction.operand < variables) {
      slots.push_back(instruction.operand);
    }
  }
}

std::vector<uint32_t> ReadsOf(const Program& program, Range instructions, size_t variables) {
  std::vector<uint32_t> slots;
  CollectReads(program, instructions, variables, slots);
  std::ranges::sort(slots);
  slots.erase(std::ranges::unique(slots).begin(), slots.end());
  return slots;
}

}  // namespace

const BodyInfo& BodyInfos::Of(const NamedBody& body) {
  auto [found, is_new] = infos_.try_emplace(body.body);
  BodyInfo& info = found->second;
  if (!is_new) return info;
  info.variables = VariablesOf(*body.rule);
  const Range expressions = body.body->expressions;
  for (uint32_t i = expressions.begin; i < expressions.end; ++i) {
    info.reads.push_back(ReadsOf(*body.program, body.program->expressions[i], info.variables.size()));
  }
  for (const Predicate& predicate : body.rule->body) info.terms += predicate.terms.size();
  info.text_bytes = ToString(*body.rule).size();
  return info;
}

}  // namespace hardtack::engine
