// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verification of authorization tokens. Tested by tests/identity/authorize_test.cc and
// tests/identity/authorize_chain_test.cc.

#include "hardtack/identity/authorize.h"

#include <algorithm>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/identity/attestation.h"
#include "hardtack/identity/failed_checks.h"
#include "hardtack/identity/kind.h"
#include "hardtack/identity/request_facts.h"
#include "hardtack/identity/service_chain.h"
#include "hardtack/identity/shape_parts.h"
#include "hardtack/identity/shapes.h"
#include "hardtack/identity/structure.h"

namespace hardtack::identity {
namespace {

using Blocks = wire::DecodedBlocks;

std::string_view WithoutLastSlash(std::string_view prefix) {
  if (prefix.ends_with('/')) prefix.remove_suffix(1);
  return prefix;
}

// Whether a check on `prefix` holds for the request.
bool IsPrefixMet(std::string_view prefix, const AuthorizationRequest& request) {
  if (!Covers(prefix, request.resource)) return false;
  return !request.prefix.has_value() || WithoutLastSlash(*request.prefix) == WithoutLastSlash(prefix);
}

void AddPrefixFacts(const wire::DecodedBlocks& blocks, const AuthorizationRequest& request,
                    std::vector<engine::Fact>& facts) {
  for (const wire::DecodedBlock& block : blocks) {
    for (const engine::Check& check : block.block.checks) {
      const auto prefix = ReadPrefixCheck(check);
      if (prefix.has_value() && IsPrefixMet(*prefix, request)) facts.push_back({{"prefix", {Text(*prefix)}}});
    }
  }
}

std::vector<engine::Fact> FactsOf(const AuthorizationRequest& request, const Grant& grant,
                                  const wire::DecodedBlocks& blocks) {
  std::vector<engine::Fact> facts = request.facts;
  facts.push_back({{"time", {engine::IntegerTerm(request.now)}}});
  facts.push_back({{"resource", {Text(request.resource)}}});
  facts.push_back({{"operation", {Text(request.operation)}}});
  // A bearer stands for the subject of the token's only right.
  facts.push_back({{"subject", {Text(request.subject.value_or(grant.right.subject))}}});
  if (request.domain.has_value()) facts.push_back({{"domain", {Text(*request.domain)}}});
  AddPrefixFacts(blocks, request, facts);
  return facts;
}

std::optional<Refusal> CheckComponents(const std::vector<Attestor>& attestors) {
  for (const Attestor& attestor : attestors) {
    if (auto refusal = CheckLabel({"block 0", attestor.component}); refusal.has_value()) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> CheckTokenNames(const Grant& grant) {
  if (auto refusal = CheckName({"block 0", grant.right.subject}); refusal.has_value()) return refusal;
  if (auto refusal = CheckLabel({"block 0", grant.right.resource}); refusal.has_value()) return refusal;
  if (auto refusal = CheckLabel({"block 0", grant.right.operation}); refusal.has_value()) return refusal;
  if (grant.domain.has_value()) {
    if (auto refusal = CheckName({"block 0", *grant.domain}); refusal.has_value()) return refusal;
  }
  if (auto refusal = CheckComponents(grant.chain); refusal.has_value()) return refusal;
  return CheckComponents(grant.parties);
}

std::optional<Refusal> CheckRequestNames(const AuthorizationRequest& request) {
  if (request.subject.has_value()) {
    if (auto refusal = CheckName({"subject", *request.subject}); refusal.has_value()) return refusal;
  }
  if (auto refusal = CheckLabel({"resource", request.resource}); refusal.has_value()) return refusal;
  if (auto refusal = CheckLabel({"operation", request.operation}); refusal.has_value()) return refusal;
  if (request.domain.has_value()) {
    if (auto refusal = CheckName({"domain", *request.domain}); refusal.has_value()) return refusal;
  }
  if (!request.prefix.has_value()) return std::nullopt;
  return CheckLabel({"prefix", *request.prefix});
}

std::optional<Refusal> CheckBannedNames(const Grant& grant, const AuthorizationRequest& request) {
  const BanList* bans = request.bans.list;
  if (auto refusal = CheckBannedName(grant.right.subject, 0, bans, request.now); refusal.has_value()) return refusal;
  if (!request.subject.has_value()) return std::nullopt;
  return CheckBannedName(*request.subject, std::nullopt, bans, request.now);
}

// What is refused before any Datalog runs, in the order of refusal.h.
std::optional<Refusal> CheckBeforeDatalog(const token::Biscuit& token, const Grant& grant,
                                          const AuthorizationRequest& request, bool allow_no_expiry) {
  if (auto refusal = CheckForgedFacts(token.blocks()); refusal.has_value()) return refusal;
  if (auto refusal = CheckTokenNames(grant); refusal.has_value()) return refusal;
  if (auto refusal = CheckRequestNames(request); refusal.has_value()) return refusal;
  if (auto refusal = CheckBannedNames(grant, request); refusal.has_value()) return refusal;
  return CheckExpiry(ExpiryOf(token.blocks()), request.now, allow_no_expiry);
}

Refusal Denied(const AuthorizationRequest& request) {
  return RightsDenied{request.subject, request.resource, request.operation};
}

// What a failed check means, by its shape.
Refusal ReasonOf(const engine::CheckPosition& position, const engine::Check& check,
                 const AuthorizationRequest& request) {
  if (auto domain = ReadDomainCheck(check); domain.has_value()) {
    return DomainMismatch{std::move(domain), request.domain};
  }
  if (IsRightCheck(check) || ReadPrefixCheck(check).has_value()) return Denied(request);
  if (const auto party = ReadPartyCheck(check); party.has_value()) {
    return PartyMissing{party->component, engine::ToString(party->key)};
  }
  if (const auto key = ReadPrefixAddedCheck(check); key.has_value()) {
    return PartyMissing{"prefix", engine::ToString(*key)};
  }
  return CheckFailed{position.block, position.check, engine::ToString(check)};
}

// Whoever holds the key of a prefix must have set one: an attestation without a prefix check narrows nothing.
std::optional<Refusal> CheckPrefixAttested(const token::Biscuit& token, const Grant& grant) {
  if (!grant.prefix_key.has_value()) return std::nullopt;
  for (size_t i = 1; i < token.blocks().size(); ++i) {
    const engine::PublicKey* signer = token.engine_signer(static_cast<engine::BlockId>(i));
    if (signer == nullptr || *signer != *grant.prefix_key) continue;
    const auto& checks = token.blocks()[i].block.checks;
    if (std::ranges::any_of(checks, [](const auto& check) { return ReadPrefixCheck(check).has_value(); })) {
      return std::nullopt;
    }
  }
  return PartyMissing{"prefix", engine::ToString(*grant.prefix_key)};
}

}  // namespace

AuthorizationVerifier::AuthorizationVerifier(token::RootKeyLookup lookup, token::Authorizer authorizer,
                                             AuthorizationOptions options)
    : lookup_(std::move(lookup)), authorizer_(std::move(authorizer)), options_(options) {}

absl::StatusOr<AuthorizationVerifier> AuthorizationVerifier::Create(token::RootKeyLookup lookup,
                                                                    AuthorizationOptions options) {
  ASSIGN_OR_RETURN(token::Authorizer authorizer, token::Authorizer::Create(AllowWhenChecksHold()));
  return AuthorizationVerifier(std::move(lookup), std::move(authorizer), options);
}

absl::StatusOr<Verdict<Authorized>> AuthorizationVerifier::Verify(const token::UnverifiedBiscuit& token,
                                                                  const AuthorizationRequest& request) const {
  RETURN_IF_ERROR(CheckRequestFacts(request.facts));
  if (request.chain.has_value()) RETURN_IF_ERROR(CheckPosition(*request.chain));
  ASSIGN_OR_RETURN(const Verdict<token::Biscuit> checked,
                   VerifySignatures(token, lookup_, request.bans, request.now, options_.cache));
  if (const auto* refusal = std::get_if<Refusal>(&checked)) return *refusal;
  const auto& biscuit = std::get<token::Biscuit>(checked);

  const engine::Block& authority = biscuit.blocks()[0].block;
  auto grant = ReadGrant(authority);
  if (!grant.has_value()) {
    const Kind found = Classify(authority).kind;
    return Refusal(WrongKind{std::string(NameOf(Kind::kAuthorization)), std::string(NameOf(found))});
  }
  return Decide(biscuit, *std::move(grant), request);
}

absl::StatusOr<Verdict<Authorized>> AuthorizationVerifier::Decide(const token::Biscuit& token, Grant grant,
                                                                  const AuthorizationRequest& request) const {
  auto refusal = CheckBeforeDatalog(token, grant, request, options_.allow_no_expiry);
  if (refusal.has_value()) return *std::move(refusal);
  if (options_.require_domain && !grant.domain.has_value()) {
    return Refusal(DomainMismatch{std::nullopt, request.domain});
  }
  const std::vector<engine::Fact> facts = FactsOf(request, grant, token.blocks());
  ASSIGN_OR_RETURN(const engine::Decision decision, authorizer_.Authorize(token, facts));

  std::optional<Refusal> chain = CheckChain(token, grant, request.chain, request.resource);
  std::optional<Refusal> check;
  if (!decision.allowed()) {
    check = FirstReason(decision, token.blocks(), [&](const engine::CheckPosition& position, const engine::Check& at) {
      return ReasonOf(position, at, request);
    });
  } else {
    check = CheckPrefixAttested(token, grant);
  }
  if (check.has_value() && (!chain.has_value() || check->index() < chain->index())) return *std::move(check);
  if (chain.has_value()) return *std::move(chain);
  return Authorized{std::move(grant), ExpiryOf(token.blocks())};
}

absl::StatusOr<VerdictExplanation> AuthorizationVerifier::Explain(const token::UnverifiedBiscuit& token,
                                                                  const AuthorizationRequest& request) const {
  ASSIGN_OR_RETURN(const Verdict<Authorized> verdict, Verify(token, request));
  VerdictExplanation explanation = ExplanationOf(verdict);
  ASSIGN_OR_RETURN(const Verdict<token::Biscuit> checked, VerifySignatures(token, lookup_));
  const auto* biscuit = std::get_if<token::Biscuit>(&checked);
  if (biscuit == nullptr) return explanation;
  const auto grant = ReadGrant(biscuit->blocks()[0].block);
  if (!grant.has_value()) return explanation;
  ExplainChecks(authorizer_, *biscuit, FactsOf(request, *grant, biscuit->blocks()), explanation);
  return explanation;
}

}  // namespace hardtack::identity
