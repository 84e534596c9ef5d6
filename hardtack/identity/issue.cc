// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Issuing identities. Tested by tests/identity/issue_test.cc.

#include "hardtack/identity/issue.h"

#include "hardtack/base/abseil.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/shapes.h"
#include "hardtack/identity/structure.h"
#include "hardtack/token/builder.h"

namespace hardtack::identity {
namespace {

engine::Block AuthorityBlock(const IssueRequest& request, int64_t expiry) {
  engine::Block block;
  block.facts.push_back(SubjectFact(request.subject));
  block.checks.push_back(BuildNameCheck({request.subject, !request.leaf}));
  block.checks.push_back(BuildExpiryCheck(expiry));
  if (request.domain.has_value()) {
    block.checks.push_back(BuildDomainCheck(*request.domain));
    block.rules.push_back(BuildDomainRule());
  }
  return block;
}

}  // namespace

absl::StatusOr<Verdict<token::UnverifiedBiscuit>> Issue(const IssueRequest& request, const crypto::Signer& root) {
  if (auto refusal = CheckName({"subject", request.subject}); refusal.has_value()) return *std::move(refusal);
  if (request.domain.has_value()) {
    if (auto refusal = CheckName({"domain", *request.domain}); refusal.has_value()) return *std::move(refusal);
  }
  ASSIGN_OR_RETURN(const int64_t expiry, ExpiryAfter(request.now, request.ttl));
  token::IssueOptions options;
  options.root_key_id = request.root_key_id;
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit token, token::Issue(AuthorityBlock(request, expiry), root, options));
  return token;
}

}  // namespace hardtack::identity
