// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Patterns that take much of a verifier's budget. Tested by tests/identity/lint_test.cc.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/engine/pattern.h"
#include "hardtack/identity/lint_rules.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;
using engine::Op;

// A tenth of the steps that a verifier spends on a whole token.
constexpr uint64_t kExpensiveSteps = engine::RunLimits().max_steps / 10;

// The constant patterns of `ops`: texts that stand right before a match.
void CollectPatterns(const std::vector<Op>& ops, std::vector<std::string>& patterns) {
  for (size_t i = 0; i < ops.size(); ++i) {
    if (const auto* closure = std::get_if<engine::Closure>(&ops[i].value)) CollectPatterns(closure->ops, patterns);
    const auto* binary = std::get_if<engine::Binary>(&ops[i].value);
    if (i == 0 || binary == nullptr || binary->kind != engine::BinaryKind::kRegex) continue;
    const auto* term = std::get_if<engine::Term>(&ops[i - 1].value);
    const auto* pattern = term == nullptr ? nullptr : term->As<std::string>();
    if (pattern != nullptr) patterns.push_back(*pattern);
  }
}

std::vector<std::string> PatternsOf(const std::vector<engine::Rule>& rules) {
  std::vector<std::string> patterns;
  for (const engine::Rule& rule : rules) {
    for (const engine::Expression& expression : rule.expressions) CollectPatterns(expression.ops, patterns);
  }
  return patterns;
}

// What is wrong with a pattern; empty when nothing is.
std::string Complaint(const std::string& pattern) {
  const auto translated = engine::TranslatePattern(pattern, {});
  if (!translated.ok()) return "the pattern is larger than a verifier accepts: " + pattern;
  if (!translated->re2.has_value()) return "the pattern is not valid, and matches nothing: " + pattern;
  if (translated->compile_steps < kExpensiveSteps) return {};
  return "the pattern takes " + std::to_string(translated->compile_steps) + " of " +
         std::to_string(engine::RunLimits().max_steps) + " steps: " + pattern;
}

}  // namespace

void LintPatterns(const LintSubject& subject, BlockId id, Findings& findings) {
  const engine::Block& block = subject.blocks[id].block;
  for (const std::string& pattern : PatternsOf(block.rules)) {
    if (auto why = Complaint(pattern); !why.empty()) {
      findings.push_back({LintKind::kExpensivePattern, id, {}, {}, {}, std::move(why)});
    }
  }
  for (uint32_t i = 0; i < block.checks.size(); ++i) {
    for (const std::string& pattern : PatternsOf(block.checks[i].queries)) {
      if (auto why = Complaint(pattern); !why.empty()) {
        findings.push_back({LintKind::kExpensivePattern, id, {}, {}, i, std::move(why)});
      }
    }
  }
}

}  // namespace hardtack::identity
