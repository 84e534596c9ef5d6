// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Who may read and change what the authority keeps. Tested by tests/authority/own_api_test.cc.

#include "hardtack/authority/own_resources.h"

#include <utility>

namespace hardtack::authority {

std::variant<Caller, Denial> Admit(const Credentials& credentials, std::string_view resource,
                                   std::string_view operation, const AuthorityState& state, AuditEvent& event) {
  event.resource = resource;
  event.operation = operation;
  auto caller = Authenticate(credentials, Accepts::kCertificateOrBearer, std::nullopt, state);
  if (const auto* denial = std::get_if<Denial>(&caller)) {
    event.reason = RecordedOf(*denial);
    return caller;
  }
  const Caller& known = std::get<Caller>(caller);
  AddCaller(known, event);
  const auto decision = state.policy().Decide(AccessOf(known, credentials, resource, operation, state.now));
  event.reason = decision.ok() ? decision->reason : "denied, since a rule failed: " +
                                                        std::string(decision.status().message());
  if (!decision.ok() || !decision->allowed) return Denial{Denial::Code::kDenied, "not allowed"};
  event.allowed = true;
  return caller;
}

}  // namespace hardtack::authority
