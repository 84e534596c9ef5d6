// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/parser/parser.h"

#include <fstream>
#include <sstream>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack {
namespace {

const std::string kEd25519 = "ed25519/acdd6d5b53bfee478bf689f8e012fe7988bf755e3d7c5152947abc149bc20189";
const std::string kP256 = "secp256r1/025e918fd4463832aea2823dfd9716a36b4d9b1377bd53dd82ddf4c0bc75ed6bbf";

std::string Canonical(std::string_view text) {
  auto authorizer = parser::ParseAuthorizer(text);
  REQUIRE_MESSAGE(authorizer.ok(), authorizer.status());
  return engine::ToString(*authorizer);
}

bool IsSyntaxError(std::string_view text) {
  return KindOf(parser::ParseAuthorizer(text).status()) == ErrorKind::kSyntax;
}

TEST_CASE("a source becomes its canonical text") {
  struct {
    std::string text;
    std::string canonical;
  } rows[] = {
      {"", ""},
      {" \t\r\n", ""},
      {"a(1);b(2)", "a(1);\nb(2);\n"},
      {"a ( 1 , \"x\" ) ;", "a(1, \"x\");\n"},
      {"h($x)<-a($x),$x>1", "h($x) <- a($x), $x > 1;\n"},
      {"h(1) <- true", "h(1) <- true;\n"},
      {"h($x) <- $x > 1, a($x), true, b(2)", "h($x) <- a($x), b(2), $x > 1, true;\n"},
      {"check if a(1) or b(2), true or false", "check if a(1) or b(2), true or false;\n"},
      {"check all a($x), $x > 1", "check all a($x), $x > 1;\n"},
      {"reject if a(1)", "reject if a(1);\n"},
      {"allow if true; deny if a(1) or true;", "allow if true;\ndeny if a(1) or true;\n"},
      {"check if(1 < 2)", "check if (1 < 2);\n"},
      {"check if a(1)or b(2)", "check if a(1) or b(2);\n"},
      {"allow if a(1); h(1) <- b(1); check if c(1); a(1)",
       "a(1);\n\nh(1) <- b(1);\n\ncheck if c(1);\n\nallow if a(1);\n"},
      {"check if a(1) trusting authority,previous , " + kEd25519 + "," + kP256,
       "check if a(1) trusting authority, previous, " + kEd25519 + ", " + kP256 + ";\n"},
      {"check if a(1) trusting previous or b(1) trusting authority",
       "check if a(1) trusting previous or b(1) trusting authority;\n"},
      {"h($x) <- a($x) trusting " + kEd25519, "h($x) <- a($x) trusting " + kEd25519 + ";\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Canonical(row.text) == row.canonical);
  }
}

TEST_CASE("ours: white space alone is an authorizer without statements, as the empty text is") {
  for (const char* text : {"", " ", "\n", " \t\r\n", " // a comment\n "}) {
    CAPTURE(text);
    const auto authorizer = parser::ParseAuthorizer(text);
    REQUIRE_MESSAGE(authorizer.ok(), authorizer.status());
    CHECK(*authorizer == engine::AuthorizerBlock{});
  }
}

TEST_CASE("ours: `trusting`, `authority` and `previous` may be written in any case, as every keyword") {
  CHECK(Canonical("check if a(1) Trusting AUTHORITY, pRevious") == "check if a(1) trusting authority, previous;\n");
}

TEST_CASE("keywords are case-insensitive with exactly one space inside") {
  CHECK(
      Canonical(
          "CHECK IF a(1) OR b(1) TRUSTING Authority; Reject If c(1); Check ALL d(1); ALLOW if e(1); Deny IF f(1)") ==
      "check if a(1) or b(1) trusting authority;\nreject if c(1);\ncheck all d(1);\n\nallow if e(1);\ndeny if f(1);\n");
  for (const char* text :
       {"check  if a(1)", "check\tif a(1)", "check/**/if a(1)", "checkif a(1)", "check ifa(1)", "allow a(1)"}) {
    CAPTURE(text);
    CHECK(IsSyntaxError(text));
  }
}

TEST_CASE("a keyword before a parenthesis is the name of a predicate") {
  CHECK(Canonical("check(1); allow(2); trusting(3); or(4); check if or(1), trusting(2) or or(3), true(1), 1(2)") ==
        "check(1);\nallow(2);\ntrusting(3);\nor(4);\n\ncheck if or(1), trusting(2) or or(3), true(1), 1(2);\n");
}

TEST_CASE("the last semicolon is optional and an empty statement is an error") {
  CHECK(Canonical("a(1);") == Canonical("a(1)"));
  for (const char* text : {";", ";;", "a(1);;", "a(1);; b(1)", "; a(1)", "a(1) b(1)"}) {
    CAPTURE(text);
    CHECK(IsSyntaxError(text));
  }
}

TEST_CASE("ours: a comment may stand wherever white space may") {
  CHECK(Canonical("// first\na/*name*/(/*open*/1/*term*/,//next\n2/*last*/)/*end*/;/**/ // at the end") ==
        "a(1, 2);\n");
  CHECK(
      Canonical(
          "check if /*;*/ a(1) // \"or\n or /* { */ 1 /*+*/ + /**/ 2 == 3 trusting /*(*/ authority /* */, previous") ==
      "check if a(1) or 1 + 2 == 3 trusting authority, previous;\n");
  CHECK(Canonical("a({/**/1/**/,/**/2/**/}, [/**/], {/**/\"k\"/**/:/**/1/**/}, {/**/,/**/})") ==
        "a({1, 2}, [], {\"k\": 1}, {,});\n");
  CHECK(Canonical("check if 8 / 4 //2\n / 2") == "check if 8 / 4 / 2;\n");
  CHECK(Canonical("// a comment alone") == "");
  CHECK(Canonical("/* not /* nested */ a(1)") == "a(1);\n");
}

TEST_CASE("white space stands neither around the dot of a method nor inside a parameter or key") {
  for (const std::string& text : {std::string("check if $a .length()"), std::string("check if $a. length()"),
                                  std::string("check if $a.length ()"), std::string("check if $ a"),
                                  "check if true trusting ed25519/ " + kEd25519.substr(8)}) {
    CAPTURE(text);
    CHECK(IsSyntaxError(text));
  }
}

TEST_CASE("names that the reference accepts are accepted") {
  for (const char* name : {"a", "A9_:z", "ns::fact_123", "_x", ":", "1", "0a", "a:"}) {
    std::string text = std::string(name) + "($" + name + ") <- b($" + name + ");\n";
    CHECK(Canonical(text) == text);
  }
}

TEST_CASE("ours: names are letters of any script, digits, underscore and colon") {
  for (const char* name : {"été", "имя", "名前", "اسم", "x名_9", "ªb"}) {
    std::string text = std::string(name) + "($" + name + ") <- b($" + name + ");\n";
    CHECK(Canonical(text) == text);
  }
  for (const char* text : {"a→b(1)", "a\u00a0(1)", "😁(1)", "a٣(1)", "check if $a→", "check if 1.extern::→()",
                           "check if [1].any($→ -> true)"}) {
    CAPTURE(text);
    CHECK(IsSyntaxError(text));
  }
}

TEST_CASE("a predicate has at least one term and no comma behind the last") {
  for (const char* text : {"a()", "h() <- a(1)", "check if a()", "a(1,)", "a(,1)", "a(1 2)", "a(1", "a"}) {
    CAPTURE(text);
    CHECK(IsSyntaxError(text));
  }
}

TEST_CASE("variables that only expressions name do not bind the head") {
  CHECK(IsSyntaxError("h($x) <- $x == 1"));
  CHECK(IsSyntaxError("h($x) <- a($y), $x == $y"));
  CHECK(!IsSyntaxError("h($x) <- a($y, $x), $x == $y"));
}

TEST_CASE("ours: a variable that only an expression of a rule names parses, and binds nothing") {
  CHECK(Canonical("h(1) <- $x == 1;") == "h(1) <- $x == 1;\n");
  CHECK(Canonical("h($y) <- a($y), $x == $y;") == "h($y) <- a($y), $x == $y;\n");
}

TEST_CASE("ours: keywords and literals end where a word ends") {
  for (const char* text : {"check ifa(1)", "deny iftrue", "check if a(1) orb(1)", "check if a(1) or1 == 1",
                           "check if truetrusting authority", "check if a(1) trustingauthority",
                           "check if a(1) trusting previousor b(1)", "check if 1or1 == 1"}) {
    CAPTURE(text);
    CHECK(IsSyntaxError(text));
  }
  CHECK(Canonical("check if a(1)or b(1)") == "check if a(1) or b(1);\n");
  CHECK(Canonical("check if(1 == 1)trusting authority") == "check if (1 == 1) trusting authority;\n");
}

TEST_CASE("ours: a block may begin with a predicate whose name begins with trusting") {
  for (const char* text : {"trusting(1)", "trusting_all(1)", "trusting(1) <- a(1)", "trusting authority; trusting(1)"}) {
    CAPTURE(text);
    const auto block = parser::ParseBlock(text);
    REQUIRE(block.ok());
    CHECK(block->facts.size() + block->rules.size() == 1);
  }
}

TEST_CASE("ours: a semicolon without a statement is refused at the head of a block too") {
  for (const char* text : {";", " ; a(1)", "a(1);;", "a(1); ;b(1)"}) {
    CAPTURE(text);
    CHECK(!parser::ParseBlock(text).ok());
  }
}

TEST_CASE("ours: `trusting` before the first statement of a block is kept and printed") {
  auto block = parser::ParseBlock("trusting authority, " + kEd25519 + "; check if a(1)");
  REQUIRE_MESSAGE(block.ok(), block.status());
  REQUIRE(block->scopes.size() == 2);
  CHECK(block->scopes[0] == engine::Scope(engine::ScopeKind::kAuthority));
  CHECK(engine::ToString(*block) == "trusting authority, " + kEd25519 + ";\ncheck if a(1);\n");
  CHECK(parser::ParseBlock(engine::ToString(*block)).value() == *block);
  CHECK(Canonical("/* first */ trusting previous; allow if true") == "trusting previous;\n\nallow if true;\n");
  CHECK(IsSyntaxError("a(1); trusting authority"));
  CHECK(IsSyntaxError("trusting authority; trusting previous"));
}

TEST_CASE("a public key has the length of its algorithm, in either case of digits") {
  CHECK(Canonical("check if true trusting ed25519/" + std::string(64, 'A')) ==
        "check if true trusting ed25519/" + std::string(64, 'a') + ";\n");
  for (const std::string& key :
       {"ed25519/" + std::string(62, 'a'), "ed25519/" + std::string(63, 'a'), std::string("ed25519/"),
        "secp256r1/" + std::string(64, 'a'), "secp256r1/04" + std::string(128, 'a'), "rsa/" + std::string(64, 'a'),
        "Ed25519/" + std::string(64, 'a'), "ed25519/" + std::string(63, 'a') + "g"}) {
    CAPTURE(key);
    CHECK(IsSyntaxError("check if true trusting " + key));
  }
}

TEST_CASE("a block has no policies") {
  CHECK(KindOf(parser::ParseBlock("allow if true").status()) == ErrorKind::kSyntax);
  CHECK(parser::ParseAuthorizer("allow if true").ok());
}

TEST_CASE("a single element is parsed alone, with or without its semicolon") {
  CHECK(engine::ToString(parser::ParseFact(" a(1) ; // done").value()) == "a(1)");
  CHECK(engine::ToString(parser::ParseRule("h($x) <- a($x)").value()) == "h($x) <- a($x)");
  CHECK(engine::ToString(parser::ParseCheck("check if a(1);").value()) == "check if a(1)");
  CHECK(engine::ToString(parser::ParsePolicy("deny if a(1)").value()) == "deny if a(1)");
  CHECK(engine::ToString(parser::ParseTerm(" [1] ; ").value()) == "[1]");
  CHECK(!parser::ParseFact("a(1); b(1)").ok());
  CHECK(!parser::ParseFact("h($x) <- a($x)").ok());
  CHECK(!parser::ParseRule("a(1)").ok());
  CHECK(!parser::ParseCheck("allow if a(1)").ok());
  CHECK(!parser::ParsePolicy("check if a(1)").ok());
  CHECK(!parser::ParseTerm("1 + 1").ok());
  CHECK(!parser::ParseTerm("").ok());
  CHECK(!parser::ParseFact("").ok());
}

TEST_CASE("the first example of docs/language.md parses") {
  std::ifstream file(HARDTACK_SOURCE_DIR "/docs/language.md");
  REQUIRE(file.good());
  std::stringstream page;
  page << file.rdbuf();
  std::string text = page.str();
  size_t begin = text.find("```\n") + 4;
  std::string example = text.substr(begin, text.find("```", begin) - begin);
  auto authorizer = parser::ParseAuthorizer(example);
  REQUIRE_MESSAGE(authorizer.ok(), authorizer.status());
  CHECK(authorizer->policies.size() == 2);
}

TEST_CASE("the source map gives the position of every statement") {
  parser::SourceMap map;
  auto authorizer = parser::ParseAuthorizer(
      "a(1);  b(2);\n\n  /* é */ h($x) <- a($x);\ncheck if a(1); allow if true;\n\tdeny if true",
      {.limits = {}, .positions = &map});
  REQUIRE_MESSAGE(authorizer.ok(), authorizer.status());
  CHECK(map.facts == std::vector<parser::Position>{{0, 1, 1}, {7, 1, 8}});
  CHECK(map.rules == std::vector<parser::Position>{{25, 3, 12}});
  CHECK(map.checks == std::vector<parser::Position>{{41, 4, 1}});
  CHECK(map.policies == std::vector<parser::Position>{{56, 4, 16}, {72, 5, 2}});
}

}  // namespace
}  // namespace hardtack
