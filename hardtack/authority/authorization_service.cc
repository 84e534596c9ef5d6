// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens for operations on resources. Tested by tests/authority/authorization_service_test.cc.

#include "hardtack/authority/authorization_service.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "hardtack/authority/issuing.h"
#include "hardtack/authority/told_refusal.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/attest.h"
#include "hardtack/report/json_text.h"
#include "hardtack/token/engine_key.h"

namespace hardtack::authority {
namespace {

using Code = Denial::Code;
using identity::Grant;
using identity::Refusal;

Denial Invalid(const absl::Status& error) { return {Code::kInvalid, std::string(error.message())}; }

// Whether the policy allows it, and why; a denial says no more than that to the caller.
std::variant<std::string, Denial> Decide(const AccessRequest& access, const AuthorityState& state, AuditEvent& event) {
  const auto decision = state.policy().Decide(access);
  event.reason = decision.ok() ? decision->reason : "denied, since a rule failed: " +
                                                        std::string(decision.status().message());
  if (decision.ok() && decision->allowed) return decision->reason;
  return Denial{Code::kDenied, "not allowed", event.reason};
}

Grant GrantFor(const Caller& caller, const TokenRequest& request, const Resource* resource) {
  Grant grant;
  grant.right = {caller.actor, request.resource, request.operation};
  grant.domain = caller.domain;
  if (resource == nullptr) return grant;
  if (resource->domain.has_value()) grant.domain = resource->domain;
  grant.chain = resource->nodes;
  for (const Party& party : resource->parties) grant.parties.push_back(party.attestor);
  return grant;
}

int64_t LifeOf(const Resource* resource, const Caller& caller, std::optional<int64_t> asked,
               const AuthorityState& state) {
  const bool own = resource != nullptr && resource->lifetime.has_value();
  const int64_t ttl = Within(own ? *resource->lifetime : state.policy().tables().authorization_lifetime, asked);
  return caller.expires.has_value() ? std::min(ttl, *caller.expires - state.now) : ttl;
}

Answer<IssuedToken> Give(Grant grant, int64_t ttl, std::vector<Party> pending, AuditEvent event,
                         const AuthorityState& state) {
  const std::optional<std::string> domain = grant.domain;
  auto token = Sign(identity::IssueAuthorizationRequest{std::move(grant), 0, ttl, std::nullopt}, state);
  if (auto* denial = std::get_if<Denial>(&token)) return Deny<IssuedToken>(std::move(event), std::move(*denial));
  AddIssued(std::get<token::UnverifiedBiscuit>(token), state.now + ttl, event);
  return {IssuedToken{std::get<token::UnverifiedBiscuit>(token).ToText(), ttl, std::move(pending), domain},
          std::move(event)};
}

void AddRight(std::string_view resource, std::string_view operation, AuditEvent& event) {
  event.resource = resource;
  event.operation = operation;
}

// A token that a caller presents, and the grant that it claims.
struct Claim {
  token::UnverifiedBiscuit token;
  Grant grant;
};

absl::StatusOr<Claim> ReadClaim(const std::string& text) {
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit token, token::UnverifiedBiscuit::FromText(text));
  ASSIGN_OR_RETURN(const wire::DecodedBlocks blocks, token.DecodeBlocks());
  std::optional<Grant> grant = identity::ReadGrant(blocks[0].block);
  if (!grant.has_value()) return Error(ErrorKind::kInvalidArgument, "not an authorization token");
  return Claim{std::move(token), *std::move(grant)};
}

// The key of ours that is a party to the token; null: none is.
const SigningKey* PartyKey(const Grant& grant, const AuthorityState& state) {
  for (const SigningKey* key : state.keys().Known(state.now)) {
    const engine::PublicKey own = token::EngineKey(key->signer->public_key());
    if (std::ranges::find(grant.parties, own, &identity::Attestor::key) != grant.parties.end()) return key;
  }
  return nullptr;
}

std::variant<Claim, Denial> CheckClaim(const PresentedToken& presented, const Caller& caller) {
  absl::StatusOr<Claim> claim = ReadClaim(presented.token);
  if (!claim.ok()) return Invalid(claim.status());
  const identity::Right& right = claim->grant.right;
  if (right.resource != presented.resource || right.operation != presented.operation) {
    return Denial{Code::kInvalid, "the token is for another resource or operation"};
  }
  if (right.subject != caller.actor) return Denial{Code::kDenied, "Identity mismatch: the token is for somebody else"};
  return *std::move(claim);
}

Answer<ValidToken> Verify(const identity::AuthorizationRequest& request, const std::string& text, AuditEvent event,
                          const AuthorityState& state) {
  const auto token = token::UnverifiedBiscuit::FromText(text);
  if (!token.ok()) return Deny<ValidToken>(std::move(event), Invalid(token.status()));
  for (const std::string& id : token->RevocationIds()) event.seen.push_back(report::Hex(id));
  const auto verdict = state.verifiers->authorizations.Verify(*token, request);
  if (!verdict.ok()) {
    const Code code = KindOf(verdict.status()) == ErrorKind::kBanListStale ? Code::kUnavailable : Code::kInvalid;
    return Deny<ValidToken>(std::move(event), {code, std::string(verdict.status().message())});
  }
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) {
    const bool banned = std::holds_alternative<identity::Banned>(*refusal);
    return Deny<ValidToken>(std::move(event), {banned ? Code::kBanned : Code::kDenied,
                                               identity::Describe(ToldOf(*refusal)), identity::Describe(*refusal)});
  }
  event.allowed = true;
  return {ValidToken(), std::move(event)};
}

// The realm that `name` is or stands below; of several the nearest. Null: none.
const Realm* RealmOf(std::string_view name, const Policy& policy) {
  while (true) {
    if (const Realm* realm = policy.FindRealm(name)) return realm;
    const size_t colon = name.rfind(':');
    if (colon == std::string_view::npos) return nullptr;
    name = name.substr(0, colon);
  }
}

// Where a token is presented. Published clients cannot say, so it is what the authority knows itself.
std::optional<std::string> DomainOf(const PresentedToken& presented, std::string_view verifier, const Policy& policy) {
  const Resource* resource = policy.FindResource(presented.resource);
  if (resource != nullptr && resource->domain.has_value()) return resource->domain;
  const Realm* realm = RealmOf(verifier, policy);
  return realm == nullptr ? std::nullopt : std::optional(realm->identity);
}

identity::AuthorizationRequest VerificationOf(const PresentedToken& presented, std::string_view verifier,
                                              const AuthorityState& state) {
  identity::AuthorizationRequest request;
  request.now = state.now;
  request.subject = presented.subject;
  request.resource = presented.resource;
  request.operation = presented.operation;
  request.domain = DomainOf(presented, verifier, state.policy());
  request.bans = state.ban_policy();
  return request;
}

// The event of a verification, and who asks for it.
struct Asked {
  AuditEvent event;
  std::optional<Denial> denial;
};

Asked AskToVerify(const Credentials& credentials, const PresentedToken& presented, const AuthorityState& state) {
  Asked asked{EventFor(AuditKind::kVerify, credentials, state), std::nullopt};
  asked.event.subject = presented.subject;
  AddRight(presented.resource, presented.operation, asked.event);
  auto caller = Authenticate(credentials, Accepts::kCertificate, std::nullopt, state);
  if (auto* denial = std::get_if<Denial>(&caller)) {
    asked.denial = std::move(*denial);
  } else {
    AddCaller(std::get<Caller>(caller), asked.event);
  }
  return asked;
}

}  // namespace

Answer<IssuedToken> RequestToken(const Credentials& credentials, const TokenRequest& request,
                                 const AuthorityState& state) {
  AuditEvent event = EventFor(AuditKind::kAuthorize, credentials, state);
  AddRight(request.resource, request.operation, event);
  event.domain = request.domain.value_or("");
  auto found = Authenticate(credentials, Accepts::kCertificateOrBearer, request.domain, state);
  if (auto* denial = std::get_if<Denial>(&found)) return Deny<IssuedToken>(std::move(event), std::move(*denial));
  const Caller& caller = std::get<Caller>(found);
  AddCaller(caller, event);
  if (caller.domain.has_value()) event.domain = *caller.domain;
  auto decision = Decide(AccessOf(caller, credentials, request.resource, request.operation, state.now), state, event);
  if (auto* denial = std::get_if<Denial>(&decision)) return Deny<IssuedToken>(std::move(event), std::move(*denial));
  const Resource* resource = state.policy().FindResource(request.resource);
  const int64_t ttl = LifeOf(resource, caller, std::nullopt, state);
  std::vector<Party> pending = resource == nullptr ? std::vector<Party>() : resource->parties;
  return Give(GrantFor(caller, request, resource), ttl, std::move(pending), std::move(event), state);
}

Answer<IssuedToken> RequestStub(const Credentials& credentials, const StubTokenRequest& request,
                                const AuthorityState& state) {
  AuditEvent event = EventFor(AuditKind::kStub, credentials, state);
  event.subject = request.target;
  AddRight(request.resource, request.operation, event);
  auto found = Authenticate(credentials, Accepts::kCertificateOrBearer, std::nullopt, state);
  if (auto* denial = std::get_if<Denial>(&found)) return Deny<IssuedToken>(std::move(event), std::move(*denial));
  const Caller& caller = std::get<Caller>(found);
  AddCaller(caller, event);
  const Permission* permission =
      state.policy().FindStub({caller.actor, request.target, request.resource, request.operation});
  if (permission == nullptr) {
    return Deny<IssuedToken>(std::move(event), {Code::kDenied, "not allowed", "denied, since no stub allows it"});
  }
  event.reason = "allowed by " + TextOf(permission->source);
  const auto key = crypto::ParsePublicKey(request.prefix_key);
  if (!key.ok()) return Deny<IssuedToken>(std::move(event), Invalid(key.status()));
  if (request.duration.has_value() && *request.duration < 1) {
    return Deny<IssuedToken>(std::move(event), {Code::kInvalid, "the duration is less than a second"});
  }
  if (state.bans->FindIdentity(request.target, state.now).has_value()) {
    return Deny<IssuedToken>(std::move(event), {Code::kBanned, "banned: " + request.target});
  }
  const Resource* resource = state.policy().FindResource(request.resource);
  Grant grant;
  grant.right = {request.target, request.resource, request.operation};
  if (resource != nullptr) grant.domain = resource->domain;
  grant.prefix_key = token::EngineKey(*key);
  return Give(std::move(grant), LifeOf(resource, caller, request.duration, state), {}, std::move(event), state);
}

Answer<std::string> SignToken(const Credentials& credentials, const PresentedToken& presented,
                              const AuthorityState& state) {
  AuditEvent event = EventFor(AuditKind::kSign, credentials, state);
  AddRight(presented.resource, presented.operation, event);
  auto found = Authenticate(credentials, Accepts::kCertificate, std::nullopt, state);
  if (auto* denial = std::get_if<Denial>(&found)) return Deny<std::string>(std::move(event), std::move(*denial));
  const Caller& caller = std::get<Caller>(found);
  AddCaller(caller, event);
  auto checked = CheckClaim(presented, caller);
  if (auto* denial = std::get_if<Denial>(&checked)) return Deny<std::string>(std::move(event), std::move(*denial));
  const Claim& claim = std::get<Claim>(checked);
  for (const std::string& id : claim.token.RevocationIds()) event.seen.push_back(report::Hex(id));
  const SigningKey* key = PartyKey(claim.grant, state);
  if (key == nullptr) {
    return Deny<std::string>(std::move(event), {Code::kInvalid, "the token asks for no sign-off of this authority"});
  }
  auto decision =
      Decide(AccessOf(caller, credentials, presented.resource, presented.operation, state.now), state, event);
  if (auto* denial = std::get_if<Denial>(&decision)) return Deny<std::string>(std::move(event), std::move(*denial));
  const auto verdict = identity::AttestParty(claim.token, *key->signer);
  if (!verdict.ok()) return Deny<std::string>(std::move(event), Invalid(verdict.status()));
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) {
    return Deny<std::string>(std::move(event), {Code::kInvalid, identity::Describe(*refusal)});
  }
  const auto& attested = std::get<token::UnverifiedBiscuit>(*verdict);
  event.allowed = true;
  event.issued.push_back(report::Hex(attested.RevocationIds().back()));
  return {attested.ToText(), std::move(event)};
}

Answer<ValidToken> VerifyToken(const Credentials& credentials, const PresentedToken& presented,
                               const AuthorityState& state) {
  Asked asked = AskToVerify(credentials, presented, state);
  if (asked.denial.has_value()) return Deny<ValidToken>(std::move(asked.event), *std::move(asked.denial));
  const identity::AuthorizationRequest request = VerificationOf(presented, asked.event.actor, state);
  return Verify(request, presented.token, std::move(asked.event), state);
}

Answer<ValidToken> VerifyChainToken(const Credentials& credentials, const PresentedToken& presented,
                                    const std::optional<std::string>& component, const AuthorityState& state) {
  Asked asked = AskToVerify(credentials, presented, state);
  if (asked.denial.has_value()) return Deny<ValidToken>(std::move(asked.event), *std::move(asked.denial));
  const Resource* resource = state.policy().FindResource(presented.resource);
  if (resource == nullptr || resource->nodes.empty()) {
    return Deny<ValidToken>(std::move(asked.event), {Code::kInvalid, "the resource has no service chain"});
  }
  identity::AuthorizationRequest request = VerificationOf(presented, asked.event.actor, state);
  request.chain = identity::ChainPosition{resource->nodes, component};
  if (request.operation.empty()) {
    const absl::StatusOr<Claim> claim = ReadClaim(presented.token);
    if (!claim.ok()) return Deny<ValidToken>(std::move(asked.event), Invalid(claim.status()));
    request.operation = claim->grant.right.operation;
    asked.event.operation = request.operation;
  }
  return Verify(request, presented.token, std::move(asked.event), state);
}

}  // namespace hardtack::authority
