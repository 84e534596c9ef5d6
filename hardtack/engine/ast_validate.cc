// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Validate and the measures that it and the parser share. Tested by tests/engine/ast_validate_test.cc.

#include "hardtack/engine/ast_validate.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::engine {
namespace {

// Walks terms and operations with a stack of its own, since syntax built by hand nests as deeply as its author likes.
class DepthMeter {
 public:
  // Most terms hold no others, most expressions no closures: for these nothing is put aside.
  void Add(const Term& term, size_t depth) {
    if (term.Is<Set>() || term.Is<Array>() || term.Is<Map>()) terms_.push_back({&term, depth});
  }
  void Add(const std::vector<Op>& ops, size_t depth) { Visit(ops, depth); }

  size_t Measure() {
    while (!terms_.empty() || !bodies_.empty()) {
      if (!terms_.empty()) {
        auto [term, depth] = terms_.back();
        terms_.pop_back();
        Visit(*term, depth);
      } else {
        auto [ops, depth] = bodies_.back();
        bodies_.pop_back();
        Visit(*ops, depth);
      }
    }
    return deepest_;
  }

 private:
  void Visit(const Term& term, size_t depth) {
    if (const Set* set = term.As<Set>()) {
      Enter(depth);
      for (const Term& member : set->members) Add(member, depth + 1);
    } else if (const Array* array = term.As<Array>()) {
      Enter(depth);
      for (const Term& element : array->elements) Add(element, depth + 1);
    } else if (const Map* map = term.As<Map>()) {
      Enter(depth);
      for (const MapEntry& entry : map->entries) Add(entry.value, depth + 1);
    }
  }

  void Visit(const std::vector<Op>& ops, size_t depth) {
    for (const Op& op : ops) {
      if (const Term* term = std::get_if<Term>(&op.value)) {
        Add(*term, depth);
      } else if (const Closure* closure = std::get_if<Closure>(&op.value)) {
        Enter(depth);
        bodies_.push_back({&closure->ops, depth + 1});
      }
    }
  }

  void Enter(size_t depth) { deepest_ = std::max(deepest_, depth + 1); }

  struct PendingTerm {
    const Term* term;
    size_t depth;
  };
  struct PendingBody {
    const std::vector<Op>* ops;
    size_t depth;
  };
  std::vector<PendingTerm> terms_;
  std::vector<PendingBody> bodies_;
  size_t deepest_ = 0;
};

size_t NestingDepth(const Predicate& predicate) {
  DepthMeter meter;
  for (const Term& term : predicate.terms) meter.Add(term, 0);
  return meter.Measure();
}

size_t NestingDepth(const Rule& rule) {
  size_t depth = NestingDepth(rule.head);
  for (const Predicate& predicate : rule.body) depth = std::max(depth, NestingDepth(predicate));
  for (const Expression& expression : rule.expressions) depth = std::max(depth, NestingDepth(expression.ops));
  return depth;
}

absl::Status CheckDepth(size_t depth, const StructureLimits& limits) {
  if (depth <= limits.max_nesting) return absl::OkStatus();
  return Error(ErrorKind::kTooDeep, "terms and closures nest " + std::to_string(depth) + " levels deep, more than " +
                                        std::to_string(limits.max_nesting));
}

absl::Status CheckQueries(const std::vector<Rule>& queries, const StructureLimits& limits) {
  for (const Rule& query : queries) RETURN_IF_ERROR(CheckDepth(NestingDepth(query), limits));
  return absl::OkStatus();
}

// Validates each of `items`, naming the first that fails as "`noun` `index`".
template <typename Item, typename F>
absl::Status CheckEach(const std::vector<Item>& items, std::string_view noun, const F& check) {
  for (size_t i = 0; i < items.size(); ++i) {
    absl::Status status = check(items[i]);
    if (!status.ok()) return Annotate(status, std::string(noun) + " " + std::to_string(i));
  }
  return absl::OkStatus();
}

}  // namespace

size_t NestingDepth(const Term& term) {
  DepthMeter meter;
  meter.Add(term, 0);
  return meter.Measure();
}

size_t NestingDepth(const std::vector<Op>& ops) {
  DepthMeter meter;
  meter.Add(ops, 0);
  return meter.Measure();
}

std::optional<size_t> UnboundHeadTerm(const Rule& rule) {
  std::unordered_set<std::string_view> bound;
  for (const Predicate& predicate : rule.body) {
    for (const Term& term : predicate.terms) {
      if (const Variable* variable = term.As<Variable>()) bound.insert(variable->name);
    }
  }
  for (size_t i = 0; i < rule.head.terms.size(); ++i) {
    const Variable* variable = rule.head.terms[i].As<Variable>();
    if (variable != nullptr && !bound.contains(variable->name)) return i;
  }
  return std::nullopt;
}

absl::Status Validate(const Rule& rule, const StructureLimits& limits) {
  RETURN_IF_ERROR(CheckDepth(NestingDepth(rule), limits));
  if (std::optional<size_t> unbound = UnboundHeadTerm(rule)) {
    return Error(ErrorKind::kInvalidBlockRule,
                 "rule head variable is not bound by the body: " + ToString(rule.head.terms[*unbound]), ToString(rule));
  }
  return absl::OkStatus();
}

absl::Status Validate(const Block& block, const StructureLimits& limits) {
  RETURN_IF_ERROR(CheckEach(block.facts, "fact",
                            [&](const Fact& fact) { return CheckDepth(NestingDepth(fact.predicate), limits); }));
  RETURN_IF_ERROR(CheckEach(block.rules, "rule", [&](const Rule& rule) { return Validate(rule, limits); }));
  return CheckEach(block.checks, "check", [&](const Check& check) { return CheckQueries(check.queries, limits); });
}

absl::Status Validate(const AuthorizerBlock& authorizer, const StructureLimits& limits) {
  RETURN_IF_ERROR(Validate(authorizer.block, limits));
  return CheckEach(authorizer.policies, "policy",
                   [&](const Policy& policy) { return CheckQueries(policy.queries, limits); });
}

}  // namespace hardtack::engine
