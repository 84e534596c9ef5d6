// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Attestors: the blocks they add, and when they refuse to.

#include "hardtack/identity/attest.h"

#include <string>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/identity/attestation.h"
#include "hardtack/token/builder.h"
#include "tests/identity/authorizations.h"

namespace hardtack::identity {
namespace {

const crypto::PrivateKey& Key() {
  static const crypto::PrivateKey key = AttestorKey(1);
  return key;
}

Grant EveryRole() {
  Grant grant = AliceReads();
  grant.prefix_key = AttestorOf("", Key()).key;
  grant.chain = {AttestorOf("gateway", Key())};
  grant.parties = {AttestorOf("legal", Key()), AttestorOf("finance", Key())};
  return grant;
}

std::string LastBlock(const token::UnverifiedBiscuit& token) {
  const auto blocks = Value(token.DecodeBlocks());
  const auto last = static_cast<engine::BlockId>(blocks.size() - 1);
  REQUIRE(token.signer(last) != nullptr);
  CHECK(*token.signer(last) == Key().public_key());
  return engine::ToString(blocks.back().block);
}

TEST_CASE("each role adds the statements that published clients write, signed by its key") {
  const token::UnverifiedBiscuit token = IssuedGrant(EveryRole());
  CHECK(LastBlock(Accepted(Value(AttestNode(token, Key())))) == "service(\"docs/plan\");\n");
  CHECK(LastBlock(Accepted(Value(AttestParty(token, Key())))) == "namespace(\"legal\");\nnamespace(\"finance\");\n");
  CHECK(LastBlock(Accepted(Value(AttestPrefix(token, "docs", Key())))) ==
        "prefix_added(true);\ncheck if prefix(\"docs\");\n");
}

TEST_CASE("whoever the token asks nothing of attests nothing") {
  const token::UnverifiedBiscuit token = IssuedGrant(AliceReads());
  const std::string key = KeyText(Key());
  CHECK(std::string(AttestNode(token, Key()).status().message()) == "the token asks for no node of the key: " + key);
  CHECK(std::string(AttestParty(token, Key()).status().message()) == "the token asks for no party of the key: " + key);
  CHECK(std::string(AttestPrefix(token, "docs", Key()).status().message()) ==
        "the token asks for no prefix of the key: " + key);
}

TEST_CASE("only authorization tokens are attested, and none that is sealed") {
  CHECK(RefusalIn<WrongKind>(Value(AttestNode(Alice(), Key()))) == WrongKind{"authorization", "identity"});
  CHECK(RefusalIn<WrongKind>(Value(AttestParty(Alice(), Key()))) == WrongKind{"authorization", "identity"});
  CHECK(RefusalIn<WrongKind>(Value(AttestPrefix(Alice(), "docs", Key()))) == WrongKind{"authorization", "identity"});
  const token::UnverifiedBiscuit sealed = Value(token::Seal(IssuedGrant(EveryRole())));
  CHECK(KindOf(AttestNode(sealed, Key()).status()) == ErrorKind::kSealed);
}

TEST_CASE("a prefix that does not cover the token's resource, or is no text, is refused when it is added") {
  const token::UnverifiedBiscuit token = IssuedGrant(EveryRole());
  RefusalIn<RightsDenied>(Value(AttestPrefix(token, "other", Key())));
  CHECK(RefusalIn<InvalidName>(Value(AttestPrefix(token, "\n", Key()))) == InvalidName{"prefix", "control character"});
}

TEST_CASE("prefixes cover at separators") {
  CHECK(Covers("a/b", "a/b"));
  CHECK(Covers("a/b", "a/b/c"));
  CHECK(Covers("a/b/", "a/b"));
  CHECK(Covers("a/b/", "a/b/c"));
  CHECK(!Covers("a/b", "a/bc"));
  CHECK(!Covers("a/b/c", "a/b"));
  CHECK(!Covers("", "a"));
  CHECK(!Covers("", ""));
  CHECK(!Covers("", "/a"));
  CHECK(!Covers("/", "a"));
  CHECK(Covers("/", "/"));
  CHECK(Covers("/", "/a"));
  CHECK(Covers("//", "//a"));
  CHECK(!Covers("//", "/a"));
}

TEST_CASE("only the exact check is read as a prefix") {
  const auto check = [](const std::string& text) { return BlockOf(text + ";").checks.at(0); };
  CHECK(ReadPrefixCheck(check(R"(check if prefix("docs"))")) == "docs");
  for (const char* text :
       {R"(check if prefix("docs"), true)", R"(check if prefix("docs") or true)", "check if prefix(1)",
        R"(check all prefix("docs"))", R"(check if prefix("docs") trusting previous)"}) {
    CAPTURE(text);
    CHECK(!ReadPrefixCheck(check(text)).has_value());
  }
}

}  // namespace
}  // namespace hardtack::identity
