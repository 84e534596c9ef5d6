// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Issuing authorization tokens. Tested by tests/identity/authorize_test.cc.

#include "hardtack/identity/issue_authorization.h"

#include <string>
#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/structure.h"
#include "hardtack/token/builder.h"

namespace hardtack::identity {
namespace {

std::optional<Refusal> CheckComponents(std::string_view where, const std::vector<Attestor>& attestors) {
  for (const Attestor& attestor : attestors) {
    if (auto refusal = CheckLabel({where, attestor.component}); refusal.has_value()) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> CheckGrant(const Grant& grant) {
  if (auto refusal = CheckName({"subject", grant.right.subject}); refusal.has_value()) return refusal;
  if (auto refusal = CheckLabel({"resource", grant.right.resource}); refusal.has_value()) return refusal;
  if (auto refusal = CheckLabel({"operation", grant.right.operation}); refusal.has_value()) return refusal;
  if (grant.domain.has_value()) {
    if (auto refusal = CheckName({"domain", *grant.domain}); refusal.has_value()) return refusal;
  }
  if (auto refusal = CheckComponents("node", grant.chain); refusal.has_value()) return refusal;
  return CheckComponents("party", grant.parties);
}

absl::Status CheckRepeatedNames(std::string_view role, const std::vector<Attestor>& attestors) {
  const std::string* name = FindRepeatedName(attestors);
  if (name == nullptr) return absl::OkStatus();
  std::string message = "two ";
  return Error(ErrorKind::kInvalidArgument, message.append(role).append(" have the name: ").append(*name));
}

}  // namespace

absl::StatusOr<Verdict<token::UnverifiedBiscuit>> IssueAuthorization(const IssueAuthorizationRequest& request,
                                                                     const crypto::Signer& root) {
  if (auto refusal = CheckGrant(request.grant); refusal.has_value()) return *std::move(refusal);
  RETURN_IF_ERROR(CheckRepeatedNames("nodes", request.grant.chain));
  RETURN_IF_ERROR(CheckRepeatedNames("parties", request.grant.parties));
  ASSIGN_OR_RETURN(const int64_t expiry, ExpiryAfter(request.now, request.ttl));
  token::IssueOptions options;
  options.root_key_id = request.root_key_id;
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit token, token::Issue(BuildGrant(request.grant, expiry), root, options));
  return token;
}

}  // namespace hardtack::identity
