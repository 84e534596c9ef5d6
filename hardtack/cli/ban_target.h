// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Who or what is banned, as options say it.

#ifndef HARDTACK_CLI_BAN_TARGET_H_
#define HARDTACK_CLI_BAN_TARGET_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/store_key.h"
#include "hardtack/cli/verb.h"
#include "hardtack/identity/ban.h"
#include "hardtack/identity/refusal.h"

namespace hardtack::cli {

// One of the three is set.
struct BanTargetChoice {
  std::optional<std::string> identity;
  std::optional<std::string> revocation_id;  // hex
  std::optional<std::string> token;
  std::optional<uint32_t> block;  // of the token; nullopt: its last one
  StoreOptions store;
};

// The options --identity, --revocation-id, --token and --block.
void AddTarget(Verb verb, BanTargetChoice& target);

// A target that owns its bytes.
struct OwnedBanTarget {
  identity::BanTarget::Kind kind;
  std::string value;
  identity::BanTarget view() const { return {kind, value}; }
};

// The target, or InvalidName.
//   InvalidArgument      not one of the three is set; a block that the token has not
//   MalformedSignature   no id
//   as Input::ReadToken
absl::StatusOr<identity::Verdict<OwnedBanTarget>> ReadTarget(const BanTargetChoice& choice, Input& input);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_BAN_TARGET_H_
