// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks and authorizers from options. Tested by tests/cli/errors.txt.

#include "hardtack/cli/datalog.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/parser/parser.h"

namespace hardtack::cli {
namespace {

std::string NameOf(const DatalogSource& source) {
  if (!source.file.has_value()) return source.option;
  return *source.file == "-" ? "standard input" : *source.file;
}

template <typename T>
absl::StatusOr<T> Named(const DatalogSource& source, absl::StatusOr<T> parsed) {
  return parsed.ok() ? std::move(parsed) : Annotate(parsed.status(), NameOf(source));
}

}  // namespace

absl::StatusOr<engine::Block> ReadBlock(const DatalogSource& source, Input& input) {
  ASSIGN_OR_RETURN(const std::string text, input.ReadDatalog(source));
  return Named(source, parser::ParseBlock(text));
}

absl::StatusOr<engine::AuthorizerBlock> ReadAuthorizer(const DatalogSource& source, Input& input,
                                                       report::AuthorizerSource* positions) {
  ASSIGN_OR_RETURN(const std::string text, input.ReadDatalog(source));
  parser::ParseOptions options;
  if (positions != nullptr) {
    positions->name = NameOf(source);
    options.positions = &positions->positions;
  }
  return Named(source, parser::ParseAuthorizer(text, options));
}

absl::StatusOr<std::vector<engine::Check>> ReadChecks(const DatalogSource& source, Input& input) {
  ASSIGN_OR_RETURN(engine::Block block, ReadBlock(source, input));
  if (block.facts.empty() && block.rules.empty() && block.scopes.empty()) return std::move(block.checks);
  return Error(ErrorKind::kInvalidArgument, std::string(source.option) + " takes checks alone: check if ...;");
}

absl::StatusOr<std::vector<engine::Fact>> ParseFacts(const std::vector<std::string>& texts) {
  std::vector<engine::Fact> facts;
  for (const std::string& text : texts) {
    auto fact = parser::ParseFact(text);
    if (!fact.ok()) return Annotate(fact.status(), "--fact");
    facts.push_back(*std::move(fact));
  }
  return facts;
}

}  // namespace hardtack::cli
