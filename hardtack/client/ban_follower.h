// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BanFollower keeps an authority's bans at hand, in a thread of its own: a snapshot first, then each delta as soon as
// the authority has it. What is handed out was signed by the authority, follows what was handed out before, and is
// never older. When the authority cannot be reached, the list at hand stays, and grows old: a verifier's bound of
// freshness (identity::BanPolicy) says how long it may be relied on.

#ifndef HARDTACK_CLIENT_BAN_FOLLOWER_H_
#define HARDTACK_CLIENT_BAN_FOLLOWER_H_

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "hardtack/client/ban_fetch.h"
#include "hardtack/client/client.h"
#include "hardtack/client/kept_error.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/ban_list.h"

namespace hardtack::client {

struct BanFollowerOptions {
  std::chrono::seconds wait{25};           // how long the authority may hold a request until there is something new
  std::chrono::milliseconds pause{5'000};  // between two requests that it did not hold, and that brought nothing
  std::chrono::milliseconds first_delay{1'000};  // after a failure; doubled with each further one
  std::chrono::milliseconds longest_delay{60'000};
  std::chrono::seconds renew_after{60};  // an older list is asked for even if nothing changed, to be signed anew
  size_t max_bytes = kMaxFetchedBanBytes;
  // Called with each new list, from the follower's thread; returns soon, throws nothing. May be empty.
  std::function<void(const std::shared_ptr<const identity::BanList>&)> on_update{};
};

// Thread-safe.
class BanFollower {
 public:
  using List = std::shared_ptr<const identity::BanList>;

  // Begins at once. `authority` is the key that signs the bans.
  BanFollower(Client client, crypto::PublicKey authority, BanFollowerOptions options = {});
  // Ends a request that waits, at once.
  ~BanFollower();
  BanFollower(const BanFollower&) = delete;
  BanFollower& operator=(const BanFollower&) = delete;

  // The newest list; before the first one the list of nobody, which no bound of freshness accepts. Never null.
  // Constant.
  List list() const;

  // Why the last attempt brought nothing; OK when it did.
  //   Network, BanListRollback, InvalidSignature and what else BanFeed::Verify and BanList::Update return
  absl::Status status() const;

  // Waits for a first list, up to `time`; whether there is one.
  bool WaitForList(std::chrono::milliseconds time) const;

 private:
  void Run(const std::stop_token& stop);
  // One request, and what its answer changes. How long to wait before the next one.
  std::chrono::milliseconds Step(const std::stop_token& stop);
  BanFetchResult Ask(const identity::BanList& list, bool renew, const std::stop_token& stop);
  absl::Status Take(const BanFetchResult& result);
  std::chrono::milliseconds DelayAfterFailure();
  void Publish(const List& list);

  const Client client_;
  const crypto::PublicKey authority_;
  const BanFollowerOptions options_;

  // Of the thread alone.
  bool needs_snapshot_ = true;
  std::string etag_;  // of the last answer to the request that comes next
  size_t failures_ = 0;

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  List list_;  // these two are guarded by mutex_
  KeptError last_;

  std::jthread thread_;  // last: it uses the others
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_BAN_FOLLOWER_H_
