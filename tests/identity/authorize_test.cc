// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authorization tokens: who may do what, and every refusal.

#include "hardtack/identity/authorize.h"

#include <functional>
#include <string>
#include <vector>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "tests/identity/authorizations.h"

namespace hardtack::identity {
namespace {

AuthorizationRequest Asks(const std::function<void(AuthorizationRequest&)>& change) {
  AuthorizationRequest request = AliceAsks();
  change(request);
  return request;
}

const std::string kRight = R"(right("alice", "docs/plan", "read"); )";
const std::string kRightCheck = "check if subject($sub), resource($res), operation($op), right($sub, $res, $op); ";
const std::string kTime = "check if time($time), $time < 1700003600; ";

TEST_CASE("the subject may do the operation on the resource, and nothing else") {
  const token::UnverifiedBiscuit token = IssuedGrant(AliceReads());
  const Authorized authorized = Accepted(Authorize(token, AliceAsks()));
  CHECK(authorized.grant == AliceReads());
  CHECK(authorized.expires == Expiry{kNow + kHour, 0, 1});
  CHECK(RefusalIn<RightsDenied>(Authorize(token, Asks([](auto& r) { r.subject = "bob"; }))) ==
        RightsDenied{"bob", "docs/plan", "read"});
  CHECK(RefusalIn<RightsDenied>(Authorize(token, Asks([](auto& r) { r.resource = "docs"; }))) ==
        RightsDenied{"alice", "docs", "read"});
  CHECK(RefusalIn<RightsDenied>(Authorize(token, Asks([](auto& r) { r.operation = "write"; }))) ==
        RightsDenied{"alice", "docs/plan", "write"});
  RefusalIn<RightsDenied>(Authorize(token, Asks([](auto& r) { r.subject = "alice:agent"; })));
}

TEST_CASE("without a subject the token is a capability of its bearer, for the same right") {
  const token::UnverifiedBiscuit token = IssuedGrant(AliceReads());
  Accepted(Authorize(token, Asks([](auto& r) { r.subject.reset(); })));
  const auto other = Asks([](auto& r) { r.subject.reset(), r.operation = "write"; });
  CHECK(RefusalIn<RightsDenied>(Authorize(token, other)) == RightsDenied{std::nullopt, "docs/plan", "write"});
}

TEST_CASE("the moment of expiry is expired, in any century") {
  const token::UnverifiedBiscuit token = IssuedGrant(AliceReads());
  Accepted(Authorize(token, Asks([](auto& r) { r.now = kNow + kHour - 1; })));
  CHECK(RefusalIn<Expired>(Authorize(token, Asks([](auto& r) { r.now = kNow + kHour; }))) ==
        Expired{kNow + kHour, kNow + kHour, 0, 1});
  // 2106 is beyond 32 bits of seconds, 2125 is what published tests use.
  for (const int64_t year : {4'300'000'000, 4'900'000'000}) {
    const token::UnverifiedBiscuit late =
        Accepted(Value(IssueAuthorization({AliceReads(), year, kHour, std::nullopt}, RootKey())));
    Accepted(Authorize(late, Asks([&](auto& r) { r.now = year + kHour - 1; })));
    RefusalIn<Expired>(Authorize(late, Asks([&](auto& r) { r.now = year + kHour; })));
  }
}

TEST_CASE("a token without expiry is refused unless the verifier allows it (hole 10)") {
  const token::UnverifiedBiscuit token = TokenOf({kRight + kRightCheck});
  RefusalIn<NoExpiry>(Authorize(token, AliceAsks()));
  Accepted(Authorize(token, AliceAsks(), {.allow_no_expiry = true}));
}

TEST_CASE("identity, capability, context and old authorization tokens are of the wrong kind (holes 1 to 3)") {
  const std::string capability = kRight + "check if resource($res), operation($op), right($sub, $res, $op); " + kTime;
  const auto found = [](const token::UnverifiedBiscuit& token) {
    return RefusalIn<WrongKind>(Authorize(token, AliceAsks()));
  };
  CHECK(found(TokenOf({capability})) == WrongKind{"authorization", "capability"});
  CHECK(found(TokenOf({kRight + kTime})) == WrongKind{"authorization", "unknown"});
  CHECK(found(TokenOf({kTime})) == WrongKind{"authorization", "unknown"});
  CHECK(found(TokenOf({R"(context("alice"); exposed_label("secret"); )" + kTime})) ==
        WrongKind{"authorization", "context"});
  CHECK(found(Alice()) == WrongKind{"authorization", "identity"});
  CHECK(RefusalIn<WrongKind>(VerifyBearer(IssuedGrant(AliceReads()))) == WrongKind{"identity", "authorization"});
  CHECK(RefusalIn<WrongKind>(VerifyBearer(TokenOf({capability}))) == WrongKind{"identity", "capability"});
}

TEST_CASE("a later block that grants itself what the verifier says is refused (hole 12)") {
  for (const char* fact : {R"(right("bob", "docs/plan", "read"))", R"(subject("alice"))", R"(resource("docs/plan"))",
                           R"(operation("read"))", "time(0)", R"(domain("prod"))", R"(prefix("docs"))"}) {
    CAPTURE(fact);
    RefusalIn<ForgedFact>(Authorize(TokenOf({kRight + kRightCheck + kTime, std::string(fact) + ";"}), AliceAsks()));
  }
}

TEST_CASE("a domain must be the request's") {
  Grant grant = AliceReads();
  grant.domain = "prod";
  const token::UnverifiedBiscuit token = IssuedGrant(grant);
  Accepted(Authorize(token, Asks([](auto& r) { r.domain = "prod"; })));
  CHECK(RefusalIn<DomainMismatch>(Authorize(token, AliceAsks())) == DomainMismatch{"prod", std::nullopt});
  CHECK(RefusalIn<DomainMismatch>(Authorize(token, Asks([](auto& r) { r.domain = "test"; }))) ==
        DomainMismatch{"prod", "test"});
  const token::UnverifiedBiscuit unbound = IssuedGrant(AliceReads());
  Accepted(Authorize(unbound, Asks([](auto& r) { r.domain = "prod"; })));
  CHECK(RefusalIn<DomainMismatch>(Authorize(unbound, Asks([](auto& r) { r.domain = "prod"; }),
                                            {.require_domain = true})) == DomainMismatch{std::nullopt, "prod"});
}

TEST_CASE("a party that has not signed off is named, with its key") {
  const crypto::PrivateKey legal = AttestorKey(3), finance = AttestorKey(4);
  Grant grant = AliceReads();
  grant.parties = {AttestorOf("legal", legal), AttestorOf("finance", finance)};
  token::UnverifiedBiscuit token = IssuedGrant(grant);
  CHECK(RefusalIn<PartyMissing>(Authorize(token, AliceAsks())) == PartyMissing{"legal", KeyText(legal)});
  token = Accepted(Value(AttestParty(token, legal)));
  CHECK(RefusalIn<PartyMissing>(Authorize(token, AliceAsks())) == PartyMissing{"finance", KeyText(finance)});
  Accepted(Authorize(Accepted(Value(AttestParty(token, finance))), AliceAsks()));
}

TEST_CASE("nobody signs off for another: not first-party, not with another key") {
  Grant grant = AliceReads();
  grant.parties = {AttestorOf("legal", AttestorKey(3))};
  const token::UnverifiedBiscuit token = IssuedGrant(grant);
  RefusalIn<PartyMissing>(Authorize(Attested(token, R"(namespace("legal");)", AttestorKey(4)), AliceAsks()));
  RefusalIn<PartyMissing>(Authorize(Attested(token, R"(namespace("other");)", AttestorKey(3)), AliceAsks()));
  const token::UnverifiedBiscuit self =
      TokenOf({engine::ToString(BuildGrant(grant, kNow + kHour)), R"(namespace("legal");)"});
  RefusalIn<PartyMissing>(Authorize(self, AliceAsks()));
}

Grant Stub() {
  Grant grant = AliceReads();
  grant.prefix_key = AttestorOf("", AttestorKey(9)).key;
  return grant;
}

token::UnverifiedBiscuit WithPrefix(const std::string& prefix) {
  return Attested(IssuedGrant(Stub()), "prefix_added(true); check if prefix(\"" + prefix + "\");", AttestorKey(9));
}

TEST_CASE("a prefix covers the resource only at a separator (hole 6)") {
  for (const char* prefix : {"docs", "docs/", "docs/plan", "docs/plan/"}) {
    CAPTURE(prefix);
    Accepted(Authorize(WithPrefix(prefix), AliceAsks()));
  }
  const auto absolute = Asks([](auto& r) { r.resource = "/docs/plan"; });
  Grant grant = Stub();
  grant.right.resource = "/docs/plan";
  const token::UnverifiedBiscuit token = IssuedGrant(grant);
  Accepted(Authorize(Attested(token, R"(prefix_added(true); check if prefix("/");)", AttestorKey(9)), absolute));
  RefusalIn<RightsDenied>(
      Authorize(Attested(token, R"(prefix_added(true); check if prefix("");)", AttestorKey(9)), absolute));
  for (const char* prefix : {"doc", "docs/pla", "docs/plan/a", "other", "/", ""}) {
    CAPTURE(prefix);
    CHECK(RefusalIn<RightsDenied>(Authorize(WithPrefix(prefix), AliceAsks())) ==
          RightsDenied{"alice", "docs/plan", "read"});
  }
}

TEST_CASE("a service that expects a prefix refuses another one") {
  Accepted(Authorize(WithPrefix("docs"), Asks([](auto& r) { r.prefix = "docs/"; })));
  RefusalIn<RightsDenied>(Authorize(WithPrefix("docs"), Asks([](auto& r) { r.prefix = "docs/plan"; })));
}

TEST_CASE("without a prefix by the holder of its key a stub is worth nothing") {
  const PartyMissing expected{"prefix", KeyText(AttestorKey(9))};
  const token::UnverifiedBiscuit stub = IssuedGrant(Stub());
  CHECK(RefusalIn<PartyMissing>(Authorize(stub, AliceAsks())) == expected);
  const std::string block = R"(prefix_added(true); check if prefix("docs");)";
  CHECK(RefusalIn<PartyMissing>(Authorize(Attested(stub, block, AttestorKey(8)), AliceAsks())) == expected);
  CHECK(RefusalIn<PartyMissing>(Authorize(Attested(stub, "prefix_added(true);", AttestorKey(9)), AliceAsks())) ==
        expected);
}

TEST_CASE("a caller cannot state for its client what somebody else must attest (hole 7)") {
  Grant grant = Stub();
  grant.parties = {AttestorOf("legal", AttestorKey(3))};
  const AuthorizationVerifier verifier = Value(AuthorizationVerifier::Create(RootLookup()));
  for (const char* fact : {"designation(1)", "activation(1)", "prefix_added(true)", R"(namespace("legal"))",
                           R"(service("docs/plan"))", R"(node("docs/plan", "gateway"))", R"(subject("alice"))"}) {
    CAPTURE(fact);
    const auto request = Asks([&](auto& r) { r.facts = BlockOf(std::string(fact) + ";").facts; });
    const absl::Status status = verifier.Verify(IssuedGrant(grant), request).status();
    CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
  }
}

TEST_CASE("facts of the request meet further checks of a token") {
  const token::UnverifiedBiscuit token = TokenOf({kRight + kRightCheck + kTime, R"(check if ip("10.0.0.1");)"});
  CHECK(RefusalIn<CheckFailed>(Authorize(token, AliceAsks())) == CheckFailed{1, 0, R"(check if ip("10.0.0.1"))"});
  Accepted(Authorize(token, Asks([](auto& r) { r.facts = BlockOf(R"(ip("10.0.0.1");)").facts; })));
}

TEST_CASE("names that are not fit are refused, in the token and in the request (hole 11)") {
  const auto where = [](const Verdict<Authorized>& verdict) { return RefusalIn<InvalidName>(verdict); };
  const token::UnverifiedBiscuit token = IssuedGrant(AliceReads());
  CHECK(where(Authorize(token, Asks([](auto& r) { r.subject = "a::b"; }))) == InvalidName{"subject", "empty segment"});
  CHECK(where(Authorize(token, Asks([](auto& r) { r.resource = "a\n"; }))) ==
        InvalidName{"resource", "control character"});
  CHECK(where(Authorize(token, Asks([](auto& r) { r.operation = ""; }))) == InvalidName{"operation", "empty name"});
  CHECK(where(Authorize(token, Asks([](auto& r) { r.prefix = "\xff"; }))) == InvalidName{"prefix", "not UTF-8"});
  CHECK(where(Authorize(token, Asks([](auto& r) { r.domain = "a:"; }))) == InvalidName{"domain", "empty segment"});
  CHECK(where(Authorize(TokenOf({R"(right("a:", "b", "c"); )" + kRightCheck + kTime}), AliceAsks())) ==
        InvalidName{"block 0", "empty segment"});
  const std::string key = " trusting " + KeyText(AttestorKey(3)) + "; ";
  const auto option = [&](const std::string& statement) {
    return where(Authorize(TokenOf({kRight + kRightCheck + kTime + statement}), AliceAsks()));
  };
  CHECK(option(R"(check if namespace(""))" + key) == InvalidName{"block 0", "empty name"});
  CHECK(option(R"(check if namespace("legal"))" + key + "check if namespace(\"a\x7f\")" + key) ==
        InvalidName{"block 0", "control character"});
  CHECK(option(R"(node($s, "") <- service($s))" + key) == InvalidName{"block 0", "empty name"});
  CHECK(option(R"(check if domain("a::b");)") == InvalidName{"block 0", "empty segment"});
  for (const char* right : {R"(right("alice", "", "read"); )", R"(right("alice", "docs/plan", ""); )"}) {
    CAPTURE(right);
    CHECK(where(Authorize(TokenOf({right + kRightCheck + kTime}), AliceAsks())) ==
          InvalidName{"block 0", "empty name"});
  }
  // A colon in a resource separates nothing.
  Grant url = AliceReads();
  url.right.resource = "https://example.com:8080/";
  Accepted(Authorize(IssuedGrant(url), Asks([](auto& r) { r.resource = "https://example.com:8080/"; })));
}

TEST_CASE("issuing refuses names that verification would refuse") {
  const auto refusal = [](const std::function<void(Grant&)>& change) {
    Grant grant = AliceReads();
    change(grant);
    return RefusalIn<InvalidName>(Value(IssueAuthorization({grant, kNow, kHour, std::nullopt}, RootKey()))).where;
  };
  CHECK(refusal([](Grant& g) { g.right.subject = "alice:"; }) == "subject");
  CHECK(refusal([](Grant& g) { g.right.resource = ""; }) == "resource");
  CHECK(refusal([](Grant& g) { g.right.operation = "\x7f"; }) == "operation");
  CHECK(refusal([](Grant& g) { g.domain = "a::b"; }) == "domain");
  CHECK(refusal([](Grant& g) { g.chain = {AttestorOf("", AttestorKey(1))}; }) == "node");
  CHECK(refusal([](Grant& g) { g.parties = {AttestorOf("\xc0", AttestorKey(1))}; }) == "party");
}

TEST_CASE("a name with quotes and brackets stays one string, printed and read (hole 9)") {
  const std::string name = R"(x"); right("eve", "docs/plan", "read)";
  Grant grant = AliceReads();
  grant.right.subject = name;
  const token::UnverifiedBiscuit token = IssuedGrant(grant);
  RefusalIn<RightsDenied>(Authorize(token, Asks([](auto& r) { r.subject = "eve"; })));
  CHECK(Accepted(Authorize(token, Asks([&](auto& r) { r.subject = name; }))).grant == grant);
  const engine::Block block = Value(token.DecodeBlocks())[0].block;
  CHECK(BlockOf(engine::ToString(block)) == block);
}

TEST_CASE("of several reasons the first in the order of refusals is given") {
  Grant grant = AliceReads();
  grant.domain = "prod";
  grant.parties = {AttestorOf("legal", AttestorKey(3))};
  const token::UnverifiedBiscuit token = IssuedGrant(grant);
  const auto wrong = [](auto& r) { r.subject = "bob"; };
  RefusalIn<DomainMismatch>(Authorize(token, Asks(wrong)));
  RefusalIn<RightsDenied>(Authorize(token, Asks([&](auto& r) { wrong(r), r.domain = "prod"; })));
  RefusalIn<PartyMissing>(Authorize(token, Asks([](auto& r) { r.domain = "prod"; })));
  RefusalIn<Expired>(Authorize(token, Asks([&](auto& r) { wrong(r), r.now = kNow + kHour; })));
}

}  // namespace
}  // namespace hardtack::identity
