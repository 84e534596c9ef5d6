// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that look at bans: list, show-tree, verify. Tested by tests/cli/ban.txt.

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/ban_commands.h"
#include "hardtack/cli/ban_file.h"
#include "hardtack/cli/moment.h"
#include "hardtack/report/bans.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/time_text.h"

namespace hardtack::cli {
namespace {

using identity::BanEntry;
using identity::BanList;
using identity::BanLog;

// Bans, and what their texts live in.
struct Bans {
  BanLog log;
  BanList list;
  std::vector<BanEntry> entries;
};

absl::StatusOr<Bans> ReadBans(const ShowBansOptions& options, Console& console) {
  Input input(console);
  Bans bans;
  if (options.public_key.empty()) {
    if (!options.deltas.empty()) {
      return Error(ErrorKind::kInvalidArgument, "--delta follows a signed snapshot, which needs --public-key");
    }
    ASSIGN_OR_RETURN(bans.log, ReadBanLog(options.file, input));
    bans.entries = bans.log.Standing();
    return bans;
  }
  ASSIGN_OR_RETURN(const crypto::PublicKey key, input.ReadPublicKey(options.public_key));
  ASSIGN_OR_RETURN(bans.list, ReadBanList(options.file, options.deltas, key, input));
  bans.entries = bans.list.Entries();
  return bans;
}

// Prints the bans that hold, by `text` for people.
ExitCode Show(const ShowBansOptions& options, std::string (*text)(std::span<const BanEntry>), Console& console) {
  const absl::StatusOr<int64_t> now = ParseMoment(options.now);
  if (!now.ok()) return console.Fail(now.status());
  absl::StatusOr<Bans> bans = ReadBans(options, console);
  if (!bans.ok()) return console.Fail(bans.status());
  const size_t others = std::erase_if(bans->entries, [&](const BanEntry& entry) { return !entry.ban.HoldsAt(*now); });
  if (console.json()) {
    console.Print(report::BansDocument(bans->entries));
    return ExitCode::kYes;
  }
  console.Print(bans->entries.empty() ? "no ban is in force\n" : text(bans->entries));
  if (others > 0) console.Note("note: bans that have ended: " + std::to_string(others));
  return ExitCode::kYes;
}

absl::StatusOr<BanList> Verify(const VerifyBansOptions& options, int64_t now, Console& console) {
  Input input(console);
  ASSIGN_OR_RETURN(const crypto::PublicKey key, input.ReadPublicKey(options.public_key));
  ASSIGN_OR_RETURN(BanList list, ReadBanList(options.file, options.deltas, key, input));
  if (options.max_age.has_value()) {
    ASSIGN_OR_RETURN(const int64_t max_age, ParseLifetime(*options.max_age));
    RETURN_IF_ERROR(list.CheckFreshness(now, max_age));
  }
  return list;
}

std::string ValidText(const BanList& list, int64_t now) {
  return "valid: " + report::BanCountText(list.size()) + " up to entry " + std::to_string(list.state().number) +
         ", as of " + report::TimeText(list.as_of()) + " (" + std::to_string(list.Age(now)) + " s old)\n";
}

}  // namespace

ExitCode ListBans(const ShowBansOptions& options, Console& console) {
  return Show(options, &report::BanTableText, console);
}

ExitCode ShowBanTree(const ShowBansOptions& options, Console& console) {
  return Show(options, &report::BanTreeText, console);
}

ExitCode VerifyBans(const VerifyBansOptions& options, Console& console) {
  const absl::StatusOr<int64_t> now = ParseMoment(options.now);
  if (!now.ok()) return console.Fail(now.status());
  const absl::StatusOr<BanList> list = Verify(options, *now, console);
  if (!list.ok()) {
    if (!console.json()) return console.Fail(list.status());
    console.Print(report::NotVerifiedDocument(list.status()));
    return ExitCodeOf(list.status());
  }
  console.Print(console.json() ? report::BanListDocument(*list, *now) : ValidText(*list, *now));
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
