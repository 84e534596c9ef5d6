// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bans for verifying verbs. Tested by tests/cli/banned.txt.

#include "hardtack/cli/ban_choice.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/ban_file.h"
#include "hardtack/cli/moment.h"

namespace hardtack::cli {

void AddBanChoice(Verb verb, BanChoice& choice) {
  verb.Add("--bans", choice.file, "FILE", "refuse what this signed snapshot bans");
  verb.Add("--ban-delta", choice.deltas, "FILE", "a signed delta that continues it; may be repeated, in order");
  verb.Add("--ban-key", choice.key, "KEY", "the public key that signed them: text or a file (default: the root's)");
  verb.Add("--max-ban-age", choice.max_age, "TIME",
           "refuse to decide by a list that is older: seconds, or 30m, 8h, 1d");
  verb.Add("--stale-bans", choice.stale, "",
           "refuse to decide by an older list (default), or warn and obey it all the same")
      .Among({"refuse", "warn"});
}

namespace {

absl::Status CheckCompleteness(const BanChoice& choice) {
  const bool alone = choice.deltas.empty() && choice.key.empty() && choice.max_age.empty() && choice.stale.empty();
  if (choice.file.empty() && !alone) {
    return Error(ErrorKind::kInvalidArgument, "--bans FILE is missing, which the other options on bans are about");
  }
  if (choice.max_age.empty() && !choice.stale.empty()) {
    return Error(ErrorKind::kInvalidArgument, "--max-ban-age TIME is missing, which says when a list is stale");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ObeyedBans> ReadBans(const BanChoice& choice, const std::optional<crypto::PublicKey>& root, int64_t now,
                                    Input& input) {
  ObeyedBans obeyed;
  RETURN_IF_ERROR(CheckCompleteness(choice));
  if (choice.file.empty()) return obeyed;
  std::optional<crypto::PublicKey> authority = root;
  if (!choice.key.empty()) {
    ASSIGN_OR_RETURN(authority, input.ReadPublicKey(choice.key));
  }
  if (!authority.has_value()) {
    return Error(ErrorKind::kInvalidArgument,
                 "--ban-key KEY is missing: with several root keys, which signed the bans?");
  }
  ASSIGN_OR_RETURN(identity::BanList list, ReadBanList(choice.file, choice.deltas, *authority, input));
  obeyed.list = std::make_shared<const identity::BanList>(std::move(list));
  if (choice.max_age.empty()) return obeyed;
  ASSIGN_OR_RETURN(const int64_t max_age, ParseLifetime(choice.max_age));
  if (choice.stale == "warn") {
    obeyed.stale = obeyed.list->CheckFreshness(now, max_age);
  } else {
    obeyed.max_age = max_age;
  }
  return obeyed;
}

void NoteStaleBans(const ObeyedBans& bans, Console& console) {
  if (bans.stale.ok()) return;
  console.Note("note: " + std::string(bans.stale.message()) + "; it is obeyed all the same");
  console.AddToDocument("bans_stale");
}

}  // namespace hardtack::cli
