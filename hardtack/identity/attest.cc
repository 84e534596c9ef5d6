// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Attestations. Tested by tests/identity/attest_test.cc.

#include "hardtack/identity/attest.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/identity/attestation.h"
#include "hardtack/identity/grant.h"
#include "hardtack/identity/kind.h"
#include "hardtack/identity/structure.h"
#include "hardtack/token/engine_key.h"
#include "hardtack/token/third_party.h"

namespace hardtack::identity {
namespace {

using token::UnverifiedBiscuit;

absl::StatusOr<Verdict<Grant>> GrantOf(const UnverifiedBiscuit& token) {
  ASSIGN_OR_RETURN(const auto blocks, token.DecodeBlocks());
  auto grant = ReadGrant(blocks[0].block);
  if (grant.has_value()) return *std::move(grant);
  const Kind found = Classify(blocks[0].block).kind;
  return Refusal(WrongKind{std::string(NameOf(Kind::kAuthorization)), std::string(NameOf(found))});
}

absl::Status NotAsked(std::string_view role, const engine::PublicKey& key) {
  std::string message = "the token asks for no ";
  return Error(ErrorKind::kInvalidArgument, message.append(role).append(" of the key: ").append(engine::ToString(key)));
}

absl::StatusOr<Verdict<UnverifiedBiscuit>> Append(const UnverifiedBiscuit& token, const engine::Block& block,
                                                  const crypto::Signer& signer) {
  ASSIGN_OR_RETURN(const std::string request, token::RequestThirdParty(token));
  ASSIGN_OR_RETURN(const std::string contents, token::SignThirdParty(request, block, signer));
  ASSIGN_OR_RETURN(UnverifiedBiscuit attested, token::AppendThirdParty(token, contents));
  return attested;
}

}  // namespace

absl::StatusOr<Verdict<UnverifiedBiscuit>> AttestNode(const UnverifiedBiscuit& token, const crypto::Signer& signer) {
  ASSIGN_OR_RETURN(const Verdict<Grant> read, GrantOf(token));
  if (const auto* refusal = std::get_if<Refusal>(&read)) return *refusal;
  const auto& grant = std::get<Grant>(read);
  const engine::PublicKey key = token::EngineKey(signer.public_key());
  if (std::ranges::find(grant.chain, key, &Attestor::key) == grant.chain.end()) return NotAsked("node", key);
  return Append(token, BuildServiceAttestation(grant.right.resource), signer);
}

absl::StatusOr<Verdict<UnverifiedBiscuit>> AttestParty(const UnverifiedBiscuit& token, const crypto::Signer& signer) {
  ASSIGN_OR_RETURN(const Verdict<Grant> read, GrantOf(token));
  if (const auto* refusal = std::get_if<Refusal>(&read)) return *refusal;
  const engine::PublicKey key = token::EngineKey(signer.public_key());
  engine::Block block;
  for (const Attestor& party : std::get<Grant>(read).parties) {
    if (party.key != key) continue;
    for (engine::Fact& fact : BuildPartyAttestation(party.component).facts) block.facts.push_back(std::move(fact));
  }
  if (block.facts.empty()) return NotAsked("party", key);
  return Append(token, block, signer);
}

absl::StatusOr<Verdict<UnverifiedBiscuit>> AttestPrefix(const UnverifiedBiscuit& token, std::string_view prefix,
                                                        const crypto::Signer& signer) {
  ASSIGN_OR_RETURN(const Verdict<Grant> read, GrantOf(token));
  if (const auto* refusal = std::get_if<Refusal>(&read)) return *refusal;
  const auto& grant = std::get<Grant>(read);
  const engine::PublicKey key = token::EngineKey(signer.public_key());
  if (grant.prefix_key != key) return NotAsked("prefix", key);
  if (auto refusal = CheckLabel({"prefix", prefix}); refusal.has_value()) return *std::move(refusal);
  if (!Covers(prefix, grant.right.resource)) {
    return Refusal(RightsDenied{grant.right.subject, grant.right.resource, grant.right.operation});
  }
  return Append(token, BuildPrefixAttestation(prefix), signer);
}

}  // namespace hardtack::identity
