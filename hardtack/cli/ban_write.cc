// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that write: add, remove, sign. Tested by tests/cli/ban.txt.

#include <string_view>
#include <utility>
#include <variant>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/ban_commands.h"
#include "hardtack/cli/ban_file.h"
#include "hardtack/cli/ban_report.h"
#include "hardtack/cli/ban_target.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/replace_file.h"
#include "hardtack/report/bans.h"

namespace hardtack::cli {
namespace {

using identity::Ban;
using identity::BanEntry;
using identity::BanFeed;
using identity::BanFeedHeader;
using identity::BanLog;
using identity::BanTarget;
using identity::Refusal;
using identity::Verdict;

// What add and remove have in common.
struct Edit {
  const std::string& file;
  BanEntry::Action action;
  Ban ban;  // its target is filled in
};

struct Edited {
  BanEntry entry;
  bool replaced = false;  // a ban of the same target stood
  std::string above;      // the nearest name above the target that is banned; empty: none
};

std::string NameBannedAbove(const BanLog& log, const Ban& ban) {
  if (ban.target.kind != BanTarget::Kind::kIdentity) return {};
  std::string_view name = ban.target.value;
  for (size_t colon = name.rfind(':'); colon != std::string_view::npos; colon = name.rfind(':')) {
    name = name.substr(0, colon);
    const auto above = log.Find({BanTarget::Kind::kIdentity, name});
    if (above.has_value() && above->HoldsAt(ban.since)) return std::string(name);
  }
  return {};
}

absl::StatusOr<BanLog> ReadForEdit(const Edit& edit, Console& console) {
  if (edit.action == BanEntry::Action::kBan && !FileExists(edit.file)) return BanLog();
  Input input(console);
  return ReadBanLog(edit.file, input);
}

absl::StatusOr<Edited> Write(const Edit& edit, Console& console) {
  if (edit.file == "-") {
    return Error(ErrorKind::kInvalidArgument, "a log is changed in its place, so --file takes a file, not -");
  }
  // Nothing can be lifted from a log that is not there, and a lock would be left beside it.
  if (edit.action == BanEntry::Action::kUnban) RETURN_IF_ERROR(File::OpenToRead(edit.file).status());
  // Held from the reading to the writing, so that no entry of another process is lost in between.
  ASSIGN_OR_RETURN(const File lock, File::LockFor(edit.file));
  ASSIGN_OR_RETURN(BanLog log, ReadForEdit(edit, console));
  const bool stands = log.Find(edit.ban.target).has_value();
  if (edit.action == BanEntry::Action::kBan) {
    RETURN_IF_ERROR(log.Add(edit.ban));
  } else if (stands) {
    RETURN_IF_ERROR(log.Lift(edit.ban));
  } else {
    return Error(ErrorKind::kInvalidArgument, "no ban stands of: " + report::BanTargetText(edit.ban.target));
  }
  RETURN_IF_ERROR(ReplaceFile(edit.file, log.text(), Readers::kOwner));
  return Edited{{log.state().number, edit.action, edit.ban}, stands, NameBannedAbove(log, edit.ban)};
}

std::string EntryText(const BanEntry& entry) {
  const std::string target = report::BanTargetText(entry.ban.target);
  const std::string number = "entry " + std::to_string(entry.number) + ": ";
  if (entry.action == BanEntry::Action::kUnban) return number + "the ban of " + target + " is lifted\n";
  if (entry.ban.target.kind == BanTarget::Kind::kIdentity) {
    return number + target + " and everything below it is banned\n";
  }
  return number + "every token with " + target + " is banned\n";
}

ExitCode Finish(const Edited& edited, Console& console) {
  if (console.json()) {
    console.Print(report::BanWrittenDocument(edited.entry, edited.replaced, edited.above));
    return ExitCode::kYes;
  }
  console.Print(EntryText(edited.entry));
  const bool lifted = edited.entry.action == BanEntry::Action::kUnban;
  if (!lifted && edited.replaced) console.Note("note: this replaces the ban of it that stood");
  if (lifted && !edited.above.empty()) console.Note("note: still banned, with everything below: " + edited.above);
  return ExitCode::kYes;
}

ExitCode Run(Edit edit, const BanTargetChoice& choice, Console& console) {
  Input input(console, choice.store);
  const absl::StatusOr<Verdict<OwnedBanTarget>> target = ReadTarget(choice, input);
  if (!target.ok()) return console.Fail(target.status());
  if (const auto* refusal = std::get_if<Refusal>(&*target)) return console.Refuse(*refusal);
  edit.ban.target = std::get<OwnedBanTarget>(*target).view();
  const absl::StatusOr<Edited> edited = Write(edit, console);
  return edited.ok() ? Finish(*edited, console) : console.Fail(edited.status());
}

absl::StatusOr<std::string> SignedText(const SignBansOptions& options, int64_t as_of, const crypto::PrivateKey& key,
                                       Input& input) {
  ASSIGN_OR_RETURN(const BanLog log, ReadBanLog(options.file, input));
  if (options.since.has_value()) return log.SignDelta(*options.since, as_of, key);
  return log.SignSnapshot(as_of, key);
}

// A feed, and what it says about itself as its readers will read it.
struct Published {
  std::string text;
  BanFeedHeader header;
};

absl::StatusOr<Published> Publish(const SignBansOptions& options, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const int64_t as_of, ParseMoment(options.now));
  ASSIGN_OR_RETURN(const crypto::PrivateKey key, input.ReadPrivateKey(options.key));
  ASSIGN_OR_RETURN(std::string text, SignedText(options, as_of, key, input));
  ASSIGN_OR_RETURN(const BanFeed feed, BanFeed::Verify(text, key.public_key()));
  if (options.out != "-") RETURN_IF_ERROR(ReplaceFile(options.out, text, Readers::kEverybody));
  const BanFeedHeader header = feed.header();
  return Published{std::move(text), header};
}

}  // namespace

ExitCode AddBan(const AddBanOptions& options, Console& console) {
  const absl::StatusOr<int64_t> now = ParseMoment(options.now);
  if (!now.ok()) return console.Fail(now.status());
  Ban ban{{}, *now, std::nullopt, options.author, options.reason};
  if (options.until.has_value()) {
    const absl::StatusOr<int64_t> until = ParseMoment(*options.until);
    if (!until.ok()) return console.Fail(until.status());
    ban.until = *until;
  }
  return Run({options.file, BanEntry::Action::kBan, ban}, options.target, console);
}

ExitCode RemoveBan(const RemoveBanOptions& options, Console& console) {
  const absl::StatusOr<int64_t> now = ParseMoment(options.now);
  if (!now.ok()) return console.Fail(now.status());
  const Ban ban{{}, *now, std::nullopt, options.author, options.reason};
  return Run({options.file, BanEntry::Action::kUnban, ban}, options.target, console);
}

ExitCode SignBans(const SignBansOptions& options, Console& console) {
  const absl::StatusOr<Published> published = Publish(options, console);
  if (!published.ok()) return console.Fail(published.status());
  const bool printed = options.out == "-";
  if (console.json()) {
    console.Print(report::BanFeedDocument(published->header, options.out, printed ? published->text : std::string()));
  } else if (printed) {
    console.Print(published->text);
    console.Note(FeedText(published->header));
  } else {
    console.Print(FeedText(published->header) + '\n');
  }
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
