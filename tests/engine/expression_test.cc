// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What each operator gives for each kind of operand. A row is an expression and its result: "true", "false", or the
// name of the error. Rows of "matches" are in regex_test.cc.

#include <string>

#include "tests/engine/engine_testing.h"

namespace hardtack::engine {
namespace {

// "true" or "false", or the error's name, of a condition over p($i, $s, $d, $b, $set, $array, $map, $null).
std::string ResultOf(const std::string& condition) {
  RunOptions options;
  Externs externs;
  externs["same"] = [](const Term& left, const Term*) -> absl::StatusOr<Term> { return left; };
  externs["fails"] = [](const Term&, const Term*) -> absl::StatusOr<Term> { return absl::InternalError("broken"); };
  externs["second"] = [](const Term&, const Term* right) -> absl::StatusOr<Term> { return *right; };
  externs["open"] = [](const Term&, const Term*) -> absl::StatusOr<Term> { return VariableTerm("x"); };
  options.externs = &externs;
  Outcome outcome = RunTexts(
      {},
      "p(7, \"abc\", 2020-01-01T00:00:00Z, true, {1, 2}, [1, \"a\", [2]], {\"k\": 1, 2: \"v\"}, null, hex:00ff);"
      "allow if p($i, $s, $d, $b, $set, $array, $map, $null, $bytes), " +
          condition + ";",
      options);
  if (!outcome.decision.ok()) return std::string(NameOf(*KindOf(outcome.decision.status())));
  return outcome.decision->allowed() ? "true" : "false";
}

struct Row {
  const char* condition;
  const char* result;
};

void Check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.condition);
    CHECK(ResultOf(row.condition) == row.result);
  }
}

TEST_CASE("integers: arithmetic stays in 64 bits or raises") {
  Check({{"$i + 1 === 8", "true"},
         {"$i - 8 === -1", "true"},
         {"$i * $i === 49", "true"},
         {"$i / 2 === 3", "true"},
         {"-7 / 2 === -3", "true"},
         {"9223372036854775807 + 1 === 0", "Overflow"},
         {"-9223372036854775808 - 1 === 0", "Overflow"},
         {"4611686018427387904 * 2 === 0", "Overflow"},
         {"4611686018427387904 + 4611686018427387903 === 9223372036854775807", "true"},
         {"1 / 0 === 0", "DivideByZero"},
         {"-9223372036854775808 / -1 === 0", "DivideByZero"},
         {"6 & 3 === 2", "true"},
         {"6 | 3 === 7", "true"},
         {"6 ^ 3 === 5", "true"},
         {"$i + $s === 0", "InvalidType"},
         {"$s - $s === 0", "InvalidType"},
         {"$d + 1 === 0", "InvalidType"}});
}

TEST_CASE("ordering compares two integers or two dates and nothing else") {
  Check({{"$i < 8", "true"},
         {"$i > 7", "false"},
         {"$i <= 7", "true"},
         {"$i >= 8", "false"},
         {"-9223372036854775808 < 9223372036854775807", "true"},
         {"$d < 2020-01-01T00:00:01Z", "true"},
         {"$d >= 2020-01-01T00:00:01Z", "false"},
         {"$d < 5", "InvalidType"},
         {"$s < $s", "InvalidType"},
         {"null < null", "InvalidType"}});
}

TEST_CASE("strict equality raises between kinds, lenient equality does not") {
  Check({{"$i === 7", "true"},
         {"$i !== 7", "false"},
         {"$s === \"abc\"", "true"},
         {"$null === null", "true"},
         {"$i === $s", "InvalidType"},
         {"$i !== $null", "InvalidType"},
         {"$set === {2, 1}", "true"},
         {"$set === {1}", "false"},
         {"$map === {2: \"v\", \"k\": 1}", "true"},
         {"$array !== [1, \"a\", [3]]", "true"},
         {"$set === $array", "InvalidType"},
         {"$i == $s", "false"},
         {"$i != $s", "true"},
         {"$null == null", "true"},
         {"$null != 0", "true"},
         {"2020-01-01T00:00:00Z == 1577836800", "false"},
         {"$bytes == hex:00ff", "true"},
         {"$bytes == \"abc\"", "false"}});
}

TEST_CASE("strings: bytes are counted, parts are found") {
  Check({{"$s.length() === 3", "true"},
         {"\"é\".length() === 2", "true"},
         {"$s.starts_with(\"ab\")", "true"},
         {"$s.starts_with(\"\")", "true"},
         {"$s.ends_with(\"abcd\")", "false"},
         {"$s.contains(\"bc\")", "true"},
         {"$s.contains(\"\")", "true"},
         {"\"\".contains($s)", "false"},
         {"\"\".contains(\"\")", "true"},
         {"$s.contains(1)", "InvalidType"},
         {"$s + \"d\" === \"abcd\"", "true"},
         {"$s.matches(\"^a.c$\")", "true"},
         {"$s.matches(\"(\")", "false"},
         {"$i.matches(\"7\")", "InvalidType"},
         {"$s.starts_with($i)", "InvalidType"}});
}

TEST_CASE("collections: length, membership, parts") {
  Check({{"$set.length() === 2", "true"},
         {"$array.length() === 3", "true"},
         {"$map.length() === 2", "true"},
         {"$bytes.length() === 2", "true"},
         {"$i.length() === 1", "InvalidType"},
         {"$null.length() === 1", "InvalidType"},
         {"$set.contains(2)", "true"},
         {"$set.contains(\"a\")", "false"},
         {"$set.contains({2})", "true"},
         {"$set.contains({2, 3})", "false"},
         {"$set.contains({,})", "true"},
         {"$set.contains(null)", "InvalidType"},
         {"$set.contains([1])", "InvalidType"},
         {"$set.contains({})", "InvalidType"},
         {"$array.contains([2])", "true"},
         {"$array.contains(2)", "false"},
         {"$array.contains(null)", "false"},
         {"$map.contains(\"k\")", "true"},
         {"$map.contains(2)", "true"},
         {"$map.contains(null)", "false"},
         {"$map.contains(1)", "false"},
         {"$i.contains(1)", "InvalidType"},
         {"$array.starts_with([1, \"a\"])", "true"},
         {"$array.starts_with([])", "true"},
         {"$array.ends_with([[2]])", "true"},
         {"$array.starts_with([1, \"a\", [2], 4])", "false"},
         {"$set.starts_with({1})", "InvalidType"},
         {"$set.intersection({2, 3}) === {2}", "true"},
         {"$set.union({2, 3}) === {3, 1, 2}", "true"},
         {"$set.union($array) === {1}", "InvalidType"}});
}

TEST_CASE("get: out of range and missing keys are null, keys have kinds") {
  Check({{"$array.get(0) === 1", "true"},
         {"$array.get(3) == null", "true"},
         {"$array.get(-1) == null", "true"},
         {"$array.get(9223372036854775807) == null", "true"},
         {"$array.get(\"0\") == null", "InvalidType"},
         {"$map.get(\"k\") === 1", "true"},
         {"$map.get(2) === \"v\"", "true"},
         {"$map.get(\"2\") == null", "true"},
         {"$map.get(true) == null", "InvalidType"},
         {"$set.get(0) == null", "InvalidType"}});
}

TEST_CASE("type names every kind") {
  Check({{"$i.type() + $s.type() + $d.type() + $bytes.type() === \"integerstringdatebytes\"", "true"},
         {"$b.type() + $set.type() + $null.type() + $array.type() + $map.type() === \"boolsetnullarraymap\"", "true"},
         {"9223372036854775807.type() === \"integer\"", "true"}});
}

TEST_CASE("booleans: lazy operators evaluate what they need, eager ones all") {
  Check({{"!$b", "false"},
         {"!$i", "InvalidType"},
         {"$b || 1 / 0 === 1", "true"},
         {"false && 1 / 0 === 1", "false"},
         {"$b && 1 / 0 === 1", "DivideByZero"},
         {"$i && true", "InvalidType"},
         {"(true && 1) === 1", "true"},
         {"true && 1", "InvalidType"},
         {"(false).eager_and(1 / 0 === 1)", "DivideByZero"},
         {"$b.eager_or(false)", "true"},
         {"$b.eager_and($i)", "InvalidType"},
         {"$i", "InvalidType"},
         {"$undefined", "UnknownVariable"}});
}

TEST_CASE("any and all go through arrays in order and stop at what decides or raises") {
  Check({{"[1, 2].all($x -> $x > 0)", "true"},
         {"[1, 2].any($x -> $x > 2)", "false"},
         {"[].all($x -> false)", "true"},
         {"[].any($x -> true)", "false"},
         {"[1, \"a\"].any($x -> $x > 0)", "true"},
         {"[\"a\", 1].any($x -> $x > 0)", "InvalidType"},
         {"[1].all($x -> $x)", "InvalidType"},
         {"$map.any($kv -> $kv.get(0) == 2 && $kv.get(1) == \"v\")", "true"},
         {"$i.any($x -> true)", "InvalidType"},
         {"[[1, 2], [3]].all($x -> $x.any($y -> $y > 1))", "true"}});
}

TEST_CASE("ours: over sets and maps an element that decides wins over an error") {
  Check({{"{0, 1, 2}.any($x -> 2 / $x === 2)", "true"},
         {"{0, 1, 2}.all($x -> 2 / $x === 2)", "false"},
         {"{0, 1, 2}.any($x -> 2 / $x === 5)", "DivideByZero"},
         {"{1: 0, 2: 1}.any($kv -> 1 / $kv.get(1) === 1)", "true"}});
}

TEST_CASE("of several errors over a set the least kind is reported") {
  Check({{"{0, 1}.any($x -> (1 / $x === 1) && 1 === \"a\")", "InvalidType"},
         {"{1, 0}.all($x -> (1 / $x !== 1) || 1 === \"a\")", "InvalidType"}});
}

TEST_CASE("shadowing raises when the closure is reached, not before") {
  Check({{"[1].any($i -> true)", "ShadowedVariable"},
         {"[1].any($x -> [1].any($x -> true))", "ShadowedVariable"},
         {"[].any($x -> [1].any($x -> true))", "false"},
         {"true || [1].any($i -> true)", "true"},
         {"[1].any($x -> true) && [1].any($x -> true)", "true"}});
}

TEST_CASE("try_or catches the errors of its closure and nothing of its fallback") {
  Check({{"(1 / 0 === 1).try_or(true)", "true"},
         {"(1 === 1).try_or(false)", "true"},
         {"true.try_or(1 / 0 === 1)", "DivideByZero"},
         {"($i / 0).try_or(5) === 5", "true"}});
}

TEST_CASE("host functions take one or two arguments, and their failures have names") {
  Check({{"$b.extern::same()", "true"},
         {"$i.extern::second(8) === 8", "true"},
         {"$map.extern::same() === $map", "true"},
         {"$b.extern::missing()", "UndefinedExtern"},
         {"$b.extern::fails()", "ExternEval"},
         {"$b.extern::open()", "ExternEval"},
         {"$b.extern::fails().try_or(true)", "true"}});
}

TEST_CASE("operations that leave no single value are refused when they run") {
  auto result_of = [](std::vector<Op> ops) {
    AuthorizerBlock authorizer;
    Rule query = QueryRule();
    query.expressions.push_back({std::move(ops)});
    authorizer.policies.push_back({PolicyKind::kAllow, {query}});
    auto program = CompileAuthorizer(authorizer);
    REQUIRE(program.ok());
    return Verdict(Run(*program, {}, {}).decision);
  };
  Op yes = ValueOp(BoolTerm(true));
  Op closure = ClosureOp({}, {yes});
  CHECK(result_of({}) == "error InvalidStack");
  CHECK(result_of({yes, yes}) == "error InvalidStack");
  CHECK(result_of({UnaryOp(UnaryKind::kNegate)}) == "error InvalidStack");
  CHECK(result_of({yes, BinaryOp(BinaryKind::kAnd)}) == "error InvalidStack");
  CHECK(result_of({closure}) == "error InvalidStack");
  CHECK(result_of({closure, UnaryOp(UnaryKind::kNegate)}) == "error InvalidStack");
  CHECK(result_of({closure, closure, BinaryOp(BinaryKind::kLazyAnd)}) == "error InvalidStack");
  CHECK(result_of({closure, yes, BinaryOp(BinaryKind::kLazyAnd)}) == "allow 0");
  CHECK(result_of({yes, ClosureOp({"x"}, {yes}), BinaryOp(BinaryKind::kLazyAnd)}) == "error InvalidType");
  CHECK(result_of({yes, closure, BinaryOp(BinaryKind::kAdd)}) == "error InvalidType");
  CHECK(result_of({yes, ClosureOp({}, {}), BinaryOp(BinaryKind::kLazyAnd)}) == "error InvalidStack");
  CHECK(result_of({ValueOp(Term(Array{{VariableTerm("x")}}))}) == "error UnknownVariable");
}

TEST_CASE("an error says where it was raised and what failed") {
  Outcome outcome = RunTexts({"check if true; check if true or true, (1).extern::missing();"}, "check if 1 / 0 === 1;");
  CHECK(outcome.decision.status().message() == "authorizer: check 0: query 0: expression 0: division by zero");
  outcome = RunTexts({"check if true; check if false or true, (1).extern::missing();"}, "allow if true;");
  CHECK(outcome.decision.status().message() ==
        "block 0: check 1: query 1: expression 1: no such host function: missing");
  CHECK(SubjectOf(outcome.decision.status()) == "missing");
  outcome = RunTexts({"p(1);", "q($x) <- p($x), $x > 0; r($x) <- p($x), true, $x + \"a\" == 1;"}, "allow if true;");
  CHECK(outcome.decision.status().message() ==
        "block 1: rule 1: expression 1: an operator does not take values of these types");
  outcome = RunTexts({}, "deny if false; allow if $x;");
  CHECK(outcome.decision.status().message() ==
        "authorizer: policy 1: query 0: expression 0: a variable is not bound by the body");
}

}  // namespace
}  // namespace hardtack::engine
