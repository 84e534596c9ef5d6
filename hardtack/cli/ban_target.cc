// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Targets of bans. Tested by tests/cli/ban.txt.

#include "hardtack/cli/ban_target.h"

#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/store_options.h"
#include "hardtack/identity/name.h"

namespace hardtack::cli {
namespace {

using identity::BanTarget;
using identity::Refusal;
using identity::Verdict;

absl::StatusOr<OwnedBanTarget> TargetOfId(const std::string& hex) {
  const auto id = identity::ParseRevocationId(hex);
  if (!id.has_value()) return Error(ErrorKind::kMalformedSignature, "not a revocation id in hex: " + hex, hex);
  return OwnedBanTarget{BanTarget::Kind::kRevocationId, *id};
}

absl::StatusOr<OwnedBanTarget> TargetOfToken(const BanTargetChoice& choice, Input& input) {
  ASSIGN_OR_RETURN(const TokenInput token, input.ReadToken(*choice.token));
  std::vector<std::string> ids = token.token.CanonicalRevocationIds();
  const size_t block = choice.block.value_or(static_cast<uint32_t>(ids.size() - 1));
  if (block >= ids.size()) {
    return Error(ErrorKind::kInvalidArgument, "--block: the token's last block is " + std::to_string(ids.size() - 1));
  }
  return OwnedBanTarget{BanTarget::Kind::kRevocationId, std::move(ids[block])};
}

}  // namespace

void AddTarget(Verb verb, BanTargetChoice& target) {
  verb.Add("--identity", target.identity, "NAME", "this identity and everything below it");
  verb.Add("--revocation-id", target.revocation_id, "HEX", "every token with the block that has this id");
  verb.Add("--token", target.token, "TOKEN",
           "every token with the last block of this one: a saved name, a file, -, or its text");
  verb.Add("--block", target.block, "N", "another block of the token; 0 is the authority");
  AddStoreOptions(verb, target.store);
}

absl::StatusOr<Verdict<OwnedBanTarget>> ReadTarget(const BanTargetChoice& choice, Input& input) {
  const int given = choice.identity.has_value() + choice.revocation_id.has_value() + choice.token.has_value();
  if (given != 1) {
    return Error(ErrorKind::kInvalidArgument, "give one of --identity, --revocation-id and --token");
  }
  if (choice.block.has_value() && !choice.token.has_value()) {
    return Error(ErrorKind::kInvalidArgument, "--block says which block of --token");
  }
  if (choice.revocation_id.has_value()) return TargetOfId(*choice.revocation_id);
  if (choice.token.has_value()) return TargetOfToken(choice, input);
  const auto fault = identity::FaultOf(*choice.identity);
  if (fault.has_value()) return Refusal(identity::InvalidName{"identity", std::string(Describe(*fault))});
  return OwnedBanTarget{BanTarget::Kind::kIdentity, *choice.identity};
}

}  // namespace hardtack::cli
