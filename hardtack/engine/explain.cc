// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a decision raises questions about, and the steps that each may take; proof.h, nearest.h and their writers have
// the answers. Tested by tests/engine/explain_test.cc and, on random programs, by tests/differential/explain_test.cc.

#include "hardtack/engine/explain.h"

#include <algorithm>
#include <utility>

#include "hardtack/engine/join.h"
#include "hardtack/engine/miss_writer.h"
#include "hardtack/engine/proof.h"
#include "hardtack/engine/proof_writer.h"
#include "hardtack/engine/sorted_facts.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {
namespace {

using Queries = std::vector<NamedBody>;

// The queries on which the decision turned.
struct Questions {
  std::optional<Queries> matched_policy;
  std::vector<Queries> unmatched_policies;
  std::vector<Queries> failed_checks;  // as the decision lists them

  Queries All() const {
    Queries all = matched_policy.value_or(Queries());
    for (const Queries& queries : unmatched_policies) all.insert(all.end(), queries.begin(), queries.end());
    for (const Queries& queries : failed_checks) all.insert(all.end(), queries.begin(), queries.end());
    return all;
  }
};

// Finds the compiled form of what a decision names by position.
class QuestionFinder {
 public:
  QuestionFinder(const Program& top, const Evaluated& evaluated)
      : token_(top), authorizer_(top.base() != nullptr ? *top.base() : top), evaluated_(evaluated) {}

  Questions Find(const Decision& decision) const {
    Questions questions;
    if (decision.policy.has_value()) questions.matched_policy = OfPolicy(decision.policy->index);
    for (uint32_t i = 0; !decision.policy.has_value() && i < evaluated_.authorizer.policies.size(); ++i) {
      questions.unmatched_policies.push_back(OfPolicy(i));
    }
    for (const CheckPosition& position : decision.failed_checks) questions.failed_checks.push_back(OfCheck(position));
    return questions;
  }

 private:
  static Queries Of(const Program& program, Range bodies, const std::vector<Rule>& rules) {
    Queries queries;
    for (uint32_t i = 0; i < bodies.size(); ++i) {
      queries.push_back({&program, &program.bodies[bodies.begin + i], &rules[i]});
    }
    return queries;
  }

  Queries OfPolicy(uint32_t index) const {
    return Of(authorizer_, authorizer_.policies[index].bodies, evaluated_.authorizer.policies[index].queries);
  }

  // Checks were compiled in the order of their positions.
  Queries OfCheck(const CheckPosition& position) const {
    const Program& program = position.block == kAuthorizerBlock ? authorizer_ : token_;
    auto check = std::ranges::lower_bound(program.checks, std::pair(position.block, position.check), {},
                                          [](const CompiledCheck& c) { return std::pair(c.block, c.index); });
    return Of(program, check->bodies, evaluated_.BlockAt(position.block).checks[position.check].queries);
  }

  const Program& token_;
  const Program& authorizer_;  // the same when there is no token
  const Evaluated& evaluated_;
};

// The steps for the queries of one explanation: each has an equal share of what those before it left.
class Shares {
 public:
  Shares(Budget& budget, uint64_t steps, size_t queries) : budget_(budget), steps_(steps), queries_(queries) {}

  template <typename F>
  auto Spend(F&& on) {
    const uint64_t share = steps_ / queries_--;
    budget_.Renew(share);
    auto result = on();
    steps_ -= share - budget_.left();
    return result;
  }

 private:
  Budget& budget_;
  uint64_t steps_;  // left
  size_t queries_;  // left
};

class Explainer {
 public:
  Explainer(World::Impl& world, const Evaluated& evaluated, SortedFacts& facts, const Proofs& proofs, Shares shares,
            const ExplainLimits& limits, Explanation& explanation)
      : world_(world),
        evaluated_(evaluated),
        facts_(facts),
        proofs_(proofs),
        shares_(shares),
        writer_(world, facts, proofs, evaluated, infos_, limits.max_bytes, explanation.facts),
        miss_writer_(world, evaluated, facts, infos_, writer_),
        explanation_(explanation) {}

  void Run(const Decision& decision, const Questions& questions) {
    if (questions.matched_policy.has_value()) {
      explanation_.policy = Whole([&] { return FirstMatch(*questions.matched_policy); }).value_or(std::nullopt);
    }
    for (const Queries& queries : questions.unmatched_policies) {
      auto misses = Whole([&] { return Misses(queries); });
      if (misses.has_value()) explanation_.policies.push_back(*std::move(misses));
    }
    for (size_t i = 0; i < questions.failed_checks.size(); ++i) {
      auto failed = Whole([&] { return Failed(decision.failed_checks[i], questions.failed_checks[i]); });
      if (failed.has_value()) explanation_.failed_checks.push_back(*std::move(failed));
    }
    explanation_.cut |= writer_.full() || miss_writer_.cut();
  }

 private:
  // What `make` makes if there is room for the whole of it.
  template <typename Make>
  auto Whole(Make&& make) -> std::optional<decltype(make())> {
    if (writer_.full()) return std::nullopt;
    const size_t mark = writer_.size();
    auto made = make();
    if (!writer_.full()) return made;
    writer_.DropFrom(mark);
    return std::nullopt;
  }

  FailedCheck Failed(const CheckPosition& position, const Queries& queries) {
    const Check& check = evaluated_.BlockAt(position.block).checks[position.check];
    if (check.kind == CheckKind::kReject) return {position, FirstMatch(queries), {}};
    return {position, std::nullopt, Misses(queries)};
  }

  std::vector<NearMiss> Misses(const Queries& queries) {
    std::vector<NearMiss> misses;
    for (const NamedBody& query : queries) {
      std::optional<NearMiss> miss = shares_.Spend([&] { return miss_writer_.MissOf(query); });
      if (miss.has_value()) misses.push_back(*std::move(miss));
    }
    return misses;
  }

  std::optional<Match> FirstMatch(const Queries& queries) {
    for (uint32_t i = 0; i < queries.size(); ++i) {
      const NamedBody& query = queries[i];
      const std::optional<Premises> facts = shares_.Spend([&] { return LeastMatch(*query.program, *query.body); });
      if (!facts.has_value()) continue;
      Match match{i, writer_.BindingsOf(query, *facts), {}};
      for (FactId fact : *facts) match.facts.push_back(writer_.Write(fact));
      return match;
    }
    return std::nullopt;
  }

  // The facts of the binding that holds and has the least proof.
  using Premises = std::vector<FactId>;
  bool IsLess(const std::pair<ProofSize, Premises>& a, const std::pair<ProofSize, Premises>& b) const {
    if (a.first != b.first) return a.first < b.first;
    return std::ranges::lexicographical_compare(a.second, b.second,
                                                [this](FactId x, FactId y) { return facts_.Less(x, y); });
  }
  std::optional<Premises> LeastMatch(const Program& program, const Body& body) {
    std::optional<std::pair<ProofSize, Premises>> least;
    std::vector<RowRef> rows(body.atoms.size());
    Joiner joiner(world_, program, body, TrustOf(*world_.program, program, body));
    joiner.Run([&](const BindingResult& result) {
      if (result.kind != BindingResult::Kind::kHolds) return true;
      if (!world_.budget.Charge(rows.size())) return false;
      joiner.MatchedRows(rows);
      Premises facts;
      for (uint32_t i = 0; i < rows.size(); ++i) {
        facts.push_back(facts_.IdOf(program.atoms[body.atoms.begin + i].relation, rows[i]));
      }
      std::pair candidate(proofs_.SizeOver(facts), std::move(facts));
      if (!least.has_value() || IsLess(candidate, *least)) least = std::move(candidate);
      return true;
    });
    explanation_.cut |= world_.budget.exhausted();
    return least.has_value() ? std::optional(std::move(least->second)) : std::nullopt;
  }

  World::Impl& world_;
  const Evaluated& evaluated_;
  SortedFacts& facts_;
  const Proofs& proofs_;
  Shares shares_;
  BodyInfos infos_;
  ProofWriter writer_;
  MissWriter miss_writer_;
  Explanation& explanation_;
};

}  // namespace

Explanation Explain(Outcome& outcome, const Evaluated& evaluated, const ExplainLimits& limits) {
  Explanation explanation{outcome.decision, {}, {}, {}, {}, false};
  if (!outcome.decision.ok()) return explanation;
  World::Impl& world = outcome.world.impl();
  const Questions questions = QuestionFinder(*world.program, evaluated).Find(*outcome.decision);
  const Queries queries = questions.All();

  const uint64_t left = world.budget.left();
  world.budget.Renew(limits.max_steps / 2);
  world.HoldAsRows();
  SortedFacts facts(world);
  const Proofs proofs(world, facts, evaluated, queries);
  explanation.cut = world.budget.exhausted();
  const Shares shares(world.budget, limits.max_steps / 2, queries.size());
  Explainer(world, evaluated, facts, proofs, shares, limits, explanation).Run(*outcome.decision, questions);
  world.budget.Renew(left);
  return explanation;
}

}  // namespace hardtack::engine
