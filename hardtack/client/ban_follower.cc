// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Following bans. Tested by tests/client/ban_follower_test.cc.

#include "hardtack/client/ban_follower.h"

#include <algorithm>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/client/moment_text.h"
#include "hardtack/client/pause.h"
#include "hardtack/identity/ban_feed.h"

namespace hardtack::client {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A request that was answered sooner was not held, whatever the authority had to do for it.
constexpr milliseconds kHeld{500};

}  // namespace

BanFollower::BanFollower(Client client, crypto::PublicKey authority, BanFollowerOptions options)
    : client_(std::move(client)),
      authority_(authority),
      options_(std::move(options)),
      list_(std::make_shared<const identity::BanList>()),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

BanFollower::~BanFollower() = default;

BanFollower::List BanFollower::list() const {
  const std::lock_guard lock(mutex_);
  return list_;
}

absl::Status BanFollower::status() const {
  const std::lock_guard lock(mutex_);
  return last_.Get();
}

bool BanFollower::WaitForList(milliseconds time) const {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, time, [this] { return list_->as_of() != 0; });
}

void BanFollower::Run(const std::stop_token& stop) {
  while (Pause(Step(stop), stop)) {
  }
}

BanFetchResult BanFollower::Ask(const identity::BanList& list, bool renew, const std::stop_token& stop) {
  if (needs_snapshot_) return FetchBanSnapshot(client_, {}, options_.max_bytes, stop);
  // "Nothing new" would not do: nobody has signed that. And it is to be signed now.
  if (renew) return FetchBanDelta(client_, list.state().number, {}, {}, options_.max_bytes, stop);
  return FetchBanDelta(client_, list.state().number, options_.wait, etag_, options_.max_bytes, stop);
}

absl::Status BanFollower::Take(const BanFetchResult& result) {
  RETURN_IF_ERROR(result.status);
  if (result.bans.unchanged) return absl::OkStatus();
  ASSIGN_OR_RETURN(const identity::BanFeed feed,
                   identity::BanFeed::Verify(result.bans.text, authority_, options_.max_bytes));
  ASSIGN_OR_RETURN(identity::BanList list, this->list()->Update(feed));
  Publish(std::make_shared<const identity::BanList>(std::move(list)));
  return absl::OkStatus();
}

void BanFollower::Publish(const List& list) {
  {
    const std::lock_guard lock(mutex_);
    list_ = list;
  }
  changed_.notify_all();
  if (options_.on_update) options_.on_update(list);
}

milliseconds BanFollower::Step(const std::stop_token& stop) {
  const List before = list();
  const bool renew = before->Age(UtcNow()) >= options_.renew_after.count();
  const auto begin = steady_clock::now();
  const BanFetchResult result = Ask(*before, renew, stop);
  const absl::Status taken = Take(result);
  {
    const std::lock_guard lock(mutex_);
    last_.Set(taken);
  }
  if (!taken.ok()) {
    // The authority answers, and its delta does not continue the list: it may have shortened its log, or lost it.
    if (KindOf(taken) != ErrorKind::kNetwork) needs_snapshot_ = true;
    return std::max<milliseconds>(DelayAfterFailure(), result.not_before);
  }
  failures_ = 0;
  needs_snapshot_ = false;
  // It is about the request with this number.
  const bool same = list()->state().number == before->state().number;
  etag_ = same ? result.bans.etag : std::string();
  const bool renewed = renew && list()->Age(UtcNow()) < options_.renew_after.count();
  const bool held = steady_clock::now() - begin >= kHeld;
  return !same || renewed || held ? milliseconds(0) : options_.pause;
}

milliseconds BanFollower::DelayAfterFailure() {
  const milliseconds doubled = options_.first_delay * (int64_t{1} << std::min<size_t>(failures_++, 20));
  return Jitter(std::min(doubled, options_.longest_delay));
}

}  // namespace hardtack::client
