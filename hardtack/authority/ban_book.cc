// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The log of bans at hand. Tested by tests/authority/ban_book_test.cc.

#include "hardtack/authority/ban_book.h"

#include <algorithm>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/identity/ban_feed.h"

namespace hardtack::authority {
namespace {

constexpr size_t kLinesAtATime = 10'000;
// A snapshot of a large log takes long to make, and is as good a little later: deltas tell what is new.
constexpr int64_t kSnapshotSeconds = 5;
// All who wait for an entry are woken together, and ask for the same delta.
constexpr int64_t kDeltaSeconds = 1;

}  // namespace

absl::StatusOr<std::unique_ptr<BanBook>> BanBook::Open(Store& store, Clock clock,
                                                       std::shared_ptr<const SigningKeys> keys) {
  std::unique_ptr<BanBook> book(new BanBook(store, std::move(clock), std::move(keys)));
  RETURN_IF_ERROR(book->Refresh());
  return book;
}

std::shared_ptr<const identity::BanList> BanBook::list() const {
  const std::lock_guard lock(list_mutex_);
  return list_;
}

void BanBook::UseKeys(std::shared_ptr<const SigningKeys> keys) {
  const std::lock_guard lock(mutex_);
  keys_ = std::move(keys);
  snapshot_.reset();
  delta_.reset();
}

identity::BanState BanBook::state() const {
  const std::lock_guard lock(mutex_);
  return log_.state();
}

absl::StatusOr<const crypto::Signer*> BanBook::SignerNow() const {
  ASSIGN_OR_RETURN(const SigningKey* key, keys_->Active(clock_()));
  return key->signer.get();
}

// Others may append between reading and appending; then theirs is followed first, and the entry gets the next number.
absl::StatusOr<uint64_t> BanBook::Append(identity::BanEntry::Action action, const identity::Ban& ban,
                                         const AuditEvent& event) {
  uint64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    for (bool appended = false; !appended;) {
      ASSIGN_OR_RETURN(const std::string line, log_.NextLine(action, ban));
      number = log_.state().number + 1;
      const int64_t now = clock_();
      ASSIGN_OR_RETURN(appended, store_.AppendBan({number, line}, RecordOf(event)));
      if (appended) RETURN_IF_ERROR(log_.Follow(line));
      if (appended) as_of_ = now;
      if (!appended) RETURN_IF_ERROR(FollowStore());
    }
    RETURN_IF_ERROR(UpdateList());
  }
  WakeAbove(number);
  return number;
}

absl::Status BanBook::Refresh() {
  uint64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    RETURN_IF_ERROR(FollowStore());
    RETURN_IF_ERROR(UpdateList());
    number = log_.state().number;
  }
  WakeAbove(number);
  return absl::OkStatus();
}

absl::Status BanBook::FollowStore() {
  const int64_t now = clock_();
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<BanLine> lines, store_.ReadBans(log_.state().number, kLinesAtATime));
    for (const BanLine& line : lines) RETURN_IF_ERROR(log_.Follow(line.line));
    if (lines.size() < kLinesAtATime) break;
  }
  as_of_ = now;
  return absl::OkStatus();
}

// The list follows by the same signed feeds that verifiers elsewhere follow.
absl::Status BanBook::UpdateList() {
  ASSIGN_OR_RETURN(const crypto::Signer* signer, SignerNow());
  const std::shared_ptr<const identity::BanList> before = list();
  // A list refuses what is older than itself, and so it is begun anew when the clock was set back.
  const bool begins = before->as_of() == 0 || as_of_ < before->as_of();
  ASSIGN_OR_RETURN(const std::string text, begins ? log_.SignSnapshot(as_of_, *signer)
                                                  : log_.SignDelta(before->state().number, as_of_, *signer));
  ASSIGN_OR_RETURN(const identity::BanFeed feed, identity::BanFeed::Verify(text, signer->public_key()));
  ASSIGN_OR_RETURN(identity::BanList list, begins ? identity::BanList().Update(feed) : before->Update(feed));
  const std::lock_guard lock(list_mutex_);
  list_ = std::make_shared<const identity::BanList>(std::move(list));
  return absl::OkStatus();
}

bool BanBook::IsGood(const std::optional<KeptFeed>& kept, int64_t now, int64_t seconds) const {
  return kept.has_value() && kept->feed.state == log_.state() && kept->made <= now && now < kept->made + seconds;
}

absl::StatusOr<BanBook::Feed> BanBook::Snapshot() {
  const std::lock_guard lock(mutex_);
  const int64_t now = clock_();
  if (!IsGood(snapshot_, now, kSnapshotSeconds)) {
    ASSIGN_OR_RETURN(const crypto::Signer* signer, SignerNow());
    ASSIGN_OR_RETURN(std::string text, log_.SignSnapshot(as_of_, *signer));
    snapshot_ = KeptFeed{{std::move(text), log_.state()}, 0, now};
  }
  return snapshot_->feed;
}

absl::StatusOr<BanBook::Feed> BanBook::Delta(uint64_t after) {
  const std::lock_guard lock(mutex_);
  const int64_t now = clock_();
  if (!IsGood(delta_, now, kDeltaSeconds) || delta_->after != after) {
    ASSIGN_OR_RETURN(const crypto::Signer* signer, SignerNow());
    ASSIGN_OR_RETURN(std::string text, log_.SignDelta(after, as_of_, *signer));
    delta_ = KeptFeed{{std::move(text), log_.state()}, after, now};
  }
  return delta_->feed;
}

void BanBook::Await(uint64_t after, int64_t deadline, std::function<void()> wake) {
  {
    const std::lock_guard lock(waiters_mutex_);
    waiters_.push_back({after, clock_(), deadline, std::move(wake)});
  }
  // What was appended before it waited has woken nobody.
  WakeAbove(state().number);
}

void BanBook::WakeAbove(uint64_t number) {
  std::vector<Waiter> woken;
  {
    const std::lock_guard lock(waiters_mutex_);
    const auto waits = [&](const Waiter& waiter) { return waiter.after >= number; };
    const auto rest = std::stable_partition(waiters_.begin(), waiters_.end(), waits);
    woken.assign(std::make_move_iterator(rest), std::make_move_iterator(waiters_.end()));
    waiters_.erase(rest, waiters_.end());
  }
  for (const Waiter& waiter : woken) waiter.wake();
}

void BanBook::Expire(int64_t now) {
  std::vector<Waiter> expired;
  {
    const std::lock_guard lock(waiters_mutex_);
    const auto waits = [&](const Waiter& waiter) { return waiter.since <= now && now < waiter.deadline; };
    const auto rest = std::stable_partition(waiters_.begin(), waiters_.end(), waits);
    expired.assign(std::make_move_iterator(rest), std::make_move_iterator(waiters_.end()));
    waiters_.erase(rest, waiters_.end());
  }
  for (const Waiter& waiter : expired) waiter.wake();
}

}  // namespace hardtack::authority
