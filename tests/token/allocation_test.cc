// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Counts heap allocations: deciding again about a verified token makes none. A program of its own, since operator new is
// replaced.

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/builder.h"
#include "tests/counting_allocator.h"
#include "tests/crypto/crypto_testing.h"

namespace hardtack::token {
namespace {

struct Row {
  const char* name;
  std::string authority, block, policy, request;
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
  };
}

TEST_CASE("deciding again about a verified token allocates nothing") {
  const crypto::PrivateKey root = crypto::FixedKey(crypto::Algorithm::kEd25519, 1);
  for (const Row& row : Rows()) {
    CAPTURE(row.name);
    const UnverifiedBiscuit issued = *Issue(*parser::ParseBlock(row.authority), root);
    const UnverifiedBiscuit narrowed = *Append(issued, *parser::ParseBlock(row.block));
    const Biscuit token = *Biscuit::Verify(narrowed, SingleRootKey(root.public_key()));
    const Authorizer authorizer = *Authorizer::Create(*parser::ParseAuthorizer(row.policy));
    const std::vector<engine::Fact> request = parser::ParseBlock(row.request)->facts;
    const auto decide = [&] {
      const absl::StatusOr<engine::Decision> decision = authorizer.Authorize(token, request);
      return decision.ok() && decision->allowed();
    };
    // The first time the token is compiled; then the arena finds its size.
    for (int i = 0; i < 8; ++i) REQUIRE(decide());
    const uint64_t before = testing::ThreadHeapUse().allocations;
    bool allowed = true;
    for (int i = 0; i < 10; ++i) allowed = decide() && allowed;
    CHECK(testing::ThreadHeapUse().allocations == before);
    CHECK(allowed);
  }
}

}  // namespace
}  // namespace hardtack::token
