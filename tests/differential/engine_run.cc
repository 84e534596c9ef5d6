// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Running test cases on the engine and comparing what comes out.

#include "tests/differential/engine_run.h"

#include <set>
#include <sstream>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/engine/fact_base.h"

namespace hardtack::differential {
namespace {

using Found = absl::StatusOr<std::vector<engine::Fact>>;

std::string ShowKind(std::optional<ErrorKind> kind) { return kind ? std::string(NameOf(*kind)) : "ok"; }

std::string ShowDecision(const engine::Decision& decision) {
  std::ostringstream text;
  if (decision.policy) {
    text << (decision.policy->kind == engine::PolicyKind::kAllow ? "allow " : "deny ") << decision.policy->index;
  } else {
    text << "no policy";
  }
  for (engine::CheckPosition check : decision.failed_checks) text << ", check " << check.block << "/" << check.check;
  return text.str();
}

template <typename T>
std::optional<std::string> Compare(const std::string& what, const T& expected, const T& observed) {
  if (expected == observed) return std::nullopt;
  std::ostringstream text;
  text << what << ": expected " << expected << ", the engine has " << observed;
  return text.str();
}

std::set<naive::OwnedFact> Owned(const std::vector<engine::OriginFacts>& facts) {
  std::set<naive::OwnedFact> owned;
  for (const engine::OriginFacts& group : facts) {
    const std::vector<engine::BlockId> blocks = group.origin.Blocks();
    for (const engine::Fact& fact : group.facts) {
      naive::OwnedFact own{{blocks.begin(), blocks.end()}, fact.predicate.name, {}};
      for (const engine::Term& term : fact.predicate.terms) own.terms.push_back(naive::FromTerm(term));
      owned.insert(std::move(own));
    }
  }
  return owned;
}

// Facts of a query in the evaluator's form.
naive::Answer AnswerOf(const Found& found) {
  if (!found.ok()) return KindOf(found.status()).value_or(ErrorKind::kInternal);
  std::set<std::vector<naive::Value>> facts;
  for (const engine::Fact& fact : *found) {
    std::vector<naive::Value> terms;
    for (const engine::Term& term : fact.predicate.terms) terms.push_back(naive::FromTerm(term));
    facts.insert(std::move(terms));
  }
  return facts;
}

std::string ShowAnswer(const naive::Answer& answer) {
  if (auto* kind = std::get_if<ErrorKind>(&answer)) return std::string(NameOf(*kind));
  return absl::StrCat(std::get<0>(answer).size(), " facts");
}

std::optional<std::string> CompareAnswers(const std::string& what, const std::vector<naive::Answer>& expected,
                                          const std::vector<Found>& observed) {
  for (size_t i = 0; i < expected.size(); ++i) {
    const naive::Answer answer = AnswerOf(observed[i]);
    if (answer != expected[i]) {
      return absl::StrCat(what, " ", i, ": expected ", ShowAnswer(expected[i]), ", the engine has ",
                          ShowAnswer(answer));
    }
  }
  return std::nullopt;
}

// Whether the message says where `error` was raised: "block 2: check 1: query 0: expression 0: ...". `statement` is
// what to expect there, rule or check; a policy may stand for an authorizer's check.
bool NamesPlace(std::string_view message, const naive::Error& error, const std::string& statement) {
  const bool authorizer = error.block == engine::kAuthorizerBlock;
  const std::string block = authorizer ? "authorizer: " : absl::StrCat("block ", error.block, ": ");
  const std::string position = absl::StrCat(" ", error.statement, ": ");
  const bool at_statement = message.starts_with(block + statement + position) ||
                            (authorizer && message.starts_with(block + "policy" + position));
  return at_statement && message.find(absl::StrCat(": expression ", error.expression, ": ")) != std::string_view::npos;
}

// Compares kinds, and places where the engine states one.
std::optional<std::string> CompareErrors(const naive::Error& expected, const absl::Status& observed,
                                         const std::string& statement) {
  if (auto difference = Compare(statement, ShowKind(expected.kind), ShowKind(KindOf(observed)))) return difference;
  const bool has_place = expected.kind >= ErrorKind::kInvalidType && expected.kind <= ErrorKind::kExternEval;
  if (!has_place || NamesPlace(ToStd(observed.message()), expected, statement)) return std::nullopt;
  return absl::StrCat("expected the error in block ", expected.block, ", ", statement, " ", expected.statement,
                      ", expression ", expected.expression, ", the engine has: ", observed.message());
}

std::optional<std::string> CompareStopped(const naive::Error& expected, const Observed& observed) {
  if (auto difference = CompareErrors(expected, observed.world_status, "rule")) return difference;
  return CompareErrors(expected, observed.decision.status(), "rule");
}

std::optional<std::string> CompareWorlds(const naive::Result& expected, const Observed& observed) {
  const std::set<naive::OwnedFact> facts = Owned(observed.facts);
  if (auto difference = Compare("facts", expected.facts.size(), facts.size())) return difference;
  if (facts != expected.facts) return "facts: as many, but others";
  if (auto difference = Compare<uint64_t>("counted facts", expected.facts.size(), observed.usage.facts)) {
    return difference;
  }
  return Compare("rounds", expected.rounds, observed.usage.iterations);
}

std::optional<std::string> CompareDecisions(const naive::Result& expected, const Observed& observed) {
  if (expected.decision_error) return CompareErrors(*expected.decision_error, observed.decision.status(), "check");
  if (!observed.decision.ok()) return absl::StrCat("decision: expected ok, ", observed.decision.status().ToString());
  return Compare("decision", ShowDecision(expected.decision), ShowDecision(*observed.decision));
}

bool SameFacts(const std::vector<engine::OriginFacts>& one, const std::vector<engine::OriginFacts>& other) {
  return Owned(one) == Owned(other);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const engine::Program>> Compile(const Program& program) {
  std::shared_ptr<const engine::FactBase> facts;
  if (!program.shared.empty()) {
    engine::FactBaseBuilder builder;
    for (const engine::Fact& fact : program.shared) RETURN_IF_ERROR(builder.Add(fact));
    facts = std::move(builder).Build();
  }
  absl::StatusOr<std::shared_ptr<const engine::Program>> authorizer =
      engine::CompileAuthorizer(program.authorizer, {}, std::move(facts));
  if (!authorizer.ok() || program.blocks.empty()) return authorizer;
  std::vector<engine::TokenBlock> blocks;
  for (const SignedBlock& block : program.blocks) {
    blocks.push_back({&block.block, block.signer ? &*block.signer : nullptr});
  }
  return engine::CompileToken(blocks, *authorizer);
}

Observed Observe(std::shared_ptr<const engine::Program> compiled, const Program& program) {
  engine::RunOptions options;
  options.limits = program.limits;
  options.externs = &HostFunctions();
  engine::Outcome outcome = engine::Run(std::move(compiled), program.request, options);
  Observed observed{outcome.world.status(), outcome.world.Facts(), outcome.usage, outcome.decision, {}, {}};
  for (const engine::Rule& query : program.queries) {
    observed.queries.push_back(engine::Query(outcome.world, query));
    observed.queries_all.push_back(engine::QueryAll(outcome.world, query));
  }
  return observed;
}

Observed RunEngine(const Program& program) {
  absl::StatusOr<std::shared_ptr<const engine::Program>> compiled = Compile(program);
  if (compiled.ok()) return Observe(*std::move(compiled), program);
  return Observed{compiled.status(), {}, {}, compiled.status(), {}, {}};
}

std::optional<std::string> Disagreement(const naive::Result& expected, const Observed& observed) {
  if (expected.world_error) return CompareStopped(*expected.world_error, observed);
  if (!observed.world_status.ok()) return absl::StrCat("world: expected ok, ", observed.world_status.ToString());
  if (auto difference = CompareWorlds(expected, observed)) return difference;
  if (auto difference = CompareDecisions(expected, observed)) return difference;
  if (auto difference = CompareAnswers("query", expected.queries, observed.queries)) return difference;
  return CompareAnswers("query_all", expected.queries_all, observed.queries_all);
}

std::optional<std::string> Disagreement(const Program& program) {
  return Disagreement(naive::Evaluate(program), RunEngine(program));
}

std::optional<std::string> Difference(const Observed& one, const Observed& other) {
  if (auto difference = Compare("world", one.world_status.ToString(), other.world_status.ToString())) return difference;
  if (auto difference = Compare("decision", one.decision.status().ToString(), other.decision.status().ToString())) {
    return difference;
  }
  if (one.world_status.ok() && !SameFacts(one.facts, other.facts)) return "facts: not the same";
  if (auto difference = Compare("rounds", one.usage.iterations, other.usage.iterations)) return difference;
  if (one.decision.ok() && *one.decision != *other.decision) {
    return absl::StrCat("decision: ", ShowDecision(*one.decision), " and ", ShowDecision(*other.decision));
  }
  for (size_t i = 0; i < one.queries.size(); ++i) {
    if (AnswerOf(one.queries[i]) != AnswerOf(other.queries[i])) return absl::StrCat("query ", i);
    if (AnswerOf(one.queries_all[i]) != AnswerOf(other.queries_all[i])) return absl::StrCat("query_all ", i);
  }
  return std::nullopt;
}

}  // namespace hardtack::differential
