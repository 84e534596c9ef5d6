// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verification as an identity and as bearer, and every refusal with its place in the order.

#include "hardtack/identity/verify.h"

#include <set>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/shapes.h"
#include "hardtack/token/builder.h"
#include "hardtack/wire/envelope.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {
namespace {

const std::string kAlice = R"(subject("alice"); check if actor($a), $a == "alice" || $a.starts_with("alice" + ":"); )"
                           "check if time($time), $time < 1700028800;";
const std::string kAgent = R"(check if actor($a), $a == "alice:agent" || $a.starts_with("alice:agent" + ":");)";

IssueRequest InDomain(const std::string& domain) {
  IssueRequest request = AliceRequest();
  request.domain = domain;
  return request;
}

// The token with one bit of its last signature flipped.
token::UnverifiedBiscuit Tampered(const token::UnverifiedBiscuit& token) {
  std::string bytes(token.bytes());
  const std::string id = token.RevocationIds().back();
  const size_t at = bytes.rfind(id);
  REQUIRE(at != std::string::npos);
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  return Value(token::UnverifiedBiscuit::FromBytes(bytes));
}

TEST_CASE("a delegated chain verifies as its deepest name and as what is below it") {
  const token::UnverifiedBiscuit worker = Delegated1h(Delegated1h(Alice(), "alice:agent"), "alice:agent:worker");
  const Verified bearer = Accepted(VerifyBearer(worker));
  CHECK(bearer.identity == "alice:agent:worker");
  CHECK(bearer.lineage.depth() == 2);
  CHECK(bearer.lineage.rows[0].delegating_key == RootKey().public_key());
  CHECK(Accepted(VerifyAs(worker, "alice:agent:worker")).identity == "alice:agent:worker");
  CHECK(Accepted(VerifyAs(worker, "alice:agent:worker:7")).identity == "alice:agent:worker:7");
}

TEST_CASE("a delegated token is not its parent, its sibling, or a longer name without a colon") {
  const token::UnverifiedBiscuit agent = Delegated1h(Alice(), "alice:agent");
  CHECK(RefusalIn<IdentityMismatch>(VerifyAs(agent, "alice")) == IdentityMismatch{"alice:agent", "alice", 1});
  CHECK(RefusalIn<IdentityMismatch>(VerifyAs(agent, "alice:other")) ==
        IdentityMismatch{"alice:agent", "alice:other", 1});
  CHECK(RefusalIn<IdentityMismatch>(VerifyAs(agent, "alice:agent2")) ==
        IdentityMismatch{"alice:agent", "alice:agent2", 1});
  CHECK(RefusalIn<IdentityMismatch>(VerifyAs(agent, "alice2")) == IdentityMismatch{"alice", "alice2", 0});
  CHECK(RefusalIn<IdentityMismatch>(VerifyAs(agent, "bob")) == IdentityMismatch{"alice", "bob", 0});
}

TEST_CASE("a leaf is its own name and nothing below") {
  IssueRequest request = AliceRequest();
  request.leaf = true;
  const token::UnverifiedBiscuit leaf = Issued(request);
  CHECK(Accepted(VerifyAs(leaf, "alice")).lineage.kind == Kind::kLeafIdentity);
  CHECK(RefusalIn<IdentityMismatch>(VerifyAs(leaf, "alice:x")) == IdentityMismatch{"alice", "alice:x", 0});
}

TEST_CASE("a block below a leaf is refused though each block alone is well-formed") {
  const token::UnverifiedBiscuit token =
      TokenOf({kAlice, R"(check if actor($a), $a == "alice:x";)", R"(check if actor($a), $a == "alice:x:y";)"});
  const NotDelegatable expected{"alice:x", 2, NotDelegatable::Reason::kLeaf};
  CHECK(RefusalIn<NotDelegatable>(VerifyBearer(token)) == expected);
  CHECK(RefusalIn<NotDelegatable>(VerifyAs(token, "alice:x")) == expected);
}

TEST_CASE("the moment of expiry is expired") {
  const token::UnverifiedBiscuit agent = Delegated1h(Alice(), "alice:agent");
  const int64_t expiry = kNow + kHour;
  CHECK(Accepted(VerifyRequested(agent, {expiry - 1, std::nullopt, std::nullopt})).identity == "alice:agent");
  const auto verdict = VerifyRequested(agent, {expiry, std::nullopt, std::nullopt});
  CHECK(RefusalIn<Expired>(verdict) == Expired{expiry, expiry, 1, 1});
}

TEST_CASE("a token that never expires is refused unless the verifier allows it (hole 10)") {
  const token::UnverifiedBiscuit token = TokenOf({R"(subject("alice"); check if actor($a), $a == "alice";)"});
  RefusalIn<NoExpiry>(VerifyBearer(token));
  VerifierOptions options;
  options.allow_no_expiry = true;
  CHECK(Accepted(VerifyBearer(token, options)).identity == "alice");
}

TEST_CASE("a restriction bounds the life of the same identity") {
  const token::UnverifiedBiscuit token = TokenOf({kAlice, "check if time($time), $time < 1700000005;"});
  CHECK(Accepted(VerifyBearer(token)).identity == "alice");
  CHECK(RefusalIn<Expired>(VerifyRequested(token, {1700000005, std::nullopt, std::nullopt})).block == 1);
}

TEST_CASE("tokens of other kinds are refused though their checks hold (hole 1)") {
  for (const char* authority : {"check if time($time), $time < 1800000000;", R"(right("alice", "file1", "read");)",
                                R"(subject("alice"); check if time($time), $time < 1800000000;)"}) {
    CAPTURE(authority);
    CHECK(RefusalIn<WrongKind>(VerifyAs(TokenOf({authority}), "alice")) == WrongKind{"identity", "unknown"});
  }
}

TEST_CASE("a check that only looks like a delegation names nobody, and the bearer stays the parent (hole 4)") {
  const token::UnverifiedBiscuit token = TokenOf({kAlice, R"(check if actor($a), $a == "alice:x" || true;)"});
  const Verified bearer = Accepted(VerifyBearer(token));
  CHECK(bearer.identity == "alice");
  CHECK(bearer.lineage.rows[1].kind == BlockKind::kOtherRestriction);
}

TEST_CASE("a later block that states or derives an ambient predicate is refused (hole 12)") {
  for (const char* predicate : {"actor", "subject", "time", "domain", "resource", "operation", "right", "prefix"}) {
    CAPTURE(predicate);
    const std::string name(predicate);
    const ForgedFact expected{2, name};
    CHECK(RefusalIn<ForgedFact>(VerifyBearer(TokenOf({kAlice, kAgent, name + "(\"alice:agent\"); " + kAgent}))) ==
          expected);
    CHECK(RefusalIn<ForgedFact>(VerifyBearer(TokenOf({kAlice, kAgent, name + "($s) <- subject($s); " + kAgent}))) ==
          expected);
  }
}

TEST_CASE("a delegation that satisfies its own check with an actor fact does not narrow, and is refused (hole 12)") {
  const token::UnverifiedBiscuit token = TokenOf({kAlice, R"(actor("alice:agent"); )" + kAgent});
  CHECK(RefusalIn<ForgedFact>(VerifyAs(token, "alice")) == ForgedFact{1, "actor"});
}

TEST_CASE("names that are not fit are refused on verification (hole 11)") {
  struct Case {
    std::string name, why;
  };
  const Case cases[] = {{"alice:x::y", "empty segment"},
                        {"alice:x:", "empty segment"},
                        {"alice:\x1b[2J", "control character"},
                        {"alice:" + std::string(1100, 'x'), "longer than 1024 bytes"}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    engine::Block block;
    block.checks.push_back(BuildNameCheck({c.name, false}));
    const token::UnverifiedBiscuit token = Value(token::Append(Alice(), block));
    CHECK(RefusalIn<InvalidName>(VerifyBearer(token)) == InvalidName{"block 1", c.why});
    CHECK(RefusalIn<InvalidName>(VerifyAs(Alice(), c.name)) == InvalidName{"identity", c.why});
  }
  CHECK(RefusalIn<InvalidName>(VerifyRequested(Alice(), {kNow, "alice", "a:"})) ==
        InvalidName{"domain", "empty segment"});
}

TEST_CASE("a token bound to a domain holds only there") {
  const token::UnverifiedBiscuit token = Issued(InDomain("prod"));
  CHECK(Accepted(VerifyRequested(token, {kNow, "alice", "prod"})).lineage.domain == "prod");
  CHECK(RefusalIn<DomainMismatch>(VerifyRequested(token, {kNow, "alice", "test"})) == DomainMismatch{"prod", "test"});
  CHECK(RefusalIn<DomainMismatch>(VerifyRequested(token, {kNow, "alice", std::nullopt})) ==
        DomainMismatch{"prod", std::nullopt});
}

TEST_CASE("a token bound to no domain is fine in any, unless the verifier requires the binding") {
  CHECK(Accepted(VerifyRequested(Alice(), {kNow, "alice", "prod"})).identity == "alice");
  VerifierOptions options;
  options.require_domain = true;
  CHECK(RefusalIn<DomainMismatch>(VerifyRequested(Alice(), {kNow, "alice", "prod"}, options)) ==
        DomainMismatch{std::nullopt, "prod"});
}

TEST_CASE("every other restriction has to hold") {
  const token::UnverifiedBiscuit token = TokenOf({kAlice, R"(check if resource("file1");)"});
  CHECK(RefusalIn<CheckFailed>(VerifyBearer(token)) == CheckFailed{1, 0, R"(check if resource("file1"))"});
}

TEST_CASE("another key's token and a changed token have an invalid signature, in the block that was changed") {
  const token::UnverifiedBiscuit agent = Delegated1h(Alice(), "alice:agent");
  CHECK(RefusalIn<InvalidSignature>(VerifyBearer(Tampered(agent))) == InvalidSignature{1});
  const crypto::PrivateKey other = crypto::PrivateKey::Generate();
  const Verifier verifier = Value(Verifier::Create(token::SingleRootKey(other.public_key())));
  CHECK(RefusalIn<InvalidSignature>(Value(verifier.Verify(agent, {kNow, "alice", std::nullopt}))) ==
        InvalidSignature{0});
}

TEST_CASE("a token with blocks cut off has an invalid signature in what is its last block") {
  const token::UnverifiedBiscuit agent = Delegated1h(Alice(), "alice:agent");
  const std::vector<std::string_view> raw_blocks = {agent.raw_block(0)};
  const std::string_view secret = std::get<crypto::NextSecret>(agent.proof()).bytes;
  const std::string bytes = wire::EncodeEnvelope(std::nullopt, raw_blocks, {wire::ProofKind::kNextSecret, secret});
  const token::UnverifiedBiscuit cut = Value(token::UnverifiedBiscuit::FromBytes(bytes));
  CHECK(RefusalIn<InvalidSignature>(VerifyBearer(cut)) == InvalidSignature{0});
}

TEST_CASE("a token whose root key nobody knows is refused with its key id") {
  const Verifier verifier = Value(Verifier::Create([](std::optional<uint32_t>) -> absl::StatusOr<crypto::PublicKey> {
    return Error(ErrorKind::kUnknownRootKey, "no such key");
  }));
  IssueRequest request = AliceRequest();
  request.root_key_id = 3;
  CHECK(RefusalIn<UnknownKey>(Value(verifier.Verify(Issued(request), {kNow, "alice", std::nullopt}))) == UnknownKey{3});
}

TEST_CASE("of several refusals the first of the published order is given") {
  const std::string forged = R"(actor("x"); )";
  const std::string bad_name = R"(check if actor($a), $a == "alice:x::y"; )";
  const std::string expired = "check if time($time), $time < 1; ";
  const std::string other = "check if false; ";

  CHECK(RefusalIn<InvalidSignature>(VerifyBearer(Tampered(TokenOf({"right(1);", forged + expired})))).block == 1);
  RefusalIn<WrongKind>(VerifyBearer(TokenOf({"right(1);", forged, bad_name + expired})));
  RefusalIn<ForgedFact>(VerifyBearer(TokenOf({kAlice, bad_name + expired, forged + other})));
  RefusalIn<ForgedFact>(VerifyAs(TokenOf({kAlice, forged}), "a::b"));
  RefusalIn<InvalidName>(VerifyBearer(TokenOf({kAlice, bad_name + expired + other})));
  RefusalIn<Expired>(VerifyAs(TokenOf({kAlice, expired + other}), "bob"));
  RefusalIn<NoExpiry>(VerifyAs(TokenOf({R"(subject("alice"); check if actor($a), $a == "alice";)", other}), "bob"));
}

TEST_CASE("64 delegations verify, one more is refused, and the verifier may set another bound") {
  std::vector<std::string> blocks = {kAlice};
  std::string name = "alice";
  for (int i = 0; i < 64; ++i) {
    name += ":a";
    blocks.push_back("check if actor($a), $a == \"" + name + "\" || $a.starts_with(\"" + name + "\" + \":\");");
  }
  CHECK(Accepted(VerifyBearer(TokenOf(blocks))).identity == name);
  VerifierOptions options;
  options.max_depth = 63;
  CHECK(RefusalIn<LimitReached>(VerifyBearer(TokenOf(blocks), options)) == LimitReached{"delegation depth", 63});
  blocks.push_back("check if actor($a), $a == \"" + name + ":a\";");
  CHECK(RefusalIn<LimitReached>(VerifyBearer(TokenOf(blocks))) == LimitReached{"delegation depth", 64});
  options.max_depth = 65;
  CHECK(Accepted(VerifyBearer(TokenOf(blocks), options)).lineage.depth() == 65);
}

TEST_CASE("what evaluation cannot finish is a Status, not a refusal") {
  const Verifier verifier = Value(Verifier::Create(RootLookup()));
  const auto result = verifier.Verify(TokenOf({kAlice, "check if 1 / 0 == 1;"}), {kNow, "alice", std::nullopt});
  REQUIRE_FALSE(result.ok());
  CHECK(hardtack::KindOf(result.status()) == ErrorKind::kDivideByZero);
}

TEST_CASE("a root key of the other algorithm is a wrong key, and the token is not called malformed") {
  const crypto::PrivateKey p256 =
      Value(crypto::PrivateKey::FromBytes(crypto::Algorithm::kSecp256r1, std::string(32, 5)));
  const Verifier other = Value(Verifier::Create(token::SingleRootKey(p256.public_key())));
  CHECK(RefusalIn<InvalidSignature>(Value(other.Verify(Alice(), {kNow, {}, {}}))) == InvalidSignature{0});
  const token::UnverifiedBiscuit by_p256 = Accepted(Value(Issue(AliceRequest(), p256)));
  CHECK(RefusalIn<InvalidSignature>(VerifyBearer(by_p256)) == InvalidSignature{0});
}

TEST_CASE("every refusal has a name and a text of its own") {
  const std::vector<Refusal> refusals = {UnknownKey{},
                                         Banned{"alice", std::nullopt, 0, 1, "stolen"},
                                         InvalidSignature{},
                                         WrongKind{},
                                         ForgedFact{},
                                         InvalidName{},
                                         NoExpiry{},
                                         Expired{},
                                         IdentityMismatch{"alice", "bob", 0},
                                         NotDelegatable{},
                                         DomainMismatch{"prod", "test"},
                                         RightsDenied{},
                                         ChainIncomplete{},
                                         PartyMissing{},
                                         CheckFailed{},
                                         LimitReached{}};
  std::set<std::string> names;
  std::set<std::string> texts;
  for (const Refusal& refusal : refusals) {
    names.emplace(RefusalName(refusal));
    texts.insert(Describe(refusal));
  }
  CHECK(names.size() == std::variant_size_v<Refusal>);
  CHECK(texts.size() == std::variant_size_v<Refusal>);
}

}  // namespace
}  // namespace hardtack::identity
