// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Signing what the services give out. Tested by tests/authority/identity_service_test.cc.

#include "hardtack/authority/issuing.h"

#include <algorithm>
#include <utility>

#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using identity::Refusal;
using Signed = std::variant<token::UnverifiedBiscuit, Denial>;

template <typename Request, typename Issuer>
Signed SignWith(Request request, const AuthorityState& state, Issuer issue) {
  const Denial unavailable{Denial::Code::kUnavailable, "the authority cannot sign now"};
  const auto key = state.keys().Active(state.now);
  if (!key.ok()) return unavailable;
  request.now = state.now;
  request.root_key_id = (*key)->id;
  auto verdict = issue(request, *(*key)->signer);
  if (!verdict.ok() && absl::IsInvalidArgument(verdict.status())) {
    return Denial{Denial::Code::kInvalid, std::string(verdict.status().message())};
  }
  if (!verdict.ok()) return unavailable;
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) {
    return Denial{Denial::Code::kInvalid, identity::Describe(*refusal)};
  }
  return std::get<token::UnverifiedBiscuit>(*std::move(verdict));
}

}  // namespace

int64_t Within(const Lifetime& lifetime, std::optional<int64_t> asked) {
  return std::min(asked.value_or(lifetime.usual), lifetime.longest);
}

Signed Sign(identity::IssueRequest request, const AuthorityState& state) {
  return SignWith(std::move(request), state, &identity::Issue);
}

Signed Sign(identity::IssueAuthorizationRequest request, const AuthorityState& state) {
  return SignWith(std::move(request), state, &identity::IssueAuthorization);
}

void AddIssued(const token::UnverifiedBiscuit& token, int64_t expires, AuditEvent& event) {
  event.allowed = true;
  event.expires = expires;
  for (const std::string& id : token.RevocationIds()) event.issued.push_back(report::Hex(id));
}

}  // namespace hardtack::authority
