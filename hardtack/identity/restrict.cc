// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Just-in-time restriction. Tested by tests/identity/restrict_test.cc.

#include "hardtack/identity/restrict.h"

#include <string>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/kind.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/shapes.h"
#include "hardtack/identity/signatures.h"
#include "hardtack/identity/structure.h"
#include "hardtack/identity/throwaway.h"
#include "hardtack/token/builder.h"

namespace hardtack::identity {
namespace {

std::optional<Refusal> CheckToken(const wire::DecodedBlocks& blocks, int64_t now) {
  const Kind kind = Classify(blocks[0].block).kind;
  if (kind != Kind::kIdentity && kind != Kind::kLeafIdentity && kind != Kind::kAuthorization) {
    return WrongKind{"identity or authorization", std::string(NameOf(kind))};
  }
  return CheckExpiry(ExpiryOf(blocks), now, /*allow_no_expiry=*/true);
}

// A check on who acts that demands another name than the holder's is a delegation past the rules of Delegate. The
// holder's own name in it keeps a token from further delegation, and is fine.
absl::Status CheckNobodyNamed(const token::UnverifiedBiscuit& token, const wire::DecodedBlocks& blocks,
                              const std::vector<engine::Check>& checks) {
  const Verdict<Lineage> read = ReadLineage(token, blocks, nullptr);
  const auto* lineage = std::get_if<Lineage>(&read);
  for (const engine::Check& check : checks) {
    const auto name_check = ReadNameCheck(check);
    if (!name_check.has_value() || (lineage != nullptr && name_check->name == lineage->identity())) continue;
    return Error(ErrorKind::kInvalidArgument,
                 "a restriction names nobody, a name is given by delegation: " + engine::ToString(check));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Verdict<token::UnverifiedBiscuit>> Restrict(const token::UnverifiedBiscuit& token,
                                                           const RestrictRequest& request) {
  if (request.lookup != nullptr) {
    ASSIGN_OR_RETURN(const Verdict<token::Biscuit> checked, VerifySignatures(token, *request.lookup));
    if (const auto* refusal = std::get_if<Refusal>(&checked)) return *refusal;
  }
  ASSIGN_OR_RETURN(const auto blocks, token.DecodeBlocks());
  if (auto refusal = CheckToken(blocks, request.now); refusal.has_value()) return *std::move(refusal);
  RETURN_IF_ERROR(CheckNobodyNamed(token, blocks, request.checks));
  ASSIGN_OR_RETURN(const int64_t expiry, ExpiryAfter(request.now, request.ttl));
  engine::Block block;
  block.checks.push_back(BuildExpiryCheck(expiry));
  block.checks.insert(block.checks.end(), request.checks.begin(), request.checks.end());
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit restricted,
                   request.third_party ? AppendThrowaway(token, block) : token::Append(token, block));
  return restricted;
}

}  // namespace hardtack::identity
