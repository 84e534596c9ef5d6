// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Which bans a verification obeys, as options say it.

#ifndef HARDTACK_CLI_BAN_CHOICE_H_
#define HARDTACK_CLI_BAN_CHOICE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/cli/console.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/verb.h"
#include "hardtack/identity/signatures.h"

namespace hardtack::cli {

struct BanChoice {
  std::string file;                 // a signed snapshot; empty: nobody is banned
  std::vector<std::string> deltas;  // signed, in order
  std::string key;                  // of the authority that signed them; empty: the root's
  std::string max_age;              // a lifetime; empty: any
  std::string stale;                // what to do with an older list: "refuse" or "warn"; empty: refuse
};

// The options --bans, --ban-delta, --ban-key, --max-ban-age and --stale-bans.
void AddBanChoice(Verb verb, BanChoice& choice);

// What a choice came to.
struct ObeyedBans {
  std::shared_ptr<const identity::BanList> list;  // null: nobody is banned
  std::optional<int64_t> max_age;
  absl::Status stale{};  // why the list is not to be relied on, where a warning is enough; it is obeyed all the same

  // A view of this.
  identity::BanPolicy policy() const { return {list.get(), max_age}; }
};

// `root` is the key of the token's authority, if there is one alone; `now` is UTC seconds.
//   InvalidArgument   other options without --bans; no key is known that signed the list; --stale-bans alone
//   as ReadBanList, Input::ReadPublicKey and ParseLifetime
absl::StatusOr<ObeyedBans> ReadBans(const BanChoice& choice, const std::optional<crypto::PublicKey>& root, int64_t now,
                                    Input& input);

// Says so if the list is stale, also in the document (`bans_stale`).
void NoteStaleBans(const ObeyedBans& bans, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_BAN_CHOICE_H_
