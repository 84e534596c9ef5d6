// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Golden listings: what a statement compiles to. A changed plan shows here before it shows in a benchmark.

#include "hardtack/engine/compile.h"

#include <string>

#include "tests/engine/engine_testing.h"

namespace hardtack::engine {
namespace {

struct Row {
  const char* text;
  const char* listing;
};

TEST_CASE("statements of an authorizer and what they compile to") {
  for (const Row& row : std::initializer_list<Row>{
           {"right($f) <- file($f), $f.starts_with(\"/a\");",
            "authorizer rule 0: trust authorizer,0; scan file/1 0->s0; test s0 \"/a\" starts_with; emit right/1(s0)\n"},
           {"check if true;", "authorizer check 0 check if: trust authorizer,0; test true; match\n"},
           {"allow if resource($r), right($r, \"read\");",
            // the atom with a constant first, then the other by the variable that it shares
            "policy 0 allow: trust authorizer,0; probe right/2 1=\"read\" 0->s0; probe resource/1 0=s0; match\n"},
           {"p($x, $z) <- e($x, $y), e($y, $z);",
            "authorizer rule 0: trust authorizer,0; scan e/2 0->s0 1->s1; probe e/2 0=s1 1->s2; emit p/2(s0, s2)\n"},
           {"deny if p($x, $x);", "policy 0 deny: trust authorizer,0; scan p/2 0->s0 1=s0; match\n"},
           {"check if p($x), q($y), $x > 1, $y > 2;",
            "authorizer check 0 check if: trust authorizer,0; scan p/1 0->s0; test s0 1 >; scan q/1 0->s1; test s1 2 "
            ">; match\n"},
           {"check if p($x), q($y), $y > 2, $x > 1;",
            // $x > 1 must not run before $y > 2, whose error it could hide
            "authorizer check 0 check if: trust authorizer,0; scan p/1 0->s0; scan q/1 0->s1; test s1 2 >; test s0 1 "
            ">; match\n"},
           {"check all p($x), $x > 1;",
            "authorizer check 0 check all: trust authorizer,0; scan p/1 0->s0; test s0 1 >; match\n"},
           {"reject if p($x) or true && !false;",
            "authorizer check 0 reject if: trust authorizer,0; scan p/1 0->s0; match\n"
            "authorizer check 0 reject if: trust authorizer,0; test true [false not] and; match\n"},
           {"allow if s($s), $s.any($p -> $p == 1), $s.all($s -> true);",
            "policy 0 allow: trust authorizer,0; scan s/1 0->s0; test s0 [s1 -> s1 1 ==] any; "
            "test s0 shadowing[s2 -> true] all; match\n"},
           {"allow if $x.extern::f(1).extern::g() trusting previous;",
            "policy 0 allow: trust authorizer; test unknown 1 extern2 extern1; match\n"}}) {
    CAPTURE(row.text);
    CHECK(Dump(*Compiled({}, row.text)) == row.listing);
  }
}

TEST_CASE("a token's part comes before the authorizer's, and scopes are resolved against its blocks") {
  PublicKey key{Algorithm::kEd25519, std::string(32, 'k')};
  auto program = Compiled({"check if a(1);", BlockText("b(1);", &key), "check if b(1) trusting previous;"},
                          "check if b(1) trusting " + ToString(key) + ";");
  CHECK(Dump(*program) ==
        "block 0 check 0 check if: trust authorizer,0; probe a/1 0=1; match\n"
        "block 2 check 0 check if: trust authorizer,0,1,2; probe b/1 0=1; match\n"
        "authorizer check 0 check if: trust authorizer,1; probe b/1 0=1; match\n");
}

TEST_CASE("one compiled authorizer serves many tokens") {
  auto authorizer = CompileAuthorizer(ParsedAuthorizer("allow if right($x);"));
  REQUIRE(authorizer.ok());
  for (int i = 0; i < 3; ++i) {
    Block block = *parser::ParseBlock(i == 1 ? "left(1);" : "right(1);");
    TokenBlock token{&block, nullptr};
    auto program = CompileToken({&token, 1}, *authorizer);
    REQUIRE(program.ok());
    CHECK(Verdict(Run(*program, {}, {}).decision) == (i == 1 ? "none" : "allow 0"));
  }
  CHECK(Verdict(Run(*authorizer, ParsedFacts("right(1);"), {}).decision) == "allow 0");
}

TEST_CASE("an unsafe rule is refused with its block and text") {
  auto authorizer = CompileAuthorizer({});
  Block good, bad;
  bad.rules.push_back(Rule{Predicate{"operation", {VariableTerm("unbound"), StringTerm("read")}},
                           {Predicate{"operation", {VariableTerm("any1"), VariableTerm("any2")}}},
                           {},
                           {}});
  TokenBlock blocks[] = {{&good, nullptr}, {&bad, nullptr}};
  auto program = CompileToken(blocks, *authorizer);
  CHECK(KindOf(program.status()) == ErrorKind::kInvalidBlockRule);
  CHECK(SubjectOf(program.status()) == "operation($unbound, \"read\") <- operation($any1, $any2)");
  CHECK(std::string(program.status().message()).find("block 1: ") == 0);
  AuthorizerBlock unsafe;
  unsafe.block = bad;
  CHECK(std::string(CompileAuthorizer(unsafe).status().message()).find("authorizer: ") == 0);
}

TEST_CASE("more blocks than the limits allow are refused") {
  auto authorizer = CompileAuthorizer({});
  Block block;
  std::vector<TokenBlock> blocks(5, TokenBlock{&block, nullptr});
  StructureLimits limits;
  limits.max_blocks = 5;
  CHECK(CompileToken(blocks, *authorizer, limits).ok());
  limits.max_blocks = 4;
  auto program = CompileToken(blocks, *authorizer, limits);
  CHECK(KindOf(program.status()) == ErrorKind::kTooManyBlocks);
  CHECK(std::string(program.status().message()) == "5 blocks, at most 4");
}

}  // namespace
}  // namespace hardtack::engine
