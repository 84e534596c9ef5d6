// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/parser/fact_rows.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::parser {
namespace {

constexpr ColumnType kEvery[] = {ColumnType::kString, ColumnType::kInteger, ColumnType::kDate, ColumnType::kBool,
                                 ColumnType::kBytes};
constexpr ColumnType kTwoTexts[] = {ColumnType::kString, ColumnType::kString};

// The rows, a line each, terms as the language writes them; or the error's message.
std::string Read(std::string_view text, std::span<const ColumnType> columns, FirstRow first = FirstRow::kValues) {
  std::string rows;
  const absl::Status status = ParseRows(text, columns, first, [&](std::span<const engine::Term> terms) {
    for (const engine::Term& term : terms) rows += (&term == terms.data() ? "" : " | ") + engine::ToString(term);
    rows += "\n";
    return absl::OkStatus();
  });
  if (status.ok()) return rows;
  CHECK(KindOf(status) == ErrorKind::kMalformedRows);
  return std::string(status.message());
}

TEST_CASE("values are read as the types of their columns") {
  CHECK(Read("alice,-7,2024-02-03T04:05:06Z,true,00fF\n,0,2024-02-03T04:05:06.5+01:00,false,", kEvery) ==
        "\"alice\" | -7 | 2024-02-03T04:05:06Z | true | hex:00ff\n"
        "\"\" | 0 | 2024-02-03T03:05:06Z | false | hex:\n");
}

TEST_CASE("quoted values hold commas, quotes and line breaks, and white space counts") {
  CHECK(Read("\"a,b\",\"say \"\"hi\"\"\"\r\n\"two\nlines\", x \r\n\"\",\"\"", kTwoTexts) ==
        "\"a,b\" | \"say \\\"hi\\\"\"\n\"two\\nlines\" | \" x \"\n\"\" | \"\"\n");
}

TEST_CASE("the first row may name the columns, and a byte order mark is not part of it") {
  CHECK(Read("user,group\nalice,staff\n", kTwoTexts, FirstRow::kNames) == "\"alice\" | \"staff\"\n");
  CHECK(Read("\xef\xbb\xbf\"user\",group,more\r\nalice,staff", kTwoTexts, FirstRow::kNames) ==
        "\"alice\" | \"staff\"\n");
  CHECK(Read("\xef\xbb\xbf"
             "alice,staff",
             kTwoTexts) == "\"alice\" | \"staff\"\n");
  CHECK(Read("", kTwoTexts).empty());
  CHECK(Read("", kTwoTexts, FirstRow::kNames).empty());
  CHECK(Read("user,group", kTwoTexts, FirstRow::kNames).empty());
}

TEST_CASE("an empty line is a row of one empty value") {
  const ColumnType one[] = {ColumnType::kString};
  CHECK(Read("a\n\nb\n", one) == "\"a\"\n\"\"\n\"b\"\n");
  CHECK(Read("a,b\n\n", kTwoTexts) == "line 2, column 1: 1 values for 2 columns");
}

TEST_CASE("what is wrong is said with line and column") {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"a,b\nc", "line 2, column 1: 1 values for 2 columns"},
           {"a,b\nc,d,e\n", "line 2, column 1: 3 values for 2 columns"},
           {"\"two\nlines\",b\n\"c", "line 3, column 1: a quoted value that does not end"},
           {"a,\"b\"c\n", "line 1, column 6: expected ',' or the end of the line after a quoted value"},
           {"a,b\"c\"\n", "line 1, column 4: a quote within a value that is not quoted"},
           {"a,b\rc,d\n", "line 1, column 4: a carriage return that ends no line"},
           {"a,b\n\xff,c\n", "line 2, column 1: the text is not UTF-8"}}) {
    CAPTURE(c.text);
    CHECK(Read(c.text, kTwoTexts) == c.message);
  }
  for (const char* value : {"", "1x", " 1", "+1", "9223372036854775808", "-"}) {
    const ColumnType columns[] = {ColumnType::kString, ColumnType::kInteger};
    CHECK(Read("a," + std::string(value), columns) ==
          "line 1, column 3: not an integer of 64 bits: " + std::string(value));
  }
  for (const char* value : {"", "2024-02-03", "2024-02-30T00:00:00Z", "2024-02-03T04:05:06Z ", "2024-02-03T04:05:06Z;",
                            "5", "1969-12-31T23:59:59Z"}) {
    const ColumnType columns[] = {ColumnType::kDate};
    CHECK(Read("\"" + std::string(value) + "\"", columns) ==
          "line 1, column 1: not a date as RFC 3339 writes it: " + std::string(value));
  }
  const ColumnType truth[] = {ColumnType::kBool}, bytes[] = {ColumnType::kBytes};
  CHECK(Read("True", truth) == "line 1, column 1: neither true nor false: True");
  CHECK(Read("0", bytes) == "line 1, column 1: not hexadecimal digits, two a byte: 0");
  CHECK(Read("hex:00", bytes) == "line 1, column 1: not hexadecimal digits, two a byte: hex:00");
}

TEST_CASE("the value is the subject of an error, and the visitor's own error has line and column") {
  const ColumnType columns[] = {ColumnType::kInteger};
  auto ignore = [](std::span<const engine::Term>) { return absl::OkStatus(); };
  CHECK(SubjectOf(ParseRows("x", columns, FirstRow::kValues, ignore)) == "x");
  size_t count = 0;
  const absl::Status status = ParseRows("1\n2\n3\n", columns, FirstRow::kValues, [&](std::span<const engine::Term>) {
    return ++count < 2 ? absl::OkStatus() : Error(ErrorKind::kInvalidArgument, "enough", "2");
  });
  CHECK(count == 2);
  CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
  CHECK(status.message() == "line 2, column 1: enough");
}

TEST_CASE("types have names") {
  CHECK(ColumnTypeOf("string") == ColumnType::kString);
  CHECK(ColumnTypeOf("bytes") == ColumnType::kBytes);
  CHECK(!ColumnTypeOf("text").has_value());
}

}  // namespace
}  // namespace hardtack::parser
