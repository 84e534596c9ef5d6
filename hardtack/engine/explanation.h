// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Explanation says why a decision is what it is: the facts that made a policy match, with their proofs down to what the
// blocks state, or what each failed check and each unmatched policy came nearest to. Plain values that refer to the
// syntax by position and to nothing else, as thread-safe as their containers; report prints them.

#ifndef HARDTACK_ENGINE_EXPLANATION_H_
#define HARDTACK_ENGINE_EXPLANATION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/origin.h"

namespace hardtack::engine {

// A variable, without the $, and what stood for it.
struct Binding {
  std::string variable;
  Term value;
  bool operator==(const Binding&) const = default;
};

// Where a fact comes from: the `index`-th fact of block `block`, of the request, the shared facts (index 0), or what rule
// `index` of `block` made.
struct Source {
  enum class Kind : uint8_t {
    kStated,
    kRequest,
    kShared,
    kDerived,
    kUnknown,  // no proof was found before the explanation was cut
  };
  Kind kind = Kind::kUnknown;
  BlockId block = kAuthorizerBlock;
  uint32_t index = 0;
  bool operator==(const Source&) const = default;
};

// A fact with its proof. Of all proofs it has the one of least height, of these the smallest, of these the one whose
// rule and premises come first (rules by block, the authorizer last; facts by their text): whatever the order of facts.
struct ProvedFact {
  Fact fact;
  Origin origin;
  Source source;
  std::vector<Binding> bindings;   // of the rule's variables, if derived
  std::vector<uint32_t> premises;  // for each predicate of the rule's body, an index into Explanation::facts
  bool operator==(const ProvedFact&) const = default;
};

// A query that matched: with these bindings, by these facts.
struct Match {
  uint32_t query = 0;  // by position among the queries that `or` joins
  std::vector<Binding> bindings;
  std::vector<uint32_t> facts;  // for each predicate of the body, an index into Explanation::facts
  bool operator==(const Match&) const = default;
};

// An expression that was false, by its position in the body, with the variables that it reads.
struct FalseExpression {
  uint32_t index = 0;
  std::vector<Binding> bindings;
  bool operator==(const FalseExpression&) const = default;
};

struct HiddenFact {
  Fact fact;
  Origin origin;
  bool operator==(const HiddenFact&) const = default;
};

struct RuleMiss;

// A predicate of a body for which there was no fact.
struct MissingFact {
  uint32_t predicate = 0;            // by position in the body
  Predicate wanted;                  // with the variables that are bound replaced by their values
  std::optional<HiddenFact> hidden;  // a fact that would have matched, of an origin that the query does not trust
  std::vector<RuleMiss> rules;       // the rules that could have derived it, as far as they were looked at
  bool operator==(const MissingFact&) const;
};

// The nearest that a body came to match: the assignment of facts to its predicates that matches the most of them, of
// these the one with the most true expressions, of these the one whose facts come first by their text.
struct NearMiss {
  std::vector<Binding> bindings;
  std::vector<std::optional<uint32_t>> facts;  // for each predicate, an index into Explanation::facts; nullopt: missing
  std::vector<MissingFact> missing;            // the predicates without a fact, in written order
  std::optional<FalseExpression> expression;   // the first that was false; without it something is missing
  TrustedOrigins trusted;                      // the blocks whose facts the body sees
  bool cut = false;                            // the search ended early; there may be a nearer assignment
  bool operator==(const NearMiss&) const;
};

// The nearest that a rule came to derive a missing fact.
struct RuleMiss {
  BlockId block = kAuthorizerBlock;
  uint32_t rule = 0;
  NearMiss miss;
  bool operator==(const RuleMiss&) const = default;
};

inline bool NearMiss::operator==(const NearMiss&) const = default;
inline bool MissingFact::operator==(const MissingFact&) const = default;

// Why a check failed: `reject if` by what it matched, the others by what each of their queries lacked. For `check all`
// a miss without missing facts is the binding that did not hold.
struct FailedCheck {
  CheckPosition position;
  std::optional<Match> match;
  std::vector<NearMiss> misses;  // one for each query, in written order
  bool operator==(const FailedCheck&) const = default;
};

struct Explanation {
  absl::StatusOr<Decision> decision;  // what is explained; or the error that ended the evaluation, and nothing else
  std::vector<ProvedFact> facts;      // INVARIANT: the premises of each stand before it, so proofs are acyclic
  std::optional<Match> policy;        // why the decision's policy matched
  std::vector<FailedCheck> failed_checks;       // the decision's, in its order
  std::vector<std::vector<NearMiss>> policies;  // when none matched: for each policy, for each of its queries
  bool cut = false;                             // the bounds ended it: what is there is right, something is left out
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_EXPLANATION_H_
