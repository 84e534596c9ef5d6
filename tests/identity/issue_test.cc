// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Issuing identities.

#include "hardtack/identity/issue.h"

#include <limits>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {
namespace {

std::string AuthorityText(const IssueRequest& request) {
  return engine::ToString(Value(Issued(request).DecodeBlocks())[0].block);
}

TEST_CASE("an issued identity has the published authority block") {
  CHECK(AuthorityText(AliceRequest()) ==
        "subject(\"alice\");\n"
        "check if actor($a), $a == \"alice\" || $a.starts_with(\"alice\" + \":\");\n"
        "check if time($time), $time < 1700028800;\n");
}

TEST_CASE("a leaf in a domain has the published authority block") {
  IssueRequest request = AliceRequest();
  request.leaf = true;
  request.domain = "prod";
  CHECK(AuthorityText(request) ==
        "subject(\"alice\");\n"
        "subject($d, $s) <- domain($d), subject($s);\n"
        "check if actor($a), $a == \"alice\";\n"
        "check if time($time), $time < 1700028800;\n"
        "check if domain(\"prod\");\n");
}

TEST_CASE("the root key id is the hint of the token") {
  IssueRequest request = AliceRequest();
  CHECK(Issued(request).root_key_id() == std::nullopt);
  request.root_key_id = 7;
  CHECK(Issued(request).root_key_id() == 7);
}

TEST_CASE("a P-256 root key signs identities too") {
  const crypto::PrivateKey root = crypto::PrivateKey::Generate(crypto::Algorithm::kSecp256r1);
  const token::UnverifiedBiscuit token = Accepted(Value(Issue(AliceRequest(), root)));
  const Verifier verifier = Value(Verifier::Create(token::SingleRootKey(root.public_key())));
  CHECK(Accepted(Value(verifier.Verify(token, {kNow, "alice", std::nullopt}))).identity == "alice");
}

TEST_CASE("a bad subject or domain is not issued") {
  IssueRequest request = AliceRequest();
  request.subject = "alice::x";
  CHECK(RefusalIn<InvalidName>(Value(Issue(request, RootKey()))) == InvalidName{"subject", "empty segment"});
  request.subject = "alice";
  request.domain = "prod\n";
  CHECK(RefusalIn<InvalidName>(Value(Issue(request, RootKey()))) == InvalidName{"domain", "control character"});
}

TEST_CASE("nothing is issued without an expiry in range (hole 10)") {
  IssueRequest request = AliceRequest();
  for (int64_t ttl : {int64_t{0}, int64_t{-1}, std::numeric_limits<int64_t>::max()}) {
    CAPTURE(ttl);
    request.ttl = ttl;
    const auto result = Issue(request, RootKey());
    REQUIRE_FALSE(result.ok());
    CHECK(hardtack::KindOf(result.status()) == ErrorKind::kInvalidArgument);
  }
}

}  // namespace
}  // namespace hardtack::identity
