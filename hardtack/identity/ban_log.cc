// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The authority's record of bans. Tested by tests/identity/ban_feed_test.cc.

#include "hardtack/identity/ban_log.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/ban_index.h"
#include "hardtack/identity/ban_text.h"

namespace hardtack::identity {
namespace {

constexpr uint64_t kEntriesPerMark = 256;

std::string FirstLine() { return absl::StrCat(ToAbsl(kBanFormat), " log\n"); }

absl::Status CheckAsOf(int64_t as_of) {
  if (as_of >= 0) return absl::OkStatus();
  return Error(ErrorKind::kInvalidArgument, absl::StrCat("a time before 1970: ", as_of));
}

}  // namespace

BanLog::BanLog() : text_(FirstLine()), index_(std::make_unique<BanIndex>()) {}
BanLog::BanLog(BanLog&&) noexcept = default;
BanLog& BanLog::operator=(BanLog&&) noexcept = default;
BanLog::~BanLog() = default;

absl::StatusOr<BanLog> BanLog::Read(std::string text, size_t max_bytes) {
  if (text.size() > max_bytes) {
    return Error(ErrorKind::kTextTooLarge, absl::StrCat("the log of bans has more than ", max_bytes, " bytes"));
  }
  RETURN_IF_ERROR(CheckBanFormat(text));
  BanLog log;
  if (text.compare(0, log.text_.size(), log.text_) != 0) return MalformedLine(1, "not a log of bans");
  BanReader reader(std::string_view(text).substr(log.text_.size()), 1);
  size_t offset = log.text_.size();
  while (true) {
    ASSIGN_OR_RETURN(const std::optional<BanEntry> entry, reader.Next());
    if (!entry.has_value()) break;
    RETURN_IF_ERROR(log.CheckFollows(*entry, reader));
    log.Apply(*entry, reader.line(), offset);
    offset += reader.line().size() + 1;
  }
  log.text_ = std::move(text);
  return log;
}

absl::Status BanLog::CheckFollows(const BanEntry& entry, const BanReader& reader) const {
  if (entry.number != state_.number + 1) return reader.Malformed("the number is not the one after the last");
  const bool lifts = entry.action == BanEntry::Action::kUnban;
  if (lifts && !Find(entry.ban.target).has_value()) return reader.Malformed("no ban stands that could be lifted");
  return absl::OkStatus();
}

void BanLog::Apply(const BanEntry& entry, std::string_view line, size_t offset) {
  if (state_.number % kEntriesPerMark == 0) marks_.push_back({offset, state_});
  state_ = Advance(state_, line);
  if (entry.action == BanEntry::Action::kBan) {
    index_->Put(entry);
  } else {
    index_->Erase(entry.ban.target);
  }
}

absl::StatusOr<std::string> BanLog::NextLine(BanEntry::Action action, const Ban& ban) const {
  if (action == BanEntry::Action::kUnban && !index_->Find(ban.target).has_value()) {
    return Error(ErrorKind::kInvalidArgument, "no ban of it stands", ban.target.value);
  }
  const BanEntry entry{state_.number + 1, action, ban};
  RETURN_IF_ERROR(CheckEntry(entry));
  std::string line;
  AppendLine(entry, line);
  return line;
}

absl::Status BanLog::Follow(std::string_view line) {
  std::string ended(line);
  ended += '\n';
  BanReader reader(ended, static_cast<size_t>(state_.number) + 1);
  ASSIGN_OR_RETURN(const std::optional<BanEntry> entry, reader.Next());
  if (!entry.has_value() || reader.line().size() != line.size()) return reader.Malformed("not one line");
  RETURN_IF_ERROR(CheckFollows(*entry, reader));
  Apply(*entry, line, text_.size());
  text_ += ended;
  return absl::OkStatus();
}

absl::Status BanLog::Append(BanEntry::Action action, const Ban& ban) {
  ASSIGN_OR_RETURN(const std::string line, NextLine(action, ban));
  Apply({state_.number + 1, action, ban}, line, text_.size());
  absl::StrAppend(&text_, line, "\n");
  return absl::OkStatus();
}

absl::Status BanLog::Add(const Ban& ban) { return Append(BanEntry::Action::kBan, ban); }

absl::Status BanLog::Lift(const Ban& ban) { return Append(BanEntry::Action::kUnban, ban); }

std::optional<Ban> BanLog::Find(const BanTarget& target) const {
  const auto entry = index_->Find(target);
  if (!entry.has_value()) return std::nullopt;
  return entry->ban;
}

std::vector<BanEntry> BanLog::Standing() const {
  std::vector<BanEntry> entries;
  entries.reserve(index_->size());
  index_->ForEach([&](const BanEntry& entry) { entries.push_back(entry); });
  std::ranges::sort(entries, {}, &BanEntry::number);
  return entries;
}

absl::StatusOr<std::string> BanLog::SignSnapshot(int64_t as_of, const crypto::Signer& authority) const {
  RETURN_IF_ERROR(CheckAsOf(as_of));
  BanFeedHeader header{BanFeedHeader::Kind::kSnapshot, {}, state_, as_of, 0};
  std::string lines;
  for (const BanEntry& entry : Standing()) {
    if (entry.ban.until.has_value() && *entry.ban.until <= as_of) continue;
    AppendLine(entry, lines);
    lines += '\n';
    ++header.count;
  }
  return SignBanFeed(header, lines, authority);
}

BanLog::Mark BanLog::MarkBefore(uint64_t number) const {
  if (number > state_.number) return {text_.size(), state_};
  Mark mark = marks_[(number - 1) / kEntriesPerMark];
  while (mark.before.number + 1 < number) {
    const size_t end = text_.find('\n', mark.offset);
    mark.before = Advance(mark.before, std::string_view(text_).substr(mark.offset, end - mark.offset));
    mark.offset = end + 1;
  }
  return mark;
}

absl::StatusOr<std::string> BanLog::SignDelta(uint64_t after, int64_t as_of, const crypto::Signer& authority) const {
  RETURN_IF_ERROR(CheckAsOf(as_of));
  if (after > state_.number) {
    return Error(ErrorKind::kInvalidArgument,
                 absl::StrCat("the log ends with entry ", state_.number, ", before ", after));
  }
  const Mark mark = MarkBefore(after + 1);
  const BanState& from = mark.before;
  const std::string_view rest = std::string_view(text_).substr(mark.offset);
  const BanFeedHeader header{BanFeedHeader::Kind::kDelta, from, state_, as_of, state_.number - after};
  return SignBanFeed(header, rest, authority);
}

}  // namespace hardtack::identity
