// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The list of bans in two layers. Tested by tests/identity/ban_list_test.cc.

#include "hardtack/identity/ban_list.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/ban_index.h"
#include "hardtack/identity/ban_text.h"

namespace hardtack::identity {
namespace {

// How large the recent layer may grow beside the base. A delta copies the recent layer, and every so many entries the
// two are joined: at 10 million bans some 20 ms for a delta against some seconds for every 150000 entries.
constexpr size_t kMinRecent = 4096;
constexpr size_t kBaseToRecent = 64;

// "1 ban identity a 0 -" and two empty fields.
constexpr size_t kMinLineBytes = 23;

absl::Status Rollback(std::string_view message) { return Error(ErrorKind::kBanListRollback, message); }

// Reads all entries of `feed`; `take` has each with the reader that stands at it.
template <typename Take>
absl::Status ReadAll(const BanFeed& feed, Take&& take) {
  BanReader reader(feed.entries(), feed.header_lines());
  uint64_t count = 0;
  while (true) {
    ASSIGN_OR_RETURN(const std::optional<BanEntry> entry, reader.Next());
    if (!entry.has_value()) break;
    ++count;
    RETURN_IF_ERROR(take(*entry, reader));
  }
  if (count == feed.header().count) return absl::OkStatus();
  return Error(ErrorKind::kMalformedBanList,
               absl::StrCat("the header says ", feed.header().count, " entries, and there are ", count));
}

// The ban of `target` that stands, if one does: the recent layer knows better.
std::optional<BanEntry> Standing(const BanIndex& base, const BanIndex& recent, const BanTarget& target) {
  const auto entry = recent.Find(target);
  if (!entry.has_value()) return base.Find(target);
  return entry->action == BanEntry::Action::kBan ? entry : std::nullopt;
}

// Every ban that stands, in no order.
template <typename Visitor>
void ForEachStanding(const BanIndex& base, const BanIndex& recent, Visitor&& visit) {
  base.ForEach([&](const BanEntry& entry) {
    if (!recent.Find(entry.ban.target).has_value()) visit(entry);
  });
  recent.ForEach([&](const BanEntry& entry) {
    if (entry.action == BanEntry::Action::kBan) visit(entry);
  });
}

}  // namespace

BanList::BanList() : base_(std::make_shared<BanIndex>()), recent_(base_) {}

absl::StatusOr<BanList> BanList::Update(const BanFeed& feed) const {
  const BanFeedHeader& header = feed.header();
  const bool delta = header.kind == BanFeedHeader::Kind::kDelta;
  RETURN_IF_ERROR(delta ? CheckContinues(header) : CheckNotOlder(header));
  if (header.as_of < as_of_) {
    return Rollback(absl::StrCat("the ban list is as of ", header.as_of, ", and the one at hand as of ", as_of_));
  }
  return delta ? Continue(feed) : Replace(feed);
}

absl::Status BanList::CheckNotOlder(const BanFeedHeader& snapshot) const {
  if (snapshot.state.number < state_.number) {
    return Rollback(absl::StrCat("the ban list ends with entry ", snapshot.state.number, ", and the one at hand with ",
                                 state_.number));
  }
  if (snapshot.state.number > state_.number || snapshot.state == state_) return absl::OkStatus();
  return Rollback(
      absl::StrCat("the ban list ends with entry ", state_.number, " like the one at hand, and is not the same"));
}

absl::Status BanList::CheckContinues(const BanFeedHeader& delta) const {
  if (delta.after == state_) return absl::OkStatus();
  if (delta.after.number == state_.number) {
    return Error(ErrorKind::kBanListGap,
                 absl::StrCat("the delta continues another list that ends with entry ", state_.number));
  }
  const std::string message = absl::StrCat("the delta continues entry ", delta.after.number,
                                           ", and the ban list at hand ends with ", state_.number);
  return delta.after.number < state_.number ? Rollback(message) : Error(ErrorKind::kBanListGap, message);
}

absl::StatusOr<BanList> BanList::Replace(const BanFeed& snapshot) const {
  auto index = std::make_shared<BanIndex>();
  // A header that says more than can be there must not make room for it.
  index->Reserve(std::min<uint64_t>(snapshot.header().count, snapshot.entries().size() / kMinLineBytes));
  uint64_t last = 0;
  RETURN_IF_ERROR(ReadAll(snapshot, [&](const BanEntry& entry, const BanReader& reader) {
    if (entry.number <= last) return reader.Malformed("the number is not above the one before");
    if (entry.number > snapshot.header().state.number) return reader.Malformed("the number is beyond the last one");
    if (entry.action != BanEntry::Action::kBan) return reader.Malformed("a snapshot has no bans to lift");
    last = entry.number;
    const size_t before = index->size();
    index->Put(entry);
    return index->size() > before ? absl::OkStatus() : reader.Malformed("the target occurs before");
  }));
  BanList list;
  list.size_ = index->size();
  list.base_ = std::move(index);
  list.state_ = snapshot.header().state;
  list.as_of_ = snapshot.header().as_of;
  return list;
}

absl::StatusOr<BanList> BanList::Continue(const BanFeed& delta) const {
  auto recent = std::make_shared<BanIndex>(*recent_);
  BanList list(*this);
  RETURN_IF_ERROR(ReadAll(delta, [&](const BanEntry& entry, const BanReader& reader) {
    if (entry.number != list.state_.number + 1) return reader.Malformed("the number is not the one after the last");
    list.state_ = Advance(list.state_, reader.line());
    if (Standing(*base_, *recent, entry.ban.target).has_value()) --list.size_;
    if (entry.action == BanEntry::Action::kBan) ++list.size_;
    recent->Put(entry);
    return absl::OkStatus();
  }));
  if (list.state_ != delta.header().state) {
    return Error(ErrorKind::kMalformedBanList, "the entries do not lead to the state that the header names");
  }
  list.as_of_ = delta.header().as_of;
  list.recent_ = std::move(recent);
  list.JoinIfLarge();
  return list;
}

void BanList::JoinIfLarge() {
  if (recent_->size() <= std::max(kMinRecent, base_->size() / kBaseToRecent)) return;
  auto joined = std::make_shared<BanIndex>();
  joined->Reserve(size_);
  ForEachStanding(*base_, *recent_, [&](const BanEntry& entry) { joined->Put(entry); });
  base_ = std::move(joined);
  recent_ = std::make_shared<BanIndex>();
}

std::optional<Ban> BanList::FindIdentity(std::string_view name, int64_t now) const {
  // Names with more segments than any banned one need not be looked for.
  size_t segments = std::max(base_->max_segments(), recent_->max_segments());
  for (size_t end = 0; segments > 0 && end != std::string_view::npos; --segments) {
    end = name.find(':', end == 0 ? 0 : end + 1);
    const auto ban = FindExactly({BanTarget::Kind::kIdentity, name.substr(0, end)}, now);
    if (ban.has_value()) return ban;
  }
  return std::nullopt;
}

std::optional<Ban> BanList::FindRevocationId(std::string_view id, int64_t now) const {
  return FindExactly({BanTarget::Kind::kRevocationId, id}, now);
}

std::optional<Ban> BanList::FindExactly(const BanTarget& target, int64_t now) const {
  const std::optional<BanEntry> entry = Standing(*base_, *recent_, target);
  if (!entry.has_value() || !entry->ban.HoldsAt(now)) return std::nullopt;
  return entry->ban;
}

int64_t BanList::Age(int64_t now) const {
  // Times of a list are not negative; a clock before 1970 is at fault by itself.
  return std::max<int64_t>(now, 0) - as_of_;
}

absl::Status BanList::CheckFreshness(int64_t now, int64_t max_age) const {
  if (state_ == BanState() && as_of_ == 0) return Error(ErrorKind::kBanListStale, "there is no ban list");
  const int64_t age = Age(now);
  if (age < -kMaxClockSkew) {
    return Error(ErrorKind::kBanListStale, absl::StrCat("the ban list is from ", -age, " s ahead"));
  }
  if (age <= max_age) return absl::OkStatus();
  return Error(ErrorKind::kBanListStale,
               absl::StrCat("the ban list is ", age, " s old, and may be ", max_age, " s old"));
}

size_t BanList::MemoryBytes() const { return base_->MemoryBytes() + recent_->MemoryBytes(); }

std::vector<BanEntry> BanList::Entries() const {
  std::vector<BanEntry> entries;
  entries.reserve(size_);
  ForEachStanding(*base_, *recent_, [&](const BanEntry& entry) { entries.push_back(entry); });
  std::ranges::sort(entries, {}, &BanEntry::number);
  return entries;
}

}  // namespace hardtack::identity
