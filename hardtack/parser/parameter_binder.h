// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ParameterBinder answers {name} with the caller's value and remembers which names were asked for in vain and which
// values nobody asked for, so that all of them are reported at once.

#ifndef HARDTACK_PARSER_PARAMETER_BINDER_H_
#define HARDTACK_PARSER_PARAMETER_BINDER_H_

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/parser/diagnostics.h"
#include "hardtack/parser/nesting.h"
#include "hardtack/parser/parameters.h"

namespace hardtack::parser {

class ParameterBinder {
 public:
  // `parameters` may be null: no parameters.
  explicit ParameterBinder(const Parameters* parameters) : parameters_(parameters) {}

  // The term that {name} at `offset` stands for; null after noting a missing parameter. Throws Failure when the value
  // is no term, has a shape that text could not give it, or would nest too deeply.
  engine::Term TermFor(std::string_view name, size_t offset, const Nesting& nesting);

  // Appends the scopes that {name} stands for. Throws Failure when the value is a term, names a key of the wrong
  // length, or is an empty list, since a rule without scopes trusts the authority block.
  void AppendScopes(std::string_view name, size_t offset, std::vector<engine::Scope>& scopes);

  bool AnyMissing() const { return !missing_.empty(); }

  // Adds a failure for each missing and each unused parameter.
  void Report(Diagnostics& diagnostics) const;

 private:
  const ParameterValue* Find(std::string_view name, size_t offset);

  const Parameters* parameters_;
  std::set<std::string, std::less<>> used_;
  std::vector<Failure> missing_;
};

// What is wrong with the length of `key`, as text for a message; nullptr when it has the one that its algorithm asks
// for.
const char* KeyLengthFault(const engine::PublicKey& key);

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_PARAMETER_BINDER_H_
