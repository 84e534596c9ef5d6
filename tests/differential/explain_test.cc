// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Explanations of random programs: what each says is checked against the syntax, step by step. A proof must begin at
// what is stated, and each of its steps be an instance of a rule; a miss must have failed where it says.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "doctest/doctest.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/explain.h"
#include "hardtack/engine/scopes.h"
#include "tests/differential/engine_run.h"
#include "tests/differential/generate.h"
#include "tests/differential/naive/value.h"
#include "tests/differential/program.h"
#include "tests/sanitized.h"

namespace hardtack::differential {
namespace {

constexpr size_t kPrograms = testing::kSanitized ? 2'000 : 10'000;

using Bindings = std::vector<engine::Binding>;

engine::Term Substitute(const engine::Term& term, const Bindings& bindings) {
  const auto* variable = term.As<engine::Variable>();
  if (variable == nullptr) return term;
  for (const engine::Binding& binding : bindings) {
    if (binding.variable == variable->name) return binding.value;
  }
  return term;
}

engine::Predicate Substitute(engine::Predicate predicate, const Bindings& bindings) {
  for (engine::Term& term : predicate.terms) term = Substitute(term, bindings);
  return predicate;
}

bool SamePredicate(const engine::Predicate& one, const engine::Predicate& other) {
  if (one.name != other.name || one.terms.size() != other.terms.size()) return false;
  for (size_t i = 0; i < one.terms.size(); ++i) {
    if (one.terms[i].Is<engine::Variable>() || other.terms[i].Is<engine::Variable>()) return false;
    if (naive::FromTerm(one.terms[i]) != naive::FromTerm(other.terms[i])) return false;
  }
  return true;
}

// Checks one explanation; the first thing that is wrong with it is its `problem`.
class Checker {
 public:
  Checker(const Program& program, const engine::Explanation& explanation)
      : program_(program), explanation_(explanation) {
    for (const SignedBlock& block : program.blocks) {
      blocks_.push_back({&block.block, block.signer ? &*block.signer : nullptr});
    }
    signed_blocks_ = engine::SignedBlocks(blocks_);
  }

  const std::string& Run() {
    for (size_t i = 0; i < explanation_.facts.size(); ++i) CheckFact(i);
    const engine::Decision& decision = *explanation_.decision;
    Expect(decision.policy.has_value() == explanation_.policy.has_value(), "the policy has no match");
    if (decision.policy.has_value() && explanation_.policy.has_value()) {
      CheckMatch(engine::kAuthorizerBlock, program_.authorizer.policies[decision.policy->index].queries,
                 *explanation_.policy);
    } else {
      Expect(explanation_.policies.size() == program_.authorizer.policies.size(), "policies are missing");
      for (size_t i = 0; i < explanation_.policies.size(); ++i) {
        CheckMisses(engine::kAuthorizerBlock, program_.authorizer.policies[i].queries, explanation_.policies[i]);
      }
    }
    Expect(explanation_.failed_checks.size() == decision.failed_checks.size(), "checks are missing");
    for (size_t i = 0; i < explanation_.failed_checks.size(); ++i) {
      Expect(explanation_.failed_checks[i].position == decision.failed_checks[i], "another check");
      CheckFailed(explanation_.failed_checks[i]);
    }
    return problem_;
  }

 private:
  void Expect(bool holds, const std::string& problem) {
    if (!holds && problem_.empty()) problem_ = problem;
  }

  const engine::Block& BlockAt(engine::BlockId block) const {
    return block == engine::kAuthorizerBlock ? program_.authorizer.block : program_.blocks[block].block;
  }

  engine::TrustedOrigins TrustOf(engine::BlockId block, const engine::Rule& rule) const {
    return engine::Resolve({block, rule.scopes.empty() ? BlockAt(block).scopes : rule.scopes}, signed_blocks_);
  }

  // Whether the expressions hold, by the engine: in a policy over one fact that has the values of the variables.
  static bool Holds(const std::vector<engine::Expression>& expressions, const Bindings& bindings) {
    engine::Rule query = engine::QueryRule();
    engine::Fact values{{"values", {}}};
    query.body.push_back({"values", {}});
    for (const engine::Binding& binding : bindings) {
      query.body[0].terms.push_back(engine::VariableTerm(binding.variable));
      values.predicate.terms.push_back(binding.value);
    }
    query.expressions = expressions;
    engine::AuthorizerBlock authorizer;
    authorizer.block.facts.push_back(std::move(values));
    authorizer.policies.push_back({engine::PolicyKind::kAllow, {std::move(query)}});
    const auto compiled = engine::CompileAuthorizer(authorizer);
    if (!compiled.ok()) return false;
    engine::RunOptions options;
    options.externs = &HostFunctions();
    const engine::Outcome outcome = engine::Run(*compiled, {}, options);
    return outcome.decision.ok() && outcome.decision->allowed();
  }

  // The facts stand for the body's predicates under the bindings, and the body trusts them.
  void CheckInstance(const std::string& where, engine::BlockId block, const engine::Rule& rule,
                     const Bindings& bindings, const std::vector<std::optional<uint32_t>>& facts) {
    Expect(facts.size() == rule.body.size(), where + ": not a fact for each predicate");
    const engine::TrustedOrigins trust = TrustOf(block, rule);
    for (size_t i = 0; i < facts.size() && i < rule.body.size(); ++i) {
      if (!facts[i].has_value()) continue;
      const engine::ProvedFact& fact = explanation_.facts[*facts[i]];
      Expect(SamePredicate(Substitute(rule.body[i], bindings), fact.fact.predicate), where + ": another fact");
      Expect(fact.origin.IsSubsetOf(trust), where + ": a fact that is not trusted");
    }
  }

  void CheckFact(size_t index) {
    const engine::ProvedFact& fact = explanation_.facts[index];
    const std::string where = absl::StrCat("fact ", index);
    switch (fact.source.kind) {
      case engine::Source::Kind::kUnknown:
        Expect(false, where + " has no proof");
        break;
      case engine::Source::Kind::kRequest:
        CheckStated(where, fact, program_.request);
        break;
      case engine::Source::Kind::kShared:
        Expect(std::ranges::any_of(
                   program_.shared,
                   [&](const engine::Fact& shared) { return SamePredicate(shared.predicate, fact.fact.predicate); }),
               where + " is not shared");
        Expect(fact.origin == engine::Origin{engine::kAuthorizerBlock}, where + " has another origin");
        break;
      case engine::Source::Kind::kStated:
        CheckStated(where, fact, BlockAt(fact.source.block).facts);
        break;
      case engine::Source::Kind::kDerived:
        CheckDerived(where, fact, index);
        break;
    }
  }

  void CheckStated(const std::string& where, const engine::ProvedFact& fact, const std::vector<engine::Fact>& facts) {
    Expect(SamePredicate(fact.fact.predicate, facts[fact.source.index].predicate), where + " is not stated there");
    Expect(fact.origin == engine::Origin{fact.source.block}, where + " has another origin");
    Expect(fact.premises.empty(), where + " is stated and derived");
  }

  void CheckDerived(const std::string& where, const engine::ProvedFact& fact, size_t index) {
    const engine::Rule& rule = BlockAt(fact.source.block).rules[fact.source.index];
    engine::Origin origin{fact.source.block};
    for (uint32_t premise : fact.premises) {
      Expect(premise < index, where + " rests on a later fact");
      origin.InsertAll(explanation_.facts[premise].origin);
    }
    Expect(fact.origin == origin, where + " has another origin");
    Expect(SamePredicate(Substitute(rule.head, fact.bindings), fact.fact.predicate), where + " is not the rule's head");
    CheckInstance(where, fact.source.block, rule, fact.bindings, {fact.premises.begin(), fact.premises.end()});
    Expect(Holds(rule.expressions, fact.bindings), where + ": the rule's expressions do not hold");
  }

  void CheckMatch(engine::BlockId block, const std::vector<engine::Rule>& queries, const engine::Match& match) {
    const engine::Rule& query = queries[match.query];
    CheckInstance("match", block, query, match.bindings, {match.facts.begin(), match.facts.end()});
    Expect(Holds(query.expressions, match.bindings), "match: the expressions do not hold");
  }

  void CheckFailed(const engine::FailedCheck& failed) {
    const engine::Check& check = BlockAt(failed.position.block).checks[failed.position.check];
    Expect(failed.match.has_value() == (check.kind == engine::CheckKind::kReject), "a check's match");
    if (failed.match.has_value()) return CheckMatch(failed.position.block, check.queries, *failed.match);
    CheckMisses(failed.position.block, check.queries, failed.misses);
  }

  void CheckMisses(engine::BlockId block, const std::vector<engine::Rule>& queries,
                   const std::vector<engine::NearMiss>& misses) {
    Expect(misses.size() == queries.size(), "not a miss for each query");
    for (size_t i = 0; i < misses.size() && i < queries.size(); ++i) CheckMiss(block, queries[i], misses[i]);
  }

  void CheckMiss(engine::BlockId block, const engine::Rule& rule, const engine::NearMiss& miss) {
    CheckInstance("miss", block, rule, miss.bindings, miss.facts);
    Expect(miss.trusted == TrustOf(block, rule), "miss: trusts others");
    Expect(!miss.missing.empty() || miss.expression.has_value(), "miss: nothing is missing");
    size_t gaps = 0;
    for (const auto& fact : miss.facts) gaps += fact.has_value() ? 0 : 1;
    Expect(gaps == miss.missing.size(), "miss: not all that is missing is named");
    for (const engine::MissingFact& missing : miss.missing) CheckMissing(miss, missing);
    if (!miss.expression.has_value()) return;
    const engine::Expression& expression = rule.expressions[miss.expression->index];
    Expect(!Holds({expression}, miss.expression->bindings), "miss: the expression holds");
    if (!miss.missing.empty()) return;
    Expect(Holds({rule.expressions.begin(), rule.expressions.begin() + miss.expression->index}, miss.bindings),
           "miss: an earlier expression does not hold");
  }

  void CheckMissing(const engine::NearMiss& miss, const engine::MissingFact& missing) {
    Expect(!miss.facts[missing.predicate].has_value(), "miss: a fact is there and missing");
    if (missing.hidden.has_value()) {
      Expect(!missing.hidden->origin.IsSubsetOf(miss.trusted), "miss: what is hidden is trusted");
    }
    for (const engine::RuleMiss& behind : missing.rules) {
      CheckMiss(behind.block, BlockAt(behind.block).rules[behind.rule], behind.miss);
    }
  }

  const Program& program_;
  const engine::Explanation& explanation_;
  std::vector<engine::TokenBlock> blocks_;
  engine::SignedBlocks signed_blocks_;
  std::string problem_;
};

// What is said in an explanation, counted to notice a generator that has gone stale.
using Counts = std::map<std::string, size_t>;

void Count(const engine::Explanation& explanation, Counts& counts) {
  if (explanation.cut) ++counts["cut"];
  for (const engine::ProvedFact& fact : explanation.facts) {
    if (fact.source.kind == engine::Source::Kind::kDerived) ++counts["derived facts"];
    if (fact.source.kind == engine::Source::Kind::kShared) ++counts["shared facts"];
  }
  for (const engine::FailedCheck& check : explanation.failed_checks) {
    if (check.match.has_value()) ++counts["rejections"];
    for (const engine::NearMiss& miss : check.misses) {
      if (miss.missing.empty()) ++counts["false expressions"];
      for (const engine::MissingFact& missing : miss.missing) {
        ++counts["missing facts"];
        if (missing.hidden.has_value()) ++counts["hidden facts"];
        if (!missing.rules.empty()) ++counts["rules behind them"];
      }
    }
  }
}

TEST_CASE("what explanations of 10,000 random programs say is so") {
  const uint64_t base = (uint64_t{std::random_device()()} << 32) | std::random_device()();
  MESSAGE("seeds ", base, " and following");
  Counts counts;
  size_t failures = 0;
  for (uint64_t seed = base; seed != base + kPrograms && failures < 3; ++seed) {
    const Program program = Generate(seed);
    const auto compiled = Compile(program);
    if (!compiled.ok()) continue;
    engine::RunOptions options;
    options.limits = program.limits;
    options.externs = &HostFunctions();
    engine::Outcome outcome = engine::Run(*compiled, program.request, options);
    if (!outcome.decision.ok()) continue;
    std::vector<engine::TokenBlock> blocks;
    for (const SignedBlock& block : program.blocks) {
      blocks.push_back({&block.block, block.signer ? &*block.signer : nullptr});
    }
    const engine::Explanation explanation = engine::Explain(outcome, {program.authorizer, blocks, program.request});
    Count(explanation, counts);
    if (explanation.cut) continue;
    const std::string problem = Checker(program, explanation).Run();
    if (problem.empty()) continue;
    ++failures;
    INFO("seed: ", seed);
    INFO(ToString(program));
    FAIL_CHECK(problem);
  }
  std::string shares;
  for (const auto& [what, count] : counts) absl::StrAppend(&shares, count, " ", what, "\n");
  MESSAGE("explained\n", shares);
  for (const char* what : {"derived facts", "shared facts", "rejections", "false expressions", "missing facts",
                           "hidden facts", "rules behind them"}) {
    CAPTURE(what);
    CHECK(counts[what] > kPrograms / 100);
  }
}

}  // namespace
}  // namespace hardtack::differential
