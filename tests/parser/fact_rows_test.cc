// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/parser/fact_rows.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::parser {
namespace {

// The rows, one a line as "term | term", and the status after the last.
std::string Read(std::string_view text, std::vector<ColumnType> columns, FirstRow first = FirstRow::kValues) {
  std::string rows;
  const absl::Status status = ParseRows(text, columns, first, [&](std::span<const engine::Term> terms) {
    for (size_t i = 0; i < terms.size(); ++i) rows += (i == 0 ? "" : " | ") + ToString(terms[i]);
    rows += "\n";
    return absl::OkStatus();
  });
  return status.ok() ? rows : rows + std::string(status.message());
}

constexpr ColumnType kString = ColumnType::kString, kInteger = ColumnType::kInteger;

TEST_CASE("values are read as the types of their columns") {
  CHECK(Read("alice,7,2026-11-28T00:00:00Z,true,00ff\nbob,-9223372036854775808,1970-01-01T00:00:00Z,false,\n",
             {kString, kInteger, ColumnType::kDate, ColumnType::kBool, ColumnType::kBytes}) ==
        "\"alice\" | 7 | 2026-11-28T00:00:00Z | true | hex:00ff\n"
        "\"bob\" | -9223372036854775808 | 1970-01-01T00:00:00Z | false | hex:\n");
}

TEST_CASE("values in quotes hold commas, line breaks and quotes; white space counts") {
  CHECK(Read("\"a,b\",\" c\"\r\n\"d\"\"e\",f \r\n\"two\nlines\",\"\"", {kString, kString}) ==
        "\"a,b\" | \" c\"\n\"d\\\"e\" | \"f \"\n\"two\\nlines\" | \"\"\n");
}

TEST_CASE("a first row of names and a byte order mark are passed over, and no text has no rows") {
  CHECK(Read("\xef\xbb\xbfuser,group\nalice,staff\n", {kString, kString}, FirstRow::kNames) ==
        "\"alice\" | \"staff\"\n");
  CHECK(Read("", {kString}) == "");
  CHECK(Read("name\n", {kString}, FirstRow::kNames) == "");
}

TEST_CASE("what is wrong with rows is told with its place, after the rows before it") {
  struct Row {
    const char* text;
    const char* message;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"a,1\nb\n", "\"a\" | 1\nline 2, column 1: 1 values for 2 columns"},
           {"a,1,2\n", "line 1, column 1: 3 values for 2 columns"},
           {"a,one\n", "line 1, column 3: not an integer of 64 bits: one"},
           {"a,9223372036854775808\n", "line 1, column 3: not an integer of 64 bits: 9223372036854775808"},
           {"a,+1\n", "line 1, column 3: not an integer of 64 bits: +1"},
           {"a\"b,1\n", "line 1, column 2: a quote within a value that is not quoted"},
           {"\"a,1\n", "line 1, column 1: a quoted value that does not end"},
           {"\"a\"b,1\n", "line 1, column 4: expected ',' or the end of the line after a quoted value"},
           {"a,1\rb,2\n", "line 1, column 4: a carriage return that ends no line"},
           {"a,1\n\xff,2\n", "line 2, column 1: the text is not UTF-8"}}) {
    CAPTURE(row.text);
    CHECK(Read(row.text, {kString, kInteger}) == row.message);
  }
  CHECK(Read("2026-11-28\n", {ColumnType::kDate}) == "line 1, column 1: not a date as RFC 3339 writes it: 2026-11-28");
  CHECK(Read("yes\n", {ColumnType::kBool}) == "line 1, column 1: neither true nor false: yes");
  CHECK(Read("abc\n", {ColumnType::kBytes}) == "line 1, column 1: not hexadecimal digits, two a byte: abc");
  const absl::Status status =
      ParseRows("x\n", std::vector{kInteger}, FirstRow::kValues, [](auto) { return absl::OkStatus(); });
  CHECK(KindOf(status) == ErrorKind::kMalformedRows);
  CHECK(SubjectOf(status) == "x");
}

TEST_CASE("an error of whoever takes the rows is told with the line, the last one too") {
  for (const char* text : {"1\n2\n", "1\n2"}) {
    const absl::Status status =
        ParseRows(text, std::vector{kInteger}, FirstRow::kValues, [](std::span<const engine::Term> terms) {
          return *terms[0].As<int64_t>() == 2 ? Error(ErrorKind::kInvalidArgument, "no two") : absl::OkStatus();
        });
    CHECK(std::string(status.message()) == "line 2: no two");
  }
}

TEST_CASE("types have names") {
  CHECK(ColumnTypeOf("string") == kString);
  CHECK(ColumnTypeOf("bytes") == ColumnType::kBytes);
  CHECK(!ColumnTypeOf("text").has_value());
}

}  // namespace
}  // namespace hardtack::parser
