// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verification of identities. Tested by tests/identity/verify_test.cc.

#include "hardtack/identity/verify.h"

#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/identity/failed_checks.h"
#include "hardtack/identity/request_facts.h"
#include "hardtack/identity/shapes.h"

namespace hardtack::identity {
namespace {

std::vector<engine::Fact> FactsOf(const VerifyRequest& request, const std::string& actor) {
  std::vector<engine::Fact> facts = request.facts;
  facts.push_back({{"time", {engine::IntegerTerm(request.now)}}});
  facts.push_back({{"actor", {engine::StringTerm(actor)}}});
  if (request.domain.has_value()) facts.push_back({{"domain", {engine::StringTerm(*request.domain)}}});
  return facts;
}

std::vector<RequestedName> NamesOf(const VerifyRequest& request) {
  std::vector<RequestedName> names;
  if (request.identity.has_value()) names.push_back({"identity", *request.identity, /*acts=*/true});
  if (request.domain.has_value()) names.push_back({"domain", *request.domain});
  return names;
}

// What a failed check means, by its shape.
Refusal ReasonOf(const engine::CheckPosition& position, const engine::Check& check, const VerifyRequest& request,
                 const std::string& actor) {
  if (auto name_check = ReadNameCheck(check); name_check.has_value()) {
    return IdentityMismatch{std::move(name_check->name), actor, position.block};
  }
  if (auto domain = ReadDomainCheck(check); domain.has_value()) {
    return DomainMismatch{std::move(domain), request.domain};
  }
  return CheckFailed{position.block, position.check, engine::ToString(check)};
}

}  // namespace

Verifier::Verifier(token::RootKeyLookup lookup, token::Authorizer authorizer, VerifierOptions options)
    : lookup_(std::move(lookup)), authorizer_(std::move(authorizer)), options_(options) {}

absl::StatusOr<Verifier> Verifier::Create(token::RootKeyLookup lookup, VerifierOptions options) {
  ASSIGN_OR_RETURN(token::Authorizer authorizer, token::Authorizer::Create(AllowWhenChecksHold()));
  return Verifier(std::move(lookup), std::move(authorizer), options);
}

absl::StatusOr<Verdict<Verified>> Verifier::Verify(const token::UnverifiedBiscuit& token,
                                                   const VerifyRequest& request) const {
  RETURN_IF_ERROR(CheckRequestFacts(request.facts));
  ASSIGN_OR_RETURN(const Verdict<token::Biscuit> checked,
                   VerifySignatures(token, lookup_, request.bans, request.now, options_.cache));
  if (const auto* refusal = std::get_if<Refusal>(&checked)) return *refusal;
  const auto& biscuit = std::get<token::Biscuit>(checked);

  Verdict<Lineage> lineage = ReadLineage(biscuit);
  if (const auto* refusal = std::get_if<Refusal>(&lineage)) return *refusal;
  return Decide(biscuit, std::get<Lineage>(std::move(lineage)), request);
}

absl::StatusOr<Verdict<Verified>> Verifier::Decide(const token::Biscuit& token, Lineage lineage,
                                                   const VerifyRequest& request) const {
  const StructureRules rules{request.now, options_.allow_no_expiry, options_.max_depth, NamesOf(request),
                             request.bans.list};
  if (auto refusal = CheckStructure(lineage, token.blocks(), rules); refusal.has_value()) return *std::move(refusal);
  if (options_.require_domain && !lineage.domain.has_value()) {
    return Refusal(DomainMismatch{std::nullopt, request.domain});
  }
  std::string actor = request.identity.value_or(lineage.identity());
  ASSIGN_OR_RETURN(const engine::Decision decision, authorizer_.Authorize(token, FactsOf(request, actor)));
  if (!decision.allowed()) {
    return FirstReason(decision, token.blocks(),
                       [&](const engine::CheckPosition& position, const engine::Check& check) {
                         return ReasonOf(position, check, request, actor);
                       });
  }
  return Verified{std::move(actor), std::move(lineage)};
}

// The lineage of a banned token is told too.
absl::StatusOr<VerdictExplanation> Verifier::Explain(const token::UnverifiedBiscuit& token,
                                                     const VerifyRequest& request) const {
  ASSIGN_OR_RETURN(const Verdict<Verified> verdict, Verify(token, request));
  VerdictExplanation explanation = ExplanationOf(verdict);
  ASSIGN_OR_RETURN(const Verdict<token::Biscuit> checked, VerifySignatures(token, lookup_));
  const auto* biscuit = std::get_if<token::Biscuit>(&checked);
  if (biscuit == nullptr) return explanation;
  Verdict<Lineage> lineage = ReadLineage(*biscuit);
  if (std::holds_alternative<Refusal>(lineage)) return explanation;
  explanation.lineage = std::get<Lineage>(std::move(lineage));
  const std::string actor = request.identity.value_or(explanation.lineage->identity());
  ExplainChecks(authorizer_, *biscuit, FactsOf(request, actor), explanation);
  return explanation;
}

}  // namespace hardtack::identity
