// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Identities for clients. Tested by tests/authority/identity_service_test.cc.

#include "hardtack/authority/identity_service.h"

#include <charconv>
#include <string_view>
#include <utility>
#include <variant>

#include "hardtack/authority/issuing.h"
#include "hardtack/identity/name.h"

namespace hardtack::authority {
namespace {

using Code = Denial::Code;
using Issued = Answer<IssuedIdentity>;

// What an identifier means to published clients: seconds to live, or a name.
struct Identifier {
  std::optional<int64_t> ttl;
  std::optional<std::string> name;
};

Identifier IdentifierOf(const std::optional<std::string>& text) {
  if (!text.has_value() || text->empty()) return {};
  int64_t ttl = 0;
  const char* const end = text->data() + text->size();
  const auto [last, error] = std::from_chars(text->data(), end, ttl);
  if (error == std::errc() && last == end && ttl > 0) return {ttl, std::nullopt};
  return {std::nullopt, text};
}

bool Names(const Client& client, const Identifier& identifier) {
  return !identifier.name.has_value() || *identifier.name == client.identity || *identifier.name == client.certificate;
}

Denial Mismatch(std::string_view what) { return {Code::kDenied, "Identity mismatch: " + std::string(what)}; }

// What is to be issued, and why.
struct Plan {
  identity::IssueRequest request;
  std::string reason;
};

Issued Give(Plan plan, AuditEvent event, const AuthorityState& state) {
  const std::string subject = plan.request.subject;
  const int64_t ttl = plan.request.ttl;
  event.subject = subject;
  auto token = Sign(std::move(plan.request), state);
  if (auto* denial = std::get_if<Denial>(&token)) return Deny<IssuedIdentity>(std::move(event), std::move(*denial));
  AddIssued(std::get<token::UnverifiedBiscuit>(token), state.now + ttl, event);
  event.reason = std::move(plan.reason);
  return {IssuedIdentity{std::get<token::UnverifiedBiscuit>(token).ToText(), subject, ttl}, std::move(event)};
}

Issued GiveTo(const Client& client, const Identifier& identifier, AuditEvent event, const AuthorityState& state) {
  if (!Names(client, identifier)) {
    return Deny<IssuedIdentity>(std::move(event), Mismatch("the identifier is not the client's own name"));
  }
  const Lifetime& lifetime = client.lifetime.has_value() ? *client.lifetime : state.policy().tables().identity_lifetime;
  identity::IssueRequest request;
  request.subject = client.identity;
  request.ttl = Within(lifetime, identifier.ttl);
  return Give({std::move(request), "allowed by " + TextOf(client.source)}, std::move(event), state);
}

}  // namespace

Issued RequestIdentity(const Credentials& credentials, const std::optional<std::string>& identifier,
                       const AuthorityState& state) {
  AuditEvent event = EventFor(AuditKind::kIssue, credentials, state);
  auto caller = Authenticate(credentials, Accepts::kCertificate, std::nullopt, state);
  if (auto* denial = std::get_if<Denial>(&caller)) return Deny<IssuedIdentity>(std::move(event), std::move(*denial));
  AddCaller(std::get<Caller>(caller), event);
  return GiveTo(*std::get<Caller>(caller).client, IdentifierOf(identifier), std::move(event), state);
}

Issued RefreshIdentity(const Credentials& credentials, const std::string& current_token,
                       const std::optional<std::string>& identifier, const AuthorityState& state) {
  AuditEvent event = EventFor(AuditKind::kRefresh, credentials, state);
  Credentials with_token = credentials;
  with_token.bearer = current_token;
  auto caller = Authenticate(with_token, Accepts::kCertificateOrBearer, std::nullopt, state);
  if (auto* denial = std::get_if<Denial>(&caller)) return Deny<IssuedIdentity>(std::move(event), std::move(*denial));
  const Caller& known = std::get<Caller>(caller);
  AddCaller(known, event);
  if (known.lineage.size() > 1) {
    return Deny<IssuedIdentity>(std::move(event), {Code::kDenied, "a delegated identity is not refreshed: whoever "
                                                                  "delegated it delegates again"});
  }
  if (known.narrowed) {
    return Deny<IssuedIdentity>(std::move(event), {Code::kDenied, "a narrowed copy of an identity is not refreshed: it "
                                                                  "would have a longer life than it was given"});
  }
  const Client* client = state.policy().FindClientOf(known.actor);
  if (client == nullptr) {
    return Deny<IssuedIdentity>(std::move(event), {Code::kDenied, "no client has this identity: a minted one is minted "
                                                                  "again by its realm"});
  }
  return GiveTo(*client, IdentifierOf(identifier), std::move(event), state);
}

Issued MintIdentity(const Credentials& credentials, const std::string& subject, std::optional<int64_t> duration,
                    const AuthorityState& state) {
  AuditEvent event = EventFor(AuditKind::kMint, credentials, state);
  event.subject = subject;
  auto caller = Authenticate(credentials, Accepts::kCertificate, std::nullopt, state);
  if (auto* denial = std::get_if<Denial>(&caller)) return Deny<IssuedIdentity>(std::move(event), std::move(*denial));
  AddCaller(std::get<Caller>(caller), event);
  const Realm* realm = state.policy().FindRealm(std::get<Caller>(caller).actor);
  if (realm == nullptr) return Deny<IssuedIdentity>(std::move(event), {Code::kDenied, "the client is no realm"});
  if (!identity::IsStrictlyBelow(subject, realm->identity)) {
    return Deny<IssuedIdentity>(std::move(event), {Code::kDenied, "the subject is not below the realm's name"});
  }
  if (duration.has_value() && *duration < 1) {
    return Deny<IssuedIdentity>(std::move(event), {Code::kInvalid, "the duration is less than a second"});
  }
  if (state.bans->FindIdentity(subject, state.now).has_value()) {
    return Deny<IssuedIdentity>(std::move(event), {Code::kBanned, "banned: " + subject});
  }
  identity::IssueRequest request;
  request.subject = subject;
  request.ttl = Within(realm->lifetime, duration);
  request.leaf = true;
  request.domain = realm->identity;
  event.domain = realm->identity;
  return Give({std::move(request), "allowed by " + TextOf(realm->source)}, std::move(event), state);
}

}  // namespace hardtack::authority
