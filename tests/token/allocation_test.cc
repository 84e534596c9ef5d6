// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Counts heap allocations: deciding again about a verified token makes none. A program of its own, since operator new is
// replaced.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/verified_cache.h"
#include "tests/counting_allocator.h"
#include "tests/crypto/crypto_testing.h"

namespace hardtack::token {
namespace {

struct Row {
  const char* name;
  std::string authority, block, policy, request;
  std::string shared = {};  // facts of a base
};

std::string Numbers(int count) {
  std::string facts;
  for (int i = 1; i < count; ++i) {
    facts += "next(" + std::to_string(i - 1) + ", " + std::to_string(i) + ");";
  }
  return facts;
}

std::vector<Row> Rows() {
  return {
      {"checks over facts", "right(\"file1\", \"read\"); right(\"file2\", \"read\");",
       "check if resource(\"file1\"); check if operation(\"read\");", "allow if resource($r), right($r, \"read\");",
       "resource(\"file1\"); operation(\"read\");"},
      {"rules, texts that only the request has, dates and sets",
       "owner(\"alice\", \"a file with a rather long name\");",
       "check if time($t), $t < 2030-01-01T00:00:00Z; check if operation($o), {\"read\", \"list\"}.contains($o);",
       "may($r) <- resource($r), user($u), owner($u, $r); allow if may($r), $r.starts_with(\"a \" + \"file\");",
       "resource(\"a file with a rather long name\"); user(\"alice\"); time(2026-11-28T00:00:00Z);"
       "operation(\"read\"); hint(\"that nobody reads\", [1, 2, {\"key\": 9223372036854775807}]);"},
      {"a pattern that was compiled before", "name(\"report.txt\");",
       "check if name($n), $n.matches(\"^[a-z]+[.]txt$\");", "allow if true;", ""},
      {"closures over collections", "tags([\"a\", \"b\"], {\"k\": 1});",
       "check if tags($t, $m), $t.any($x -> $x == \"b\"), $m.all($e -> $e.get(1) > 0);", "allow if true;", ""},
      {"recursion with indexes", Numbers(20),
       "reach($x, $y) <- next($x, $y); reach($x, $z) <- reach($x, $y), next($y, $z); check if reach(0, 19);",
       "allow if next(0, $x);", ""},
      {"shared facts", "user(\"alice\");", "check if resource($r), in_folder($r, \"public\");",
       "allow if user($u), resource($r), member($u, $g), in_folder($r, $f), right($g, $f);", "resource(\"plan\");",
       "member(\"alice\", \"staff\"); in_folder(\"plan\", \"public\"); right(\"staff\", \"public\");"},
  };
}

const crypto::PrivateKey& Root() {
  static const crypto::PrivateKey root = crypto::FixedKey(crypto::Algorithm::kEd25519, 1);
  return root;
}

std::shared_ptr<const engine::FactBase> BaseOf(const std::string& facts) {
  engine::FactBaseBuilder builder;
  REQUIRE(parser::ParseFacts(facts, [&](const engine::Fact& fact) { return builder.Add(fact); }).ok());
  return std::move(builder).Build();
}

Authorizer AuthorizerOf(const Row& row) {
  AuthorizerOptions options;
  if (!row.shared.empty()) options.facts = BaseOf(row.shared);
  return *Authorizer::Create(*parser::ParseAuthorizer(row.policy), std::move(options));
}

UnverifiedBiscuit TokenOf(const Row& row) {
  return *Append(*Issue(*parser::ParseBlock(row.authority), Root()), *parser::ParseBlock(row.block));
}

// `decide` must be true each time. The first times may allocate: the token is compiled, the arena finds its size.
template <typename F>
void CheckAllocatesNothing(const F& decide) {
  for (int i = 0; i < 8; ++i) REQUIRE(decide());
  const uint64_t before = testing::ThreadHeapUse().allocations;
  bool allowed = true;
  for (int i = 0; i < 10; ++i) allowed = decide() && allowed;
  CHECK(testing::ThreadHeapUse().allocations == before);
  CHECK(allowed);
}

TEST_CASE("deciding again about a verified token allocates nothing") {
  for (const Row& row : Rows()) {
    CAPTURE(row.name);
    const Biscuit token = *Biscuit::Verify(TokenOf(row), SingleRootKey(Root().public_key()));
    const Authorizer authorizer = AuthorizerOf(row);
    const std::vector<engine::Fact> request = parser::ParseBlock(row.request)->facts;
    CheckAllocatesNothing([&] {
      const absl::StatusOr<engine::Decision> decision = authorizer.Authorize(token, request);
      return decision.ok() && decision->allowed();
    });
  }
}

TEST_CASE("verifying and deciding about the text of a token that a cache knows allocates nothing") {
  const RootKeyLookup lookup = SingleRootKey(Root().public_key());
  for (const Row& row : Rows()) {
    CAPTURE(row.name);
    VerifiedCache cache;
    const std::string text = TokenOf(row).ToText();
    const Authorizer authorizer = AuthorizerOf(row);
    const std::vector<engine::Fact> request = parser::ParseBlock(row.request)->facts;
    CheckAllocatesNothing([&] {
      const absl::StatusOr<Biscuit> token = Biscuit::VerifyText(text, lookup, {.limits = {}, .cache = &cache});
      const absl::StatusOr<engine::Decision> decision = authorizer.Authorize(*token, request);
      return decision.ok() && decision->allowed();
    });
  }
}

TEST_CASE("tokens that come and go through a cache leave nothing behind") {
  const Row row = Rows().front();
  const Authorizer authorizer = AuthorizerOf(row);
  const std::vector<engine::Fact> request = parser::ParseBlock(row.request)->facts;
  VerifiedCache cache(64 << 10);  // a few tokens
  const auto let_pass = [&](int tokens) {
    for (int i = 0; i < tokens; ++i) {
      const Biscuit token = *Biscuit::Verify(TokenOf(row), SingleRootKey(Root().public_key()), &cache);
      REQUIRE(authorizer.Authorize(token, request)->allowed());
    }
    return testing::ThreadHeapUse().live_bytes;
  };
  const size_t after_some = let_pass(300);
  CHECK(let_pass(1000) < after_some + (64 << 10));
}

}  // namespace
}  // namespace hardtack::token
