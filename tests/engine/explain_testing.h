// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Explanations as short texts, for the tests.

#ifndef HARDTACK_TESTS_ENGINE_EXPLAIN_TESTING_H_
#define HARDTACK_TESTS_ENGINE_EXPLAIN_TESTING_H_

#include <string>
#include <vector>

#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/explain.h"
#include "hardtack/engine/explanation.h"
#include "tests/engine/engine_testing.h"

namespace hardtack::engine {

inline std::string Place(BlockId block) { return block == kAuthorizerBlock ? "authorizer" : std::to_string(block); }

inline std::string Shown(const Origin& origin) {
  std::string text;
  for (BlockId block : origin.Blocks()) text += (text.empty() ? "" : ",") + Place(block);
  return text;
}

inline std::string Shown(const std::vector<Binding>& bindings) {
  std::string text;
  for (const Binding& binding : bindings) {
    text += (text.empty() ? "$" : ", $") + binding.variable + "=" + ToString(binding.value);
  }
  return text;
}

// "path(1, 2) of authorizer by rule authorizer.0 from [edge(1, 2) of 0 by fact 0.0]".
inline std::string Proof(const Explanation& explanation, uint32_t index) {
  const ProvedFact& fact = explanation.facts[index];
  std::string text = ToString(fact.fact) + " of " + Shown(fact.origin);
  if (fact.source.kind == Source::Kind::kUnknown) return text + " unproved";
  if (fact.source.kind == Source::Kind::kShared) return text + " shared";
  if (fact.source.kind == Source::Kind::kRequest) return text + " by request " + std::to_string(fact.source.index);
  const std::string position = Place(fact.source.block) + "." + std::to_string(fact.source.index);
  if (fact.source.kind == Source::Kind::kStated) return text + " by fact " + position;
  text += " by rule " + position + " from [";
  for (size_t i = 0; i < fact.premises.size(); ++i) {
    text += (i > 0 ? "; " : "") + Proof(explanation, fact.premises[i]);
  }
  return text + "]";
}

inline std::string Shown(const Explanation& explanation, const Match& match) {
  std::string text = "query " + std::to_string(match.query) + " with {" + Shown(match.bindings) + "}";
  for (uint32_t fact : match.facts) text += "\n  " + Proof(explanation, fact);
  return text;
}

inline std::string Shown(const Explanation& explanation, const NearMiss& miss) {
  std::string text = "{" + Shown(miss.bindings) + "}";
  for (const MissingFact& missing : miss.missing) {
    text += " no " + ToString(missing.wanted);
    if (missing.hidden.has_value()) text += " but of " + Shown(missing.hidden->origin);
    for (const RuleMiss& rule : missing.rules) {
      text +=
          " (rule " + Place(rule.block) + "." + std::to_string(rule.rule) + ": " + Shown(explanation, rule.miss) + ")";
    }
  }
  if (miss.expression.has_value()) {
    text += " false: " + std::to_string(miss.expression->index) + " {" + Shown(miss.expression->bindings) + "}";
  }
  return text + (miss.cut ? " cut" : "");
}

// Everything but the verdict, a line for each policy, check and query.
inline std::string Shown(const Explanation& explanation) {
  std::string text;
  if (explanation.policy.has_value()) text += "policy " + Shown(explanation, *explanation.policy) + "\n";
  for (size_t i = 0; i < explanation.policies.size(); ++i) {
    for (const NearMiss& miss : explanation.policies[i]) {
      text += "no policy " + std::to_string(i) + ": " + Shown(explanation, miss) + "\n";
    }
  }
  for (const FailedCheck& check : explanation.failed_checks) {
    const std::string where = "check " + Place(check.position.block) + "." + std::to_string(check.position.check);
    if (check.match.has_value()) text += where + ": " + Shown(explanation, *check.match) + "\n";
    for (const NearMiss& miss : check.misses) text += where + ": " + Shown(explanation, miss) + "\n";
  }
  return text + (explanation.cut ? "cut\n" : "");
}

inline Explanation ExplainTexts(const std::vector<BlockText>& blocks, const std::string& authorizer,
                                const std::string& request = "", const ExplainLimits& limits = {},
                                const RunOptions& options = {}) {
  const AuthorizerBlock policy = ParsedAuthorizer(authorizer);
  const std::vector<Fact> facts = ParsedFacts(request);
  std::vector<Block> parsed;
  for (const BlockText& block : blocks) parsed.push_back(*parser::ParseBlock(block.text));
  std::vector<TokenBlock> token;
  for (size_t i = 0; i < blocks.size(); ++i) token.push_back({&parsed[i], blocks[i].signer});
  Outcome outcome = Run(Compiled(blocks, authorizer), facts, options);
  return Explain(outcome, {policy, token, facts}, limits);
}

}  // namespace hardtack::engine

#endif  // HARDTACK_TESTS_ENGINE_EXPLAIN_TESTING_H_
