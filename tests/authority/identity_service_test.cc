// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Identities for clients: who gets which token, for how long, and what is recorded of it.
#include "hardtack/authority/identity_service.h"

#include <functional>
#include <string>

#include "doctest/doctest.h"
#include "tests/authority/authority_testing.h"

namespace hardtack::authority {
namespace {

using Code = Denial::Code;
constexpr char kAlice[] = "uri:urn:hessra:alice";
constexpr char kShop[] = "uri:urn:shop";

IssuedIdentity Granted(const Answer<IssuedIdentity>& answer) {
  if (const auto* denial = std::get_if<Denial>(&answer.result)) FAIL(denial->message);
  CHECK(answer.event.allowed);
  CHECK(answer.event.issued.size() == 1);
  return std::get<IssuedIdentity>(answer.result);
}

Denial Refused(const Answer<IssuedIdentity>& answer) {
  REQUIRE(std::holds_alternative<Denial>(answer.result));
  CHECK(!answer.event.allowed);
  CHECK(answer.event.issued.empty());
  return std::get<Denial>(answer.result);
}

std::string AliceToken(TestAuthority& authority) {
  return Granted(RequestIdentity(WithCertificate(kAlice), std::nullopt, authority->state())).token;
}

TEST_CASE("a client gets an identity token of its own name, for the policy's usual life") {
  TestAuthority authority;
  const auto answer = RequestIdentity(WithCertificate(kAlice), std::nullopt, authority->state());
  const IssuedIdentity issued = Granted(answer);
  CHECK(issued.identity == "urn:hessra:alice");
  CHECK(issued.expires_in == 8 * 3600);
  const auto token = token::UnverifiedBiscuit::FromText(issued.token);
  const auto verdict = authority->state().verifiers->identities.Verify(
      *token, {kNow + 8 * 3600 - 1, std::nullopt, std::nullopt, {}, {}});
  REQUIRE(verdict.ok());
  CHECK(std::get<identity::Verified>(*verdict).identity == "urn:hessra:alice");
  CHECK(answer.event.kind == AuditKind::kIssue);
  CHECK(answer.event.actor == "urn:hessra:alice");
  CHECK(answer.event.certificate == kAlice);
  CHECK(answer.event.expires == kNow + 8 * 3600);
  CHECK(answer.event.reason.starts_with("allowed by policy.toml:"));
  CHECK(answer.event.generation == 1);
}

TEST_CASE("an identifier is the client's own name in either form, or seconds within the policy's longest life") {
  TestAuthority authority;
  struct Row {
    std::string identifier;
    int64_t expires_in;
  };
  const Row kRows[] = {{"", 8 * 3600},
                       {"urn:hessra:alice", 8 * 3600},
                       {kAlice, 8 * 3600},
                       {"60", 60},
                       {"999999999", 24 * 3600}};
  for (const Row& row : kRows) {
    CAPTURE(row.identifier);
    CHECK(Granted(RequestIdentity(WithCertificate(kAlice), row.identifier, authority->state())).expires_in ==
          row.expires_in);
  }
  const Denial denial = Refused(RequestIdentity(WithCertificate(kAlice), "bob", authority->state()));
  CHECK(denial.message == "Identity mismatch: the identifier is not the client's own name");
}

TEST_CASE("a stranger learns nothing from what it is told") {
  TestAuthority authority;
  authority.Ban("urn:hessra:mallory");
  const AuthorityState state = authority->state();
  const Denial none = Refused(RequestIdentity({}, std::nullopt, state));
  const Denial unknown = Refused(RequestIdentity(WithCertificate("uri:urn:hessra:bob"), std::nullopt, state));
  const Denial named = Refused(RequestIdentity({}, "urn:hessra:alice", state));
  const Denial banned = Refused(RequestIdentity(WithCertificate("uri:urn:hessra:mallory"), std::nullopt, state));
  for (const Denial& denial : {none, unknown, named, banned}) {
    CHECK(denial.code == Code::kUnauthenticated);
    CHECK(denial.message == none.message);
  }
}

TEST_CASE("a banned client gets nothing") {
  TestAuthority authority;
  authority.Ban("urn:hessra");
  const Denial denial = Refused(RequestIdentity(WithCertificate(kAlice), std::nullopt, authority->state()));
  CHECK(denial.code == Code::kBanned);
}

TEST_CASE("when the store was not asked for bans for too long, nobody is believed") {
  TestAuthority authority;
  const std::string token = AliceToken(authority);
  authority.now += 16;
  const AuthorityState stale = authority->state();
  CHECK(Refused(RequestIdentity(WithCertificate(kAlice), std::nullopt, stale)).code == Code::kUnavailable);
  CHECK(Refused(RefreshIdentity({}, token, std::nullopt, stale)).code == Code::kUnavailable);
  REQUIRE(authority->bans().Refresh().ok());
  Granted(RequestIdentity(WithCertificate(kAlice), std::nullopt, authority->state()));
}

TEST_CASE("a token that still holds is refreshed, with a certificate or without one") {
  TestAuthority authority;
  const std::string token = AliceToken(authority);
  authority.Pass(3600);
  const auto answer = RefreshIdentity({}, token, std::nullopt, authority->state());
  CHECK(Granted(answer).expires_in == 8 * 3600);
  CHECK(answer.event.kind == AuditKind::kRefresh);
  CHECK(answer.event.seen.size() == 1);
  CHECK(answer.event.issued != answer.event.seen);
  Granted(RefreshIdentity(WithCertificate(kAlice), token, std::nullopt, authority->state()));
}

TEST_CASE("a refresh that is replayed gives another token and takes none away, and each shows what it came of") {
  TestAuthority authority;
  const std::string token = AliceToken(authority);
  authority.Pass(3600);
  const auto first = RefreshIdentity({}, token, std::nullopt, authority->state());
  const auto second = RefreshIdentity({}, token, std::nullopt, authority->state());
  CHECK(Granted(first).token != Granted(second).token);
  CHECK(Granted(second).expires_in == 8 * 3600);
  CHECK(first.event.seen == second.event.seen);
  CHECK(first.event.issued != second.event.issued);
  for (const std::string& held : {token, Granted(first).token, Granted(second).token}) {
    Granted(RefreshIdentity({}, held, std::nullopt, authority->state()));
  }
}

TEST_CASE("a ban of a token's id ends its refresh and not what it was refreshed to; a ban of the name ends all") {
  TestAuthority authority;
  const std::string token = AliceToken(authority);
  const std::string refreshed = Granted(RefreshIdentity({}, token, std::nullopt, authority->state())).token;
  const std::string id = token::UnverifiedBiscuit::FromText(token)->CanonicalRevocationIds()[0];
  AuditEvent event;
  event.time = authority.now;
  event.kind = AuditKind::kBan;
  const identity::Ban ban{{identity::BanTarget::Kind::kRevocationId, id}, authority.now, std::nullopt, "ops", "stolen"};
  REQUIRE(authority->bans().Append(identity::BanEntry::Action::kBan, ban, event).ok());
  CHECK(Refused(RefreshIdentity({}, token, std::nullopt, authority->state())).code == Code::kBanned);
  Granted(RefreshIdentity({}, refreshed, std::nullopt, authority->state()));
  authority.Ban("urn:hessra:alice");
  CHECK(Refused(RefreshIdentity({}, refreshed, std::nullopt, authority->state())).code == Code::kBanned);
  CHECK(Refused(RequestIdentity(WithCertificate(kAlice), std::nullopt, authority->state())).code == Code::kBanned);
}

TEST_CASE("what is not refreshed") {
  TestAuthority authority;
  const std::string token = AliceToken(authority);
  const AuthorityState state = authority->state();
  const std::string minted =
      Granted(MintIdentity(WithCertificate(kShop), "urn:shop:ann", std::nullopt, state)).token;
  struct Row {
    std::string name;
    Credentials credentials;
    std::string token;
    Code code;
    std::string message;
  };
  const Row kRows[] = {
      {"a delegated one", {}, DelegatedTo(token, "urn:hessra:alice:agent"), Code::kDenied,
       "a delegated identity is not refreshed: whoever delegated it delegates again"},
      {"a minted one", {}, minted, Code::kDenied,
       "no client has this identity: a minted one is minted again by its realm"},
      {"a copy that was to be shown once", {}, JustInTime(token), Code::kDenied,
       "a narrowed copy of an identity is not refreshed: it would have a longer life than it was given"},
      {"no token", {}, "abc", Code::kUnauthenticated, "the identity token is not valid"},
      {"with somebody else's certificate", WithCertificate(kShop), token, Code::kUnauthenticated, "Identity mismatch"},
      {"with an unknown certificate", WithCertificate("uri:urn:x"), token, Code::kUnauthenticated, "Identity mismatch"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    const Denial denial = Refused(RefreshIdentity(row.credentials, row.token, std::nullopt, state));
    CAPTURE(denial.message);
    CHECK(denial.code == row.code);
    CHECK(denial.message.starts_with(row.message));
  }
  authority.Pass(9 * 3600);
  CHECK(Refused(RefreshIdentity({}, token, std::nullopt, authority->state())).code == Code::kUnauthenticated);
}

TEST_CASE("a refresh cannot be stretched: the identifier has to be the client's own, and life is the policy's") {
  TestAuthority authority;
  const std::string token = AliceToken(authority);
  CHECK(Granted(RefreshIdentity({}, token, "999999999", authority->state())).expires_in == 24 * 3600);
  CHECK(Refused(RefreshIdentity({}, token, "bob", authority->state())).code == Code::kDenied);
}

TEST_CASE("an identity whose client left the policy is not refreshed") {
  TestAuthority authority;
  const std::string token = AliceToken(authority);
  authority.WritePolicy("");
  Faults faults;
  CHECK(authority->ReloadPolicy(faults).value());
  CHECK(Refused(RefreshIdentity({}, token, std::nullopt, authority->state())).message.starts_with(
      "no client has this identity"));
}

TEST_CASE("a realm mints leaves below its name, bound to its domain") {
  TestAuthority authority;
  const auto answer = MintIdentity(WithCertificate(kShop), "urn:shop:ann", std::nullopt, authority->state());
  const IssuedIdentity issued = Granted(answer);
  CHECK(issued.identity == "urn:shop:ann");
  CHECK(issued.expires_in == 3600);
  CHECK(answer.event.subject == "urn:shop:ann");
  CHECK(answer.event.actor == "urn:shop");
  const auto token = token::UnverifiedBiscuit::FromText(issued.token);
  const auto& verifier = authority->state().verifiers->identities;
  CHECK(std::holds_alternative<identity::Refusal>(*verifier.Verify(*token, {kNow, {}, {}, {}, {}})));
  const auto verdict = verifier.Verify(*token, {kNow, {}, "urn:shop", {}, {}});
  const auto& lineage = std::get<identity::Verified>(*verdict).lineage;
  CHECK(lineage.kind == identity::Kind::kLeafIdentity);
  CHECK(lineage.domain == "urn:shop");
  CHECK(Granted(MintIdentity(WithCertificate(kShop), "urn:shop:ann", 99999, authority->state())).expires_in == 7200);
}

TEST_CASE("what is not minted") {
  TestAuthority authority;
  authority.Ban("urn:shop:eve");
  const AuthorityState state = authority->state();
  struct Row {
    std::string certificate, subject;
    int64_t duration;
    Code code;
    std::string message;
  };
  const Row kRows[] = {
      {"uri:urn:x", "urn:shop:ann", 60, Code::kUnauthenticated, "not authenticated"},
      {kAlice, "urn:hessra:alice:x", 60, Code::kDenied, "the client is no realm"},
      {kShop, "urn:shop", 60, Code::kDenied, "the subject is not below the realm's name"},
      {kShop, "urn:shopping:ann", 60, Code::kDenied, "the subject is not below the realm's name"},
      {kShop, "urn:shop:eve:x", 60, Code::kBanned, "banned: urn:shop:eve:x"},
      {kShop, "urn:shop:ann", 0, Code::kInvalid, "the duration is less than a second"},
      {kShop, "urn:shop:a::b", 60, Code::kInvalid, "subject: the name is not valid: empty segment"},
      {kShop, "urn:shop:a\n", 60, Code::kInvalid, "subject: the name is not valid: control character"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.subject);
    const Denial denial = Refused(MintIdentity(WithCertificate(row.certificate), row.subject, row.duration, state));
    CAPTURE(denial.message);
    CHECK(denial.code == row.code);
    CHECK(denial.message.starts_with(row.message));
  }
  Credentials bearer = WithBearer("abc");
  CHECK(Refused(MintIdentity(bearer, "urn:shop:ann", 60, state)).code == Code::kUnauthenticated);
}

}  // namespace
}  // namespace hardtack::authority
