// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Rows of values separated by commas, of which facts are to be made: what databases export. RFC 4180 is what is read: a
// value may stand in double quotes, a double quote in it is written twice, and the last line may lack its line break.
// Lines end with CR LF or LF alone. White space counts.

#ifndef HARDTACK_PARSER_FACT_ROWS_H_
#define HARDTACK_PARSER_FACT_ROWS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "hardtack/engine/ast.h"

namespace hardtack::parser {

// What the values of a column are.
enum class ColumnType : uint8_t {
  kString,   // as it stands
  kInteger,  // decimal, an i64
  kDate,     // RFC 3339
  kBool,     // true or false
  kBytes,    // hexadecimal digits, two a byte
};

// "string", "integer", "date", "bool", "bytes".
std::optional<ColumnType> ColumnTypeOf(std::string_view name);

enum class FirstRow : uint8_t { kValues, kNames };  // kNames: it names the columns, and is skipped

// Calls visit(terms) for each row of `text` until it returns an error, which is annotated with line and column. Rows
// before an error have been visited. Linear; holds one row at a time.
//   MalformedRows   "line L, column C: ...", lines and columns as in parser.h: a row with more or fewer values than there
//                   are `columns`, a value that is not of its column's type (the subject is the value), quotes that do
//                   not match, text that is not UTF-8
absl::Status ParseRows(std::string_view text, std::span<const ColumnType> columns, FirstRow first_row,
                       absl::FunctionRef<absl::Status(std::span<const engine::Term>)> visit);

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_FACT_ROWS_H_
