// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts, origins, scopes, rules, rounds, checks and policies by nested loops. Tested by naive_test.cc.

#include "tests/differential/naive/datalog.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "tests/differential/naive/operators.h"

namespace hardtack::naive {
namespace {

using Facts = std::set<OwnedFact>;

OwnedFact Own(const engine::Predicate& predicate, Blocks origin) {
  OwnedFact fact{std::move(origin), predicate.name, {}};
  for (const engine::Term& term : predicate.terms) fact.terms.push_back(FromTerm(term));
  return fact;
}

// --- Scopes

// Resolves scopes. Own block and authorizer are always trusted; the authority by default and when listed.
class Scopes {
 public:
  explicit Scopes(const differential::Program& program) : program_(program) {}

  // What a rule of `block` trusts: its own scopes replace those of its block.
  Blocks Trusted(const engine::Rule& rule, engine::BlockId block) const {
    const std::vector<engine::Scope>& scopes = rule.scopes.empty() ? BlockScopes(block) : rule.scopes;
    return Resolve(scopes, block);
  }

  Blocks Resolve(const std::vector<engine::Scope>& scopes, engine::BlockId block) const {
    Blocks trusted = {engine::kAuthorizerBlock, block};
    if (scopes.empty()) trusted.insert(engine::kAuthorityBlock);
    for (const engine::Scope& scope : scopes) Add(scope, block, trusted);
    return trusted;
  }

 private:
  const std::vector<engine::Scope>& BlockScopes(engine::BlockId block) const {
    return block == engine::kAuthorizerBlock ? program_.authorizer.block.scopes : program_.blocks[block].block.scopes;
  }

  void Add(const engine::Scope& scope, engine::BlockId block, Blocks& trusted) const {
    if (auto* key = std::get_if<engine::PublicKey>(&scope)) {
      for (engine::BlockId i = 0; i < program_.blocks.size(); ++i) {
        if (program_.blocks[i].signer == *key) trusted.insert(i);
      }
    } else if (std::get<engine::ScopeKind>(scope) == engine::ScopeKind::kAuthority) {
      trusted.insert(engine::kAuthorityBlock);
    } else if (block != engine::kAuthorizerBlock) {  // previous, which means nothing in the authorizer
      for (engine::BlockId i = 0; i < block; ++i) trusted.insert(i);
    }
  }

  const differential::Program& program_;
};

Facts Visible(const Facts& facts, const Blocks& trusted) {
  Facts visible;
  for (const OwnedFact& fact : facts) {
    if (std::includes(trusted.begin(), trusted.end(), fact.origin.begin(), fact.origin.end())) visible.insert(fact);
  }
  return visible;
}

// --- Matching

// Extends `bindings` so that `predicate` equals `fact`, if it can. A fact with a variable equals nothing.
bool Unify(const engine::Predicate& predicate, const OwnedFact& fact, Bindings& bindings) {
  if (predicate.name != fact.name || predicate.terms.size() != fact.terms.size()) return false;
  for (size_t i = 0; i < fact.terms.size(); ++i) {
    if (!IsGround(fact.terms[i])) return false;
    const Value wanted = FromTerm(predicate.terms[i]);
    if (wanted.kind == Kind::kVariable) {
      auto [bound, inserted] = bindings.emplace(wanted.text, fact.terms[i]);
      if (bound->second != fact.terms[i]) return false;
    } else if (wanted != fact.terms[i]) {
      return false;
    }
  }
  return true;
}

using Visitor = std::function<void(const Bindings& bindings, const Blocks& origin)>;

// Calls `visit` for every combination of facts that matches the predicates of `body` from the `next`-th on.
void ForEachMatch(const std::vector<engine::Predicate>& body, size_t next, const Facts& facts, const Bindings& bindings,
                  const Blocks& origin, const Visitor& visit) {
  if (next == body.size()) return visit(bindings, origin);
  for (const OwnedFact& fact : facts) {
    Bindings extended = bindings;
    if (!Unify(body[next], fact, extended)) continue;
    Blocks united = origin;
    united.insert(fact.origin.begin(), fact.origin.end());
    ForEachMatch(body, next + 1, facts, extended, united, visit);
  }
}

// An expression that failed, ordered as it is reported: the first expression, then the least kind.
struct Trouble {
  size_t expression = 0;
  ErrorKind kind = ErrorKind::kInternal;
  std::strong_ordering operator<=>(const Trouble&) const = default;
};

// Whether all expressions hold. They run in written order and the first that is false ends it.
std::variant<bool, Trouble> Test(const engine::Rule& rule, const Bindings& bindings, bool& contested) {
  for (size_t i = 0; i < rule.expressions.size(); ++i) {
    try {
      const Value value = EvaluateExpression(rule.expressions[i].ops, bindings, &differential::HostFunctions(),
                                             &contested);
      if (value.kind != Kind::kBool) return Trouble{i, ErrorKind::kInvalidType};
      if (!IsTrue(value)) return false;
    } catch (const Failure& failure) {
      return Trouble{i, failure.kind};
    }
  }
  return true;
}

OwnedFact Instantiate(const engine::Predicate& head, const Bindings& bindings, Blocks origin) {
  OwnedFact fact = Own(head, std::move(origin));
  for (Value& term : fact.terms) {
    if (term.kind == Kind::kVariable) term = bindings.at(term.text);
  }
  return fact;
}

// All that there is to know about one rule over `facts`: what it derives and how its bindings fared.
struct Application {
  Facts derived;
  bool any_true = false;
  bool any_false = false;
  std::set<Trouble> troubles;
  bool contested = false;  // within an expression

  // The bindings whose answer is `decisive`, and those that raise, disagree about the end.
  bool Contested(bool decisive) const {
    std::set<ErrorKind> kinds;
    for (const Trouble& trouble : troubles) kinds.insert(trouble.kind);
    return contested || (decisive && !kinds.empty()) || kinds.size() > 1;
  }
};

Application Apply(const engine::Rule& rule, engine::BlockId block, const Facts& facts) {
  Application application;
  ForEachMatch(rule.body, 0, facts, {}, {block}, [&](const Bindings& bindings, const Blocks& origin) {
    const std::variant<bool, Trouble> tested = Test(rule, bindings, application.contested);
    if (auto* trouble = std::get_if<Trouble>(&tested)) {
      application.troubles.insert(*trouble);
    } else if (std::get<bool>(tested)) {
      application.any_true = true;
      application.derived.insert(Instantiate(rule.head, bindings, origin));
    } else {
      application.any_false = true;
    }
  });
  return application;
}

// --- Rules

bool IsSafe(const engine::Rule& rule) {
  std::set<std::string> bound;
  for (const engine::Predicate& predicate : rule.body) {
    for (const engine::Term& term : predicate.terms) {
      if (auto* variable = term.As<engine::Variable>()) bound.insert(variable->name);
    }
  }
  return std::all_of(rule.head.terms.begin(), rule.head.terms.end(), [&](const engine::Term& term) {
    auto* variable = term.As<engine::Variable>();
    return variable == nullptr || bound.contains(variable->name);
  });
}

class Evaluator {
 public:
  explicit Evaluator(const differential::Program& program) : program_(program), scopes_(program) {}

  Result Run() {
    Load();
    if (!result_.world_error) RunRules();
    if (result_.world_error) {
      result_.decision_error = result_.world_error;
      return std::move(result_);
    }
    Decide();
    for (const engine::Rule& rule : program_.queries) {
      const Blocks trusted = scopes_.Resolve(rule.scopes, engine::kAuthorizerBlock);
      result_.queries.push_back(Ask(rule, Visible(All(), trusted)));
      result_.queries_all.push_back(Ask(rule, All()));
    }
    return std::move(result_);
  }

 private:
  void Load() {
    for (const engine::Fact& fact : program_.shared) shared_.insert(Own(fact.predicate, {engine::kAuthorizerBlock}));
    for (const engine::Fact& fact : program_.request) AddFact(fact, engine::kAuthorizerBlock);
    LoadBlock(program_.authorizer.block, engine::kAuthorizerBlock);
    for (size_t i = 0; i < program_.blocks.size(); ++i) LoadBlock(program_.blocks[i].block, i);
  }

  void LoadBlock(const engine::Block& block, engine::BlockId id) {
    for (const engine::Fact& fact : block.facts) AddFact(fact, id);
    for (size_t i = 0; i < block.rules.size(); ++i) {
      if (!IsSafe(block.rules[i])) result_.world_error = Error{id, i, 0, ErrorKind::kInvalidBlockRule};
    }
  }

  // Shared facts hold as if the authorizer stated them, but neither count nor show.
  Facts All() const {
    Facts all = result_.facts;
    all.insert(shared_.begin(), shared_.end());
    return all;
  }

  void AddFact(const engine::Fact& fact, engine::BlockId id) { result_.facts.insert(Own(fact.predicate, {id})); }

  void RunRules() {
    while (!result_.world_error && Round()) {
      ++result_.rounds;
      if (result_.rounds == program_.limits.max_iterations)
        StopAt(ErrorKind::kTooManyIterations);
      else if (result_.facts.size() >= program_.limits.max_facts)
        StopAt(ErrorKind::kTooManyFacts);
    }
  }

  void StopAt(ErrorKind limit) { result_.world_error = Error{0, 0, 0, limit}; }

  // Applies every rule to the facts of earlier rounds. True when that added facts; the least error stops it.
  bool Round() {
    Facts derived;
    std::set<Error> errors;
    ApplyRules(program_.authorizer.block, engine::kAuthorizerBlock, derived, errors);
    for (size_t i = 0; i < program_.blocks.size(); ++i) ApplyRules(program_.blocks[i].block, i, derived, errors);
    if (!errors.empty()) {
      for (const Error& error : errors) result_.contested |= error.kind != errors.begin()->kind;
      result_.world_error = *errors.begin();
      return false;
    }
    for (const OwnedFact& fact : shared_) derived.erase(fact);
    const size_t before = result_.facts.size();
    result_.facts.merge(derived);
    return result_.facts.size() > before;
  }

  void ApplyRules(const engine::Block& block, engine::BlockId id, Facts& derived, std::set<Error>& errors) {
    for (size_t i = 0; i < block.rules.size(); ++i) {
      const engine::Rule& rule = block.rules[i];
      Application application = Apply(rule, id, Visible(All(), scopes_.Trusted(rule, id)));
      derived.merge(application.derived);
      for (const Trouble& trouble : application.troubles) errors.insert({id, i, trouble.expression, trouble.kind});
      result_.contested |= application.contested;
    }
  }

  // --- Checks, policies, queries

  // The authorizer's checks, the authority's, the policies, the checks of the other blocks.
  void Decide() {
    try {
      RunChecks(program_.authorizer.block, engine::kAuthorizerBlock);
      if (!program_.blocks.empty()) RunChecks(program_.blocks[0].block, engine::kAuthorityBlock);
      RunPolicies();
      for (size_t i = 1; i < program_.blocks.size(); ++i) RunChecks(program_.blocks[i].block, i);
    } catch (const Error& error) {
      result_.decision_error = error;
    }
  }

  void RunChecks(const engine::Block& block, engine::BlockId id) {
    for (size_t i = 0; i < block.checks.size(); ++i) {
      if (!Passes(block.checks[i], id, i)) result_.decision.failed_checks.push_back({id, static_cast<uint32_t>(i)});
    }
  }

  void RunPolicies() {
    for (size_t i = 0; i < program_.authorizer.policies.size(); ++i) {
      const engine::Policy& policy = program_.authorizer.policies[i];
      for (const engine::Rule& query : policy.queries) {
        if (!Matches(query, engine::kAuthorizerBlock, i)) continue;
        result_.decision.policy = engine::MatchedPolicy{policy.kind, static_cast<uint32_t>(i)};
        return;
      }
    }
  }

  // `check if` and `check all` pass with the first branch that does; `reject if` fails with the first that matches.
  bool Passes(const engine::Check& check, engine::BlockId block, size_t index) {
    for (const engine::Rule& query : check.queries) {
      const bool all = check.kind == engine::CheckKind::kAll;
      const bool found = all ? MatchesAll(query, block, index) : Matches(query, block, index);
      if (found) return check.kind != engine::CheckKind::kReject;
    }
    return check.kind == engine::CheckKind::kReject;
  }

  // A binding that satisfies the body decides; without one, the least error does.
  bool Matches(const engine::Rule& query, engine::BlockId block, size_t index) {
    const Application application = ApplyQuery(query, block);
    result_.contested |= application.Contested(application.any_true);
    if (application.any_true) return true;
    RaiseLeast(application, block, index);
    return false;
  }

  // A binding that makes an expression false decides; without one, the least error does; no binding at all fails.
  bool MatchesAll(const engine::Rule& query, engine::BlockId block, size_t index) {
    const Application application = ApplyQuery(query, block);
    result_.contested |= application.Contested(application.any_false);
    if (application.any_false) return false;
    RaiseLeast(application, block, index);
    return application.any_true;
  }

  Application ApplyQuery(const engine::Rule& query, engine::BlockId block) {
    return Apply(query, block, Visible(All(), scopes_.Trusted(query, block)));
  }

  static void RaiseLeast(const Application& application, engine::BlockId block, size_t index) {
    if (application.troubles.empty()) return;
    throw Error{block, index, application.troubles.begin()->expression, application.troubles.begin()->kind};
  }

  static Answer Ask(const engine::Rule& query, const Facts& facts) {
    if (!IsSafe(query)) return ErrorKind::kInvalidBlockRule;
    const Application application = Apply(query, engine::kAuthorizerBlock, facts);
    if (!application.troubles.empty()) return application.troubles.begin()->kind;
    std::set<std::vector<Value>> found;
    for (const OwnedFact& fact : application.derived) found.insert(fact.terms);
    return found;
  }

  const differential::Program& program_;
  const Scopes scopes_;
  Facts shared_;
  Result result_;
};

}  // namespace

Result Evaluate(const differential::Program& program) { return Evaluator(program).Run(); }

}  // namespace hardtack::naive
