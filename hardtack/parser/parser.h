// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The parser turns Datalog text into syntax. The whole input must be one of what the function names; white space and
// comments may stand around and between everything.
//
// Errors are Syntax statuses whose message lists every error found (the parser goes on at the next statement, up to
// kMaxErrors), each as "line L, column C: expected X" with the line and a caret below; Parameter when parameters are
// missing, unused or of the wrong type, naming them; TextTooLarge and TooDeep for the bounds of `limits`. Linear in the
// size of the text (no backtracking over more than one token), recursion bounded by `limits.max_nesting`, about half a
// kilobyte of stack a level. A rule whose head its body does not bind is a Syntax error at the variable. Thread-safe.
//
// Biscuit specification, "Grammar"; differences are listed in docs/compatibility.md.

#ifndef HARDTACK_PARSER_PARSER_H_
#define HARDTACK_PARSER_PARSER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"
#include "hardtack/parser/parameters.h"

namespace hardtack::parser {

inline constexpr size_t kMaxErrors = 10;  // reported per source

// Where something stands in the source: lines and columns count from 1, columns in bytes.
struct Position {
  size_t offset = 0;
  size_t line = 1;
  size_t column = 1;
  bool operator==(const Position&) const = default;
};

// The positions of the statements of a block or authorizer, in the order of its vectors.
struct SourceMap {
  std::vector<Position> facts;
  std::vector<Position> rules;
  std::vector<Position> checks;
  std::vector<Position> policies;
};

// One of the errors of a source.
struct ParseError {
  Position position;  // the start of the source when no place in it is to blame
  std::string message;
};

struct ParseOptions {
  const Parameters* parameters = nullptr;  // not owned; null: none
  engine::StructureLimits limits;
  SourceMap* positions = nullptr;             // filled by ParseBlock and ParseAuthorizer when not null
  std::vector<ParseError>* errors = nullptr;  // when not null filled with what the Status tells, one by one
};

absl::StatusOr<engine::Block> ParseBlock(std::string_view text, const ParseOptions& options = {});
absl::StatusOr<engine::AuthorizerBlock> ParseAuthorizer(std::string_view text, const ParseOptions& options = {});

// The facts of a text that holds nothing else and may be long: calls visit(fact) for one after the other, and keeps none.
// An error of `visit` ends it and is annotated with line and column. Facts before the first error have been visited;
// after it the text is only looked through for others.
absl::Status ParseFacts(std::string_view text, absl::FunctionRef<absl::Status(const engine::Fact&)> visit,
                        const ParseOptions& options = {});

// One element each; the final semicolon is optional.
absl::StatusOr<engine::Term> ParseTerm(std::string_view text, const ParseOptions& options = {});
absl::StatusOr<engine::Fact> ParseFact(std::string_view text, const ParseOptions& options = {});
absl::StatusOr<engine::Rule> ParseRule(std::string_view text, const ParseOptions& options = {});
absl::StatusOr<engine::Check> ParseCheck(std::string_view text, const ParseOptions& options = {});
absl::StatusOr<engine::Policy> ParsePolicy(std::string_view text, const ParseOptions& options = {});

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_PARSER_H_
