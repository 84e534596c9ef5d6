// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Who makes a request. Tested by tests/authority/caller_test.cc.

#include "hardtack/authority/caller.h"

#include <algorithm>
#include <utility>

#include "hardtack/authority/told_refusal.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using identity::Refusal;
using Code = Denial::Code;

// One message for whoever is not known: it must not tell which names are.
constexpr char kUnknown[] = "not authenticated: show a client certificate that the policy knows, or an identity token";

Denial DenialOf(const absl::Status& error) {
  // A limit, a malformed token: the token's fault. What is the authority's own must not look like it.
  const bool ours = error.code() == absl::StatusCode::kUnavailable || error.code() == absl::StatusCode::kInternal ||
                    KindOf(error) == ErrorKind::kBanListStale;
  if (ours) return {Code::kUnavailable, "the authority cannot verify tokens now"};
  return {Code::kUnauthenticated, "the identity token is not valid: " + std::string(error.message())};
}

Denial DenialOf(const Refusal& refusal) {
  const bool banned = std::holds_alternative<identity::Banned>(refusal);
  const std::string what = "the identity token is not valid: ";
  return {banned ? Code::kBanned : Code::kUnauthenticated, what + identity::Describe(ToldOf(refusal)),
          what + identity::Describe(refusal)};
}

std::vector<std::string> NamesOf(const identity::Lineage& lineage) {
  std::vector<std::string> names;
  for (const identity::LineageRow& row : lineage.rows) {
    if (row.identity.has_value()) names.push_back(*row.identity);
  }
  return names;
}

std::vector<std::string> IdsOf(const identity::Lineage& lineage) {
  std::vector<std::string> ids;
  for (const identity::LineageRow& row : lineage.rows) ids.push_back(report::Hex(row.revocation_id));
  return ids;
}

Caller CallerOf(const identity::Verified& verified) {
  const identity::Lineage& lineage = verified.lineage;
  Caller caller;
  caller.actor = verified.identity;
  caller.lineage = NamesOf(lineage);
  caller.domain = lineage.domain;
  // Not the end of the last block: published clients show a copy that ends in five seconds, and what they get for it
  // has to last longer.
  const std::optional<identity::Expiry>& expires = lineage.deepest().effective_expires;
  if (expires.has_value()) caller.expires = expires->at;
  caller.narrowed = caller.lineage.size() < lineage.rows.size();
  caller.seen = IdsOf(lineage);
  return caller;
}

// In the token's own domain where `domain` names none.
absl::StatusOr<identity::Verdict<identity::Verified>> VerifyIn(const std::optional<std::string>& domain,
                                                               const token::UnverifiedBiscuit& token,
                                                               const AuthorityState& state) {
  identity::VerifyRequest request{state.now, std::nullopt, domain, {}, state.ban_policy()};
  auto verdict = state.verifiers->identities.Verify(token, request);
  if (domain.has_value() || !verdict.ok()) return verdict;
  const auto* refusal = std::get_if<Refusal>(&*verdict);
  const auto* mismatch = refusal == nullptr ? nullptr : std::get_if<identity::DomainMismatch>(refusal);
  if (mismatch == nullptr || !mismatch->expected.has_value()) return verdict;
  request.domain = mismatch->expected;
  return state.verifiers->identities.Verify(token, request);
}

std::variant<Caller, Denial> FromBearer(const std::string& text, const std::optional<std::string>& domain,
                                        const AuthorityState& state) {
  const auto token = token::UnverifiedBiscuit::FromText(text);
  if (!token.ok()) return DenialOf(token.status());
  const auto verdict = VerifyIn(domain, *token, state);
  if (!verdict.ok()) return DenialOf(verdict.status());
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return DenialOf(*refusal);
  return CallerOf(std::get<identity::Verified>(*verdict));
}

std::variant<Caller, Denial> FromCertificate(const Client* client, const AuthorityState& state) {
  if (client == nullptr) return Denial{Code::kUnauthenticated, kUnknown};
  if (state.max_ban_age.has_value()) {
    const absl::Status fresh = state.bans->CheckFreshness(state.now, *state.max_ban_age);
    if (!fresh.ok()) return DenialOf(fresh);
  }
  if (state.bans->FindIdentity(client->identity, state.now).has_value()) {
    return Denial{Code::kBanned, "banned: " + client->identity};
  }
  Caller caller;
  caller.actor = client->identity;
  caller.lineage = {client->identity};
  caller.client = client;
  return caller;
}

}  // namespace

AccessRequest AccessOf(const Caller& caller, const Credentials& credentials, std::string_view resource,
                       std::string_view operation, int64_t now) {
  AccessRequest access;
  access.actor = caller.actor;
  access.ancestors.assign(caller.lineage.begin(), caller.lineage.end() - 1);
  access.resource = resource;
  access.operation = operation;
  access.domain = caller.domain;
  access.certificate = credentials.certificate;
  access.now = now;
  return access;
}

AuditEvent EventFor(AuditKind kind, const Credentials& credentials, const AuthorityState& state) {
  AuditEvent event;
  event.time = state.now;
  event.kind = kind;
  event.request_id = credentials.request_id;
  event.address = credentials.address;
  event.certificate = credentials.certificate;
  event.generation = state.generation.number;
  event.policy_hash = state.policy().hash();
  return event;
}

void AddCaller(const Caller& caller, AuditEvent& event) {
  event.actor = caller.actor;
  event.lineage = caller.lineage;
  event.seen = caller.seen;
}

std::variant<Caller, Denial> Authenticate(const Credentials& credentials, Accepts accepts,
                                          const std::optional<std::string>& domain, const AuthorityState& state) {
  const Client* client =
      credentials.certificate.has_value() ? state.policy().FindClient(*credentials.certificate) : nullptr;
  if (accepts == Accepts::kCertificate || !credentials.bearer.has_value()) return FromCertificate(client, state);
  std::variant<Caller, Denial> caller = FromBearer(*credentials.bearer, domain, state);
  if (!credentials.certificate.has_value() || std::holds_alternative<Denial>(caller)) return caller;
  Caller& known = std::get<Caller>(caller);
  if (client == nullptr || std::ranges::find(known.lineage, client->identity) == known.lineage.end()) {
    return Denial{Code::kUnauthenticated, "Identity mismatch: the certificate is not of a name in the token's lineage"};
  }
  known.client = client;
  return caller;
}

}  // namespace hardtack::authority
