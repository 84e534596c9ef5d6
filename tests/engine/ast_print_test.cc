// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the parser cannot produce: for the rest see tests/parser/roundtrip_test.cc.
#include "hardtack/engine/ast_print.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/engine/name.h"

namespace hardtack::engine {
namespace {

Op Value(int64_t number) { return ValueOp(IntegerTerm(number)); }
Op Value(const char* variable) { return ValueOp(VariableTerm(variable)); }
Op Do(BinaryKind kind) { return BinaryOp(kind); }
Op Do(UnaryKind kind) { return UnaryOp(kind); }

TEST_CASE("ours: parentheses are added where the tree needs them and has none") {
  struct {
    std::vector<Op> ops;
    const char* text;
  } rows[] = {
      {{Value(1), Value(2), Do(BinaryKind::kAdd), Value(3), Do(BinaryKind::kMul)}, "(1 + 2) * 3"},
      {{Value(1), Value(2), Value(3), Do(BinaryKind::kSub), Do(BinaryKind::kSub)}, "1 - (2 - 3)"},
      {{Value(1), Value(2), Value(3), Do(BinaryKind::kBitwiseOr), Do(BinaryKind::kBitwiseAnd)}, "1 & (2 | 3)"},
      {{Value(1), Value(2), Do(BinaryKind::kLessThan), Value(3), Do(BinaryKind::kEqual)}, "(1 < 2) === 3"},
      {{Value(1), Value(2), Value(3), Do(BinaryKind::kLessThan), Do(BinaryKind::kEqual)}, "1 === (2 < 3)"},
      {{Value("a"), Value("b"), Do(BinaryKind::kHeterogeneousEqual), Do(UnaryKind::kNegate)}, "!($a == $b)"},
      {{Value("a"), Value("b"), Do(BinaryKind::kAdd), Do(UnaryKind::kLength)}, "($a + $b).length()"},
      {{Value("a"), Do(UnaryKind::kNegate), Do(UnaryKind::kTypeOf)}, "(!$a).type()"},
      {{Value("a"), Do(UnaryKind::kNegate), Value(1), Do(BinaryKind::kAdd)}, "(!$a) + 1"},
      {{Value("a"), Do(UnaryKind::kNegate), Value(1), Do(BinaryKind::kMul)}, "(!$a) * 1"},
      {{Value(2), Value("a"), Do(UnaryKind::kNegate), Do(BinaryKind::kMul), Value(1), Do(BinaryKind::kAdd)},
       "(2 * !$a) + 1"},
      {{Value("a"), Do(UnaryKind::kNegate), Value(1), Do(BinaryKind::kBitwiseAnd)}, "!$a & 1"},
      {{Value("a"), ClosureOp({}, {Value("b"), ClosureOp({}, {Value("c")}), Do(BinaryKind::kLazyOr)}),
        Do(BinaryKind::kLazyAnd)},
       "$a && ($b || $c)"},
      {{ClosureOp({}, {Value(1), Value(2), Do(BinaryKind::kEqual)}), Value(3), Do(BinaryKind::kTryOr)},
       "(1 === 2).try_or(3)"},
      {{Value("a"), Value("b"), Do(BinaryKind::kAnd), Value("c"), Do(BinaryKind::kOr)},
       "$a.eager_and($b).eager_or($c)"},
  };
  for (const auto& row : rows) CHECK(ToString(Expression{row.ops}) == row.text);
}

TEST_CASE("operations without a text form print as a placeholder that lists them") {
  struct {
    std::vector<Op> ops;
    const char* text;
  } rows[] = {
      {{}, "<no text for: >"},
      {{Value(1), Value(2)}, "<no text for: 1, 2>"},
      {{Do(BinaryKind::kAdd)}, "<no text for: +>"},
      {{Value(1), Do(BinaryKind::kAdd)}, "<no text for: 1, +>"},
      {{Do(UnaryKind::kNegate)}, "<no text for: !>"},
      {{ClosureOp({}, {Value(1)})}, "<no text for: (1)>"},
      {{Value("a"), Value("b"), Do(BinaryKind::kLazyAnd)}, "<no text for: $a, $b, &&>"},
      {{Value("a"), Value("b"), Do(BinaryKind::kAny)}, "<no text for: $a, $b, any>"},
      {{Value("a"), Value("b"), Do(BinaryKind::kTryOr)}, "<no text for: $a, $b, try_or>"},
      {{Value("a"), ClosureOp({"p", "q"}, {Value("p")}), Do(BinaryKind::kAll)},
       "<no text for: $a, ($p, $q -> $p), all>"},
      {{Value("a"), ClosureOp({}, {}), Do(BinaryKind::kLazyOr)}, "<no text for: $a, (), ||>"},
      {{Value("a"), ClosureOp({}, {Value("b")}), Do(BinaryKind::kAdd)}, "<no text for: $a, ($b), +>"},
      {{ClosureOp({}, {Value("b")}), Do(UnaryKind::kParens)}, "<no text for: ($b), ()>"},
      {{Value("a"), Op{Unary{UnaryKind::kExtern, "f"}}, Value(1)}, "<no text for: $a, extern::f, 1>"},
      {{ValueOp(StringTerm("\">")), Value(1)}, "<no text for: \"\\\">\", 1>"},
  };
  for (const auto& row : rows) CHECK(ToString(Expression{row.ops}) == row.text);
}

TEST_CASE("an operator outside the schema prints as a question mark, not as a crash") {
  CHECK(ToString(Expression{{Value(1), Do(static_cast<UnaryKind>(9))}}) == "<no text for: 1, ?>");
  CHECK(ToString(Expression{{Value(1), Value(2), Do(static_cast<BinaryKind>(99))}}) == "<no text for: 1, 2, ?>");
}

TEST_CASE("ours: a printed string cannot impersonate the Datalog around it") {
  CHECK(ToString(StringTerm("x\"); allow if true; a(\"")) == "\"x\\\"); allow if true; a(\\\"\"");
  CHECK(ToString(StringTerm("\\\n\t\r")) == "\"\\\\\\n\t\r\"");
}

TEST_CASE("ours: a name that cannot be parsed prints visibly escaped") {
  CHECK(ToString(Predicate{"a b", {IntegerTerm(1)}}) == "a\\u{20}b(1)");
  CHECK(ToString(Predicate{"", {IntegerTerm(1)}}) == "\\u{}(1)");
  CHECK(ToString(VariableTerm("x\xff→")) == "$x\\x{FF}\\u{2192}");
  CHECK(ToString(VariableTerm("été")) == "$été");
  CHECK(ToString(Expression{{Value(1), Op{Unary{UnaryKind::kExtern, "f()"}}}}) == "1.extern::f\\u{28}\\u{29}()");
  CHECK(ToString(Expression{{Value(1), ClosureOp({"\n"}, {Value(1)}), Do(BinaryKind::kAny)}}) == "1.any($\\u{A} -> 1)");
}

TEST_CASE("ours: a date that RFC 3339 cannot write prints as its seconds") {
  CHECK(ToString(DateTerm(253'402'300'799)) == "9999-12-31T23:59:59Z");
  CHECK(ToString(DateTerm(253'402'300'800)) == "<date 253402300800>");
  CHECK(ToString(DateTerm(UINT64_MAX)) == "<date 18446744073709551615>");
}

TEST_CASE("bodies and checks without content print as what they mean") {
  CHECK(ToString(Check{CheckKind::kIf, {QueryRule()}}) == "check if true");
  CHECK(ToString(Check{CheckKind::kReject, {}}) == "reject if false");
  CHECK(ToString(Policy{PolicyKind::kDeny, {QueryRule(), QueryRule()}}) == "deny if true or true");
  CHECK(ToString(Rule{Predicate{"h", {IntegerTerm(1)}}, {}, {}, {ScopeKind::kPrevious}}) ==
        "h(1) <- true trusting previous");
}

TEST_CASE("the context of a block is not printed") {
  Block block;
  block.context = "allow if true;";
  CHECK(ToString(block).empty());
}

TEST_CASE("long and right-nested expressions print in linear space") {
  constexpr size_t kOperands = 100'000;
  std::vector<Op> ops(kOperands, Value(1));
  ops.insert(ops.end(), kOperands - 1, Do(BinaryKind::kAdd));
  std::string text = ToString(Expression{ops});
  CHECK(text.size() == kOperands + 3 * (kOperands - 1) + 2 * (kOperands - 2));
  CHECK(text.starts_with("1 + (1 + (1 + "));
}

TEST_CASE("UTF-8 is well-formed or it is not") {
  CHECK(WellFormedPrefix("aé→😁") == 10);
  for (const char* text : {"\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                           "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2\x82", "\xc3(", "\xf0\x9f\x98"}) {
    CHECK(WellFormedPrefix(text) == 0);
  }
}

TEST_CASE("names hold letters of any script, ASCII digits, underscore and colon") {
  for (const char* name : {"a", "0", ":", "_", "été", "имя", "名", "ª", "\U00010400"}) CHECK(IsName(name));
  for (const char* name : {"", " ", "a-b", "→", "😁", "٣", "\u0301", "a\u00a0", "\xff", "a\xc3"}) CHECK(!IsName(name));
}

}  // namespace
}  // namespace hardtack::engine
