// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/parser/parser.h"

namespace hardtack {
namespace {

std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

struct Row {
  std::string text;
  size_t column;
  const char* message;
};

void CheckRows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    absl::Status status = parser::ParseAuthorizer(row.text).status();
    CHECK(KindOf(status) == ErrorKind::kSyntax);
    CHECK(FirstLine(MessageOf(status)) == "line 1, column " + std::to_string(row.column) + ": " + row.message);
  }
}

constexpr const char* kStatement = "expected a fact, a rule, a check or a policy";
constexpr const char* kExpression = "expected an expression";
constexpr const char* kHex = "expected hexadecimal digits, two for each byte";

TEST_CASE("each error in a literal or name is told apart") {
  CheckRows({
      {"a(1) /* b", 6, "comment without an end, expected '*/'"},
      {"/*", 1, "comment without an end, expected '*/'"},
      {"a(\"x", 3, "string without an end, expected '\"'"},
      {"a({\"x: 1})", 4, "string without an end, expected '\"'"},
      {"a(\"\\t\")", 5, "expected '\\\\', '\\\"' or '\\n' as an escape"},
      {"a(2019-01-01T1)", 15, "expected a time as in 2030-12-31T23:59:59Z or 2030-12-31T23:59:59.5+01:00"},
      {"a(2019-02-30T00:00:00Z)", 3, "invalid date, no such day"},
      {"a(2019-02-20T25:00:00Z)", 3, "invalid date, no such time of day"},
      {"a(2019-02-20T23:00:00+99:00)", 3, "invalid date, no such offset from UTC"},
      {"a(2019-02-20T23:00:60Z)", 3, "invalid date, no leap second there"},
      {"a(1969-02-20T23:00:00Z)", 3, "invalid date, outside the years 1970 to 9999 in UTC"},
      {"a(hex:123)", 7, kHex},
      {"a(9223372036854775808)", 3, "integer outside -9223372036854775808 to 9223372036854775807"},
      {"check if $", 11, "expected the name of a variable"},
      {"check if $a→", 12, "a name holds letters, digits, '_' and ':' only"},
  });
}

TEST_CASE("each error in a term is told apart") {
  CheckRows({
      {"a()", 3, "expected a term"},
      {"a(1, )", 6, "expected a term"},
      {"a(b)", 3, "expected a term"},
      {"a([1, b])", 7, "expected a term"},
      {"a([$x])", 4, "sets, arrays and maps cannot hold variables"},
      {"check if {$x}", 11, "sets, arrays and maps cannot hold variables"},
      {"a({1: $x})", 7, "sets, arrays and maps cannot hold variables"},
      {"a({1 2})", 6, "expected ',' or '}'"},
      {"a([1 2])", 6, "expected ',' or ']'"},
      {"a({1: 2 3: 4})", 9, "expected ',' or '}'"},
      {"a({1: 2, true: 4})", 10, "expected an integer or a string as a key"},
      {"a({1: 2, 3})", 11, "expected ':' after the key"},
      {"a({1, \"x\"})", 7, "set members must have one type"},
      {"a({{1}, {2}})", 4, "a set cannot hold a set"},
      {"a($x)", 3, "a fact cannot hold a variable"},
  });
}

TEST_CASE("each error in an expression is told apart") {
  CheckRows({
      {"check if (", 11, kExpression},
      {"check if 1 || ", 15, kExpression},
      {"check if 1 && ;", 15, kExpression},
      {"check if 1 < ;", 14, kExpression},
      {"check if 1 ^ ;", 14, kExpression},
      {"check if 1 | ;", 14, kExpression},
      {"check if 1 & ;", 14, kExpression},
      {"check if 1 + ;", 14, kExpression},
      {"check if 1 * ;", 14, kExpression},
      {"check if !;", 11, kExpression},
      {"check if 1.contains()", 21, kExpression},
      {"check if 1 < 2 < 3", 16, "comparisons do not chain, put one in parentheses"},
      {"check if 1 == 2 !== 3", 17, "comparisons do not chain, put one in parentheses"},
      {"check if (1 2)", 13, "expected an operator or ')'"},
      {"check if 1.foo()", 12,
       "expected a method: all, any, contains, eager_and, eager_or, ends_with, extern::NAME, get, intersection, "
       "length, "
       "matches, starts_with, try_or, type or union, and '(' behind it"},
      {"check if 1.length(2)", 19, "expected ')'"},
      {"check if 1.get(2 3)", 18, "expected ')'"},
      {"check if 1.any(true)", 16, "expected a variable and '->'"},
      {"check if 1.any($p)", 18, "expected '->'"},
      {"check if 1.extern::()", 20, "expected the name of a host function"},
      {"check if 1.extern::f", 21, "expected '('"},
  });
}

TEST_CASE("each error in a statement is told apart") {
  CheckRows({
      {"a(1 2)", 5, "expected ',' or ')'"},
      {"check if ", 10, "expected a predicate or an expression"},
      {"h($x) <- a($x),", 16, "expected a predicate or an expression"},
      {"check if a(1) or ;", 18, "expected a predicate or an expression"},
      {"check if a(1) trusting", 23, "expected 'authority', 'previous', a public key or a parameter"},
      {"check if a(1) trusting authority, b", 35, "expected 'authority', 'previous', a public key or a parameter"},
      {"trusting ed25519/0", 18, kHex},
      {"trusting ed25519/00", 18, "an ed25519 key has 32 bytes"},
      {"trusting secp256r1/00", 20, "a secp256r1 key has 33 bytes, compressed"},
      {"a(1) b", 6, "expected '<-' or ';'"},
      {"h($x) <- a($x) b", 16, "expected ',', 'trusting' or ';'"},
      {"allow if a(1) b", 15, "expected ',', 'trusting', 'or' or ';'"},
      {"trusting authority b(1)", 20, "expected ',' or ';'"},
      {"h($x, $y) <- a($x)", 7, "rule head variable is not bound by the body: $y"},
      {"a(1); trusting authority", 7, "'trusting' for a whole block must be its first statement"},
      {"1 < 2", 1, kStatement},
      {"allow", 1, kStatement},
      {"a(1);;", 6, kStatement},
      {"a(1); \x80", 7, "the text is not UTF-8"},
  });
}

TEST_CASE("what is expected depends on what is parsed") {
  CHECK(MessageOf(parser::ParseBlock("b").status()) ==
        "line 1, column 1: expected a fact, a rule or a check\n  b\n  ^");
  CHECK(MessageOf(parser::ParseBlock("a(1); allow if true").status()) ==
        "line 1, column 7: policies stand in authorizers, not in blocks\n  a(1); allow if true\n        ^");
  CHECK(MessageOf(parser::ParseFact("check if true").status()) ==
        "line 1, column 1: expected a fact\n  check if true\n  ^");
  CHECK(MessageOf(parser::ParseRule(" a(1)").status()) == "line 1, column 2: expected a rule\n   a(1)\n   ^");
  CHECK(MessageOf(parser::ParseCheck("").status()) == "line 1, column 1: expected a check\n\n  ^");
  CHECK(MessageOf(parser::ParsePolicy("allow if true; a(1)").status()) ==
        "line 1, column 16: expected the end of the text\n  allow if true; a(1)\n                 ^");
  CHECK(MessageOf(parser::ParseTerm("b").status()) == "line 1, column 1: expected a term\n  b\n  ^");
  CHECK(MessageOf(parser::ParseTerm("1 2").status()) == "line 1, column 3: expected the end of the text\n  1 2\n    ^");
  CHECK(MessageOf(parser::ParseTerm("1; 2").status()) ==
        "line 1, column 4: expected the end of the text\n  1; 2\n     ^");
}

TEST_CASE("reading goes on at the next statement, so several errors are reported") {
  absl::Status status =
      parser::ParseAuthorizer("a(1;\nb(2);\n  check if \"; not here\" + ;\n/* ; */ c(\"\\q;\");\nd($x)").status();
  CHECK(KindOf(status) == ErrorKind::kSyntax);
  CHECK(MessageOf(status) ==
        "line 1, column 4: expected ',' or ')'\n"
        "  a(1;\n"
        "     ^\n"
        "line 3, column 27: expected an expression\n"
        "    check if \"; not here\" + ;\n"
        "                            ^\n"
        "line 4, column 13: expected '\\\\', '\\\"' or '\\n' as an escape\n"
        "  /* ; */ c(\"\\q;\");\n"
        "              ^\n"
        "line 5, column 3: a fact cannot hold a variable\n"
        "  d($x)\n"
        "    ^");
  CHECK(SubjectOf(status) == ";");
}

TEST_CASE("what the Status tells of several errors is there one by one too, with their places") {
  std::vector<parser::ParseError> errors;
  parser::ParseOptions options;
  options.errors = &errors;
  const absl::Status status = parser::ParseAuthorizer("a(b);\nright(\"x\");\ncheck if $;", options).status();
  REQUIRE(errors.size() == 2);
  CHECK((errors[0].position.line == 1 && errors[0].position.column == 3));
  CHECK(errors[0].message == "expected a term");
  CHECK((errors[1].position.line == 3 && errors[1].position.column == 11));
  CHECK(errors[1].message == "expected the name of a variable");
  for (const parser::ParseError& error : errors) {
    CHECK(MessageOf(status).find(error.message) != std::string::npos);
  }
}

TEST_CASE("an error that no place is to blame for is said to be at the start") {
  std::vector<parser::ParseError> errors;
  const parser::Parameters parameters = {{"idle", engine::IntegerTerm(1)}};
  parser::ParseOptions options;
  options.errors = &errors;
  options.parameters = &parameters;
  CHECK(!parser::ParseAuthorizer("a(1);", options).ok());
  REQUIRE(errors.size() == 1);
  CHECK((errors[0].position.line == 1 && errors[0].position.column == 1));
  CHECK(errors[0].message == "unused parameter: idle");
}

TEST_CASE("a semicolon in a string, behind an escaped quote too, or in a comment does not end a skipped statement") {
  std::string message = MessageOf(parser::ParseAuthorizer("a(\"x\\\"; b(;\" /* ; */, ) // ;\n; c(1)").status());
  CHECK(FirstLine(message) == "line 1, column 23: expected a term");
  CHECK(message.find("line 2") == std::string::npos);
  CHECK(message.rfind("line 1") == 0);
}

TEST_CASE("no more errors than kMaxErrors are reported") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a(;\n";
  std::string message = MessageOf(parser::ParseAuthorizer(text).status());
  CHECK(message.find("line 10, column 3") != std::string::npos);
  CHECK(message.find("line 11") == std::string::npos);
}

TEST_CASE("the caret stands below the column, whatever is before it") {
  CHECK(MessageOf(parser::ParseAuthorizer("\té(\"😁\", b)").status()) ==
        "line 1, column 13: expected a term\n  \té(\"😁\", b)\n  \t       ^");
  CHECK(MessageOf(parser::ParseAuthorizer("a(\"\x1b[31m\", b)\r\n").status()) ==
        "line 1, column 12: expected a term\n  a(\" [31m\", b)\n             ^");
}

TEST_CASE("a long line is cut around the error, between characters") {
  std::string long_name(100, 'x');
  std::string message =
      MessageOf(parser::ParseAuthorizer("a(\"" + long_name + "\", b, \"" + long_name + "\")").status());
  CHECK(message == "line 1, column 107: expected a term\n  " + std::string(57, 'x') + "\", b, \"" +
                       std::string(56, 'x') + "\n  " + std::string(60, ' ') + "^");
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "é";
  message = MessageOf(parser::ParseAuthorizer("a(\"" + accents + "\", b)").status());
  CHECK(message.find("\n  é") != std::string::npos);
}

TEST_CASE("the subject of an error is the word at its place") {
  CHECK(SubjectOf(parser::ParseAuthorizer("a(wrong, 1)").status()) == "wrong");
  CHECK(SubjectOf(parser::ParseAuthorizer("a(").status()).empty());
  CHECK(SubjectOf(parser::ParseAuthorizer("h($xy) <- b(1)").status()) == "$xy");
}

}  // namespace
}  // namespace hardtack
