// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tested by tests/parser/parameters_test.cc.

#include "hardtack/parser/parameter_binder.h"

#include <algorithm>
#include <utility>

#include "hardtack/engine/ast_validate.h"

namespace hardtack::parser {
namespace {

using engine::PublicKey;
using engine::Scope;
using engine::Term;

Failure ParameterFailure(std::string_view name, size_t offset, const std::string& message) {
  return Failure{ErrorKind::kParameter, offset, message + ": " + std::string(name), std::string(name)};
}

const char* TermFault(const Term& term);

const char* FirstFault(const std::vector<Term>& terms) {
  for (const Term& term : terms) {
    if (const char* fault = TermFault(term)) return fault;
  }
  return nullptr;
}

const char* SetFault(const engine::Set& set) {
  for (const Term& member : set.members) {
    if (member.Is<engine::Set>()) return "parameter holds a set within a set";
    if (member.value.index() != set.members[0].value.index()) return "parameter holds a set of different types";
  }
  return FirstFault(set.members);
}

// Why the grammar could not have produced `term`. Recursion follows the nesting, which the caller has bounded.
const char* TermFault(const Term& term) {
  if (term.Is<engine::Variable>()) return "parameter holds a variable";
  if (const auto* set = term.As<engine::Set>()) return SetFault(*set);
  if (const auto* array = term.As<engine::Array>()) return FirstFault(array->elements);
  if (const auto* map = term.As<engine::Map>()) {
    for (const engine::MapEntry& entry : map->entries) {
      if (const char* fault = TermFault(entry.value)) return fault;
    }
  }
  return nullptr;
}

}  // namespace

const char* KeyLengthFault(const PublicKey& key) {
  if (key.algorithm == engine::Algorithm::kEd25519) {
    return key.bytes.size() == 32 ? nullptr : "an ed25519 key has 32 bytes";
  }
  return key.bytes.size() == 33 ? nullptr : "a secp256r1 key has 33 bytes, compressed";
}

const ParameterValue* ParameterBinder::Find(std::string_view name, size_t offset) {
  if (parameters_ != nullptr) {
    auto found = parameters_->find(name);
    if (found != parameters_->end()) {
      used_.emplace(name);
      return &found->second;
    }
  }
  missing_.push_back(ParameterFailure(name, offset, "missing parameter"));
  return nullptr;
}

Term ParameterBinder::TermFor(std::string_view name, size_t offset, const Nesting& nesting) {
  const ParameterValue* value = Find(name, offset);
  if (value == nullptr) return engine::NullTerm();
  const Term* term = std::get_if<Term>(value);
  if (term == nullptr) throw ParameterFailure(name, offset, "parameter is a key or scopes where a term is expected");
  nesting.Require(offset, engine::NestingDepth(*term));
  if (const char* fault = TermFault(*term)) throw ParameterFailure(name, offset, fault);
  return *term;
}

void ParameterBinder::AppendScopes(std::string_view name, size_t offset, std::vector<Scope>& scopes) {
  const ParameterValue* value = Find(name, offset);
  if (value == nullptr) return;
  if (std::holds_alternative<Term>(*value)) {
    throw ParameterFailure(name, offset, "parameter is a term where a key or scopes are expected");
  }
  const auto* list = std::get_if<std::vector<Scope>>(value);
  if (list != nullptr && list->empty()) throw ParameterFailure(name, offset, "parameter holds no scopes");
  size_t first = scopes.size();
  if (list != nullptr) {
    scopes.insert(scopes.end(), list->begin(), list->end());
  } else {
    scopes.emplace_back(std::get<PublicKey>(*value));
  }
  for (size_t i = first; i < scopes.size(); ++i) {
    const PublicKey* key = std::get_if<PublicKey>(&scopes[i]);
    const char* fault = key == nullptr ? nullptr : KeyLengthFault(*key);
    if (fault != nullptr) throw ParameterFailure(name, offset, fault);
  }
}

void ParameterBinder::Report(Diagnostics& diagnostics) const {
  for (const Failure& failure : missing_) diagnostics.Add(failure);
  if (parameters_ == nullptr) return;
  for (const auto& [name, value] : *parameters_) {
    if (used_.contains(name)) continue;
    diagnostics.Add(Failure{ErrorKind::kParameter, kNowhere, "unused parameter: " + name, name});
  }
}

}  // namespace hardtack::parser
