// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// One walk over a block's syntax notes the first feature of each version; both functions ask it. Tested by
// tests/wire/version_test.cc.

#include "hardtack/wire/version.h"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::wire {
namespace {

// The name of the first feature of each version that was seen; empty for none.
class Features {
 public:
  explicit Features(const engine::Block& block) {
    AddScopes(block.scopes);
    for (const engine::Fact& fact : block.facts) Add(fact.predicate);
    for (const engine::Rule& rule : block.rules) Add(rule);
    for (const engine::Check& check : block.checks) Add(check);
  }

  std::string_view scopes_version() const { return scopes_version_; }
  std::string_view closures_version() const { return closures_version_; }
  // Arrays, maps and get: of v3.3, but the reference writes and reads them in any version.
  std::string_view collections() const { return collections_; }

 private:
  static void Note(std::string_view& slot, std::string_view feature) {
    if (slot.empty()) slot = feature;
  }

  void AddScopes(const std::vector<engine::Scope>& scopes) {
    if (!scopes.empty()) Note(scopes_version_, "a scope");
  }

  void Add(const engine::Rule& rule) {
    Add(rule.head);
    for (const engine::Predicate& predicate : rule.body) Add(predicate);
    for (const engine::Expression& expression : rule.expressions) {
      for (const engine::Op& op : expression.ops) Add(op);
    }
    AddScopes(rule.scopes);
  }

  void Add(const engine::Check& check) {
    if (check.kind == engine::CheckKind::kAll) Note(scopes_version_, "check all");
    if (check.kind == engine::CheckKind::kReject) Note(closures_version_, "reject if");
    for (const engine::Rule& query : check.queries) Add(query);
  }

  void Add(const engine::Predicate& predicate) {
    for (const engine::Term& term : predicate.terms) Add(term);
  }

  // What is inside an array or map needs no look: the collection itself is of the newest version.
  void Add(const engine::Term& term) {
    if (term.Is<engine::Null>()) Note(closures_version_, "null");
    if (term.Is<engine::Array>()) Note(collections_, "an array");
    if (term.Is<engine::Map>()) Note(collections_, "a map");
    if (const auto* set = term.As<engine::Set>()) {
      for (const engine::Term& member : set->members) Add(member);
    }
  }

  // Likewise for what is inside a closure.
  void Add(const engine::Op& op) {
    if (const auto* term = std::get_if<engine::Term>(&op.value)) Add(*term);
    if (const auto* unary = std::get_if<engine::Unary>(&op.value)) Add(unary->kind);
    if (const auto* binary = std::get_if<engine::Binary>(&op.value)) Add(binary->kind);
    if (std::holds_alternative<engine::Closure>(op.value)) Note(closures_version_, "a closure");
  }

  void Add(engine::UnaryKind kind) {
    if (kind == engine::UnaryKind::kTypeOf) Note(closures_version_, "type()");
    if (kind == engine::UnaryKind::kExtern) Note(closures_version_, "an extern function");
  }

  void Add(engine::BinaryKind kind) {
    using Kind = engine::BinaryKind;
    switch (kind) {
      case Kind::kBitwiseAnd:
      case Kind::kBitwiseOr:
      case Kind::kBitwiseXor:
        return Note(scopes_version_, "a bitwise operator");
      case Kind::kNotEqual:
        return Note(scopes_version_, "!==");
      case Kind::kHeterogeneousEqual:
        return Note(closures_version_, "==");
      case Kind::kHeterogeneousNotEqual:
        return Note(closures_version_, "!=");
      case Kind::kLazyAnd:
        return Note(closures_version_, "&&");
      case Kind::kLazyOr:
        return Note(closures_version_, "||");
      case Kind::kAll:
        return Note(closures_version_, "all()");
      case Kind::kAny:
        return Note(closures_version_, "any()");
      case Kind::kExtern:
        return Note(closures_version_, "an extern function");
      case Kind::kGet:
        return Note(collections_, "get()");
      case Kind::kTryOr:
        return Note(collections_, "try_or()");
      default:
        return;  // of v3.0
    }
  }

  std::string_view scopes_version_;
  std::string_view closures_version_;
  std::string_view collections_;
};

absl::Status TooNew(std::string_view feature, uint32_t needed, uint32_t declared) {
  return Error(ErrorKind::kMalformedBlock, absl::StrCat("a feature of Datalog version ", needed,
                                                        " in a block of version ", declared, ": ", ToAbsl(feature)));
}

}  // namespace

uint32_t RequiredVersion(const engine::Block& block) {
  const Features features(block);
  if (!features.closures_version().empty() || !features.collections().empty()) return kClosuresVersion;
  return features.scopes_version().empty() ? kMinVersion : kScopesVersion;
}

absl::Status CheckFeatures(const engine::Block& block, uint32_t declared_version) {
  if (declared_version >= kClosuresVersion) return absl::OkStatus();
  const Features features(block);
  if (!features.closures_version().empty())
    return TooNew(features.closures_version(), kClosuresVersion, declared_version);
  if (declared_version >= kScopesVersion || features.scopes_version().empty()) return absl::OkStatus();
  return TooNew(features.scopes_version(), kScopesVersion, declared_version);
}

}  // namespace hardtack::wire
