// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What is excused, and that the same without the difference is not.

#include "tests/differential/reference/known_differences.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/parser/parser.h"
#include "tests/differential/reference/make_token.h"
#include "tests/differential/reference/protobuf_fields.h"

namespace hardtack::differential {
namespace {

Case TextCase(const std::string& text) {
  Case test_case;
  test_case.kind = CaseKind::kText;
  test_case.text = text;
  return test_case;
}

Case AuthorizerCase(const std::string& code) {
  Case test_case;
  test_case.signing.next = {crypto::Algorithm::kEd25519};
  test_case.program.blocks.emplace_back();
  test_case.program.authorizer = parser::ParseAuthorizer(code).value();
  return test_case;
}

std::string NameOfExcuse(const Case& test_case, Aspect aspect) {
  const KnownDifference* known = Excuse(test_case, aspect);
  return known == nullptr ? "" : std::string(known->name);
}

TEST_CASE("a text that the reference does not parse is excused by its name, and one beside it is not") {
  const std::string kKey = "ed25519/58" + std::string(62, '6');
  const struct {
    std::string name, text, plain;
  } rows[] = {
      {"word_in_braces", "a({true})", "a({true, false})"},
      {"empty_map", "a({})", "a({,})"},
      {"empty_bytes", "a(hex:)", "a(hex:00)"},
      {"date_end", "check if 1970-01-01T00:00:00Z.type() == $a", "check if (1970-01-01T00:00:00Z).type() == $a"},
      {"comment", "a(/* one */ 1)", "a(1)"},
      {"eager", "check if true.eager_and(false)", "check if true && false"},
      {"array_in_set", "a({[1]})", "a([[1]])"},
      {"spaced_empty_set", "a({ ,})", "a({,})"},
      {"words_together", "check if falseor true", "check if false or true"},
      {"empty_scopes", "; a(1)", "a(1);"},
      {"trusting_name", "trusting(1)", "a(1); trusting(1)"},
      {"trusting_name", "trusting_x(1) <- b(1)", "trustin_x(1) <- b(1)"},
      {"words_together", "check iftrue", "check if true"},
      {"words_together", "check if 1or1 == 1", "check if 1 or 1 == 1"},
      {"words_together", "check if true trusting previousor true", "check if true trusting previous or true"},
      {"words_together", "check if true trusting " + kKey + "or true", "check if true trusting " + kKey + " or true"},
      {"keyword_in_capitals", "check if true tRusting authority", "Check If true Or true trusting authority"},
      {"keyword_in_capitals", "check if true trusting Previous", "check if true trusting previous"},
      {"date_without_t", "a(1970-01-01h00:00:00Z)", "a(1970-01-01T00:00:00Z)"},
      {"date_without_t", "a(1970-01-01\n00:00:00Z)", "a(1970-01-01 00:00:00Z)"},
      {"unbound_expression", "a(1) <- $x == 1", "a(1) <- b($x), $x == 1"},
      {"no_point", "check if true trusting ed25519/02" + std::string(62, '0'), "check if true trusting " + kKey},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(NameOfExcuse(TextCase(row.text), Aspect::kAcceptance) == row.name);
    CHECK(NameOfExcuse(TextCase(row.plain), Aspect::kAcceptance) == "");
  }
}

TEST_CASE("white space alone is excused as an authorizer, and neither as a block nor beside a statement") {
  Case test_case = TextCase(" \n");
  CHECK(NameOfExcuse(test_case, Aspect::kAcceptance) == "");
  test_case.text_kind = TextKind::kAuthorizer;
  CHECK(NameOfExcuse(test_case, Aspect::kAcceptance) == "blank_authorizer");
  for (const char* text : {"", " a(1);\n"}) {
    test_case.text = text;
    CHECK(NameOfExcuse(test_case, Aspect::kAcceptance) == "");
  }
}

TEST_CASE("a result that hangs on the order of facts or of elements is excused, and one that does not is not") {
  for (const char* code : {"a(0); a(1); allow if a($x), 1 / $x == 1", "a(0); a(1); check all a($x), 1 / $x == 2",
                           "allow if {0, 1}.any($x -> 1 / $x == 1)",
                           "a(0); b(\"c\"); d($x) <- a($x), 1 / $x == 1; d($x) <- b($x), $x < 1"}) {
    CAPTURE(code);
    CHECK(NameOfExcuse(AuthorizerCase(code), Aspect::kResult) == "contested");
  }
  for (const char* code : {"a(0); allow if a($x), 1 / $x == 1", "a(2); a(1); allow if a($x), 1 / $x == 1",
                           "allow if [0, 1].any($x -> 1 / $x == 1)", "a(0); d($x) <- a($x), 1 / $x == 1"}) {
    CAPTURE(code);
    CHECK(NameOfExcuse(AuthorizerCase(code), Aspect::kResult) == "");
  }
}

TEST_CASE("`reject if` with several queries excuses the result alone") {
  const Case test_case = AuthorizerCase("reject if a(1) or b(1)");
  CHECK(NameOfExcuse(test_case, Aspect::kResult) == "reject_or");
  CHECK(NameOfExcuse(test_case, Aspect::kWorld) == "");
}

TEST_CASE("a variable inside an array or map of a rule's head is excused, and one beside it or in the body is not") {
  const engine::Term inside(engine::Array{{engine::VariableTerm("x")}});
  Case test_case = AuthorizerCase("a($x, [1]) <- b($x)");
  CHECK(NameOfExcuse(test_case, Aspect::kAcceptance) == "");
  engine::Rule& rule = test_case.program.authorizer.block.rules[0];
  rule.body.push_back({"b", {inside}});
  CHECK(NameOfExcuse(test_case, Aspect::kAcceptance) == "");
  for (const engine::Term& term : {inside, engine::Term(engine::Map{{{std::string("key"), inside}}})}) {
    rule.head.terms[1] = term;
    CHECK(NameOfExcuse(test_case, Aspect::kAcceptance) == "variable_inside_head");
    CHECK(NameOfExcuse(test_case, Aspect::kPrinted) == "");
  }
}

TEST_CASE("a block that says version 3 is excused when it has features of version 6, and not with those of version 4") {
  const struct {
    std::string code, excuse;
    uint64_t version;
  } rows[] = {{"check if 1 == 1", "version_3", 3},
              {"check if 1 == 1", "", 4},
              {"check all a($x), $x > 1", "", 3},
              {"check if a(1)", "", 3}};
  for (const auto& row : rows) {
    CAPTURE(row.code);
    Program program;
    program.blocks.push_back({parser::ParseBlock(row.code).value(), std::nullopt});
    std::vector<std::string> payloads = EncodePayloads(program).value();
    std::vector<ProtobufField> fields = DecodeFields(payloads[0]).value();
    for (ProtobufField& field : fields) {
      if (field.number == 3) field.varint = row.version;
    }
    payloads[0] = EncodeFields(fields);
    Case test_case;
    test_case.kind = CaseKind::kBytes;
    test_case.bytes =
        SignPayloads(payloads, program, {crypto::Algorithm::kEd25519, {crypto::Algorithm::kEd25519}, {}, false})
            .value();
    CHECK(NameOfExcuse(test_case, Aspect::kAcceptance) == row.excuse);
  }
}

TEST_CASE("nothing excuses another revocation id") {
  for (const KnownDifference& known : KnownDifferences()) {
    CAPTURE(std::string(known.name));
    CHECK(!known.aspects.contains(Aspect::kIds));
  }
}

}  // namespace
}  // namespace hardtack::differential
