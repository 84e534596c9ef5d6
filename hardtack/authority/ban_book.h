// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BanBook is the log of bans as an authority has it at hand: kept in the store, followed when others append to it,
// published as signed snapshots and deltas, and obeyed as a BanList. docs/bans.md

#ifndef HARDTACK_AUTHORITY_BAN_BOOK_H_
#define HARDTACK_AUTHORITY_BAN_BOOK_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/audit/audit_event.h"
#include "hardtack/authority/signing_keys.h"
#include "hardtack/authority/store/store.h"
#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/ban_log.h"

namespace hardtack::authority {

// Thread-safe.
class BanBook {
 public:
  // Reads the whole log. `store` must outlive the book.
  //   Io                 as Store
  //   MalformedBanList   the store holds what is no log of bans
  //   InvalidArgument    no key signs now
  static absl::StatusOr<std::unique_ptr<BanBook>> Open(Store& store, Clock clock,
                                                       std::shared_ptr<const SigningKeys> keys);

  // What is banned, as of the last time that the store was asked. Waits for nothing.
  std::shared_ptr<const identity::BanList> list() const;
  // Feeds are signed by these from now on.
  void UseKeys(std::shared_ptr<const SigningKeys> keys);

  // Appends an entry, durably, and `event` with it: its number.
  //   InvalidArgument   as identity::BanLog::Add and Lift
  //   Io                as Store
  absl::StatusOr<uint64_t> Append(identity::BanEntry::Action action, const identity::Ban& ban, const AuditEvent& event);

  // Takes over what others appended; after it the list is as old as the call. Linear in what is new.
  //   Io, MalformedBanList   as Open; the list stays, and grows old
  absl::Status Refresh();

  // Signed feeds: all bans that stand, and the entries after a number. As of the last time that the store was asked:
  // one that does not answer makes them old, for whoever gets them too.
  //   InvalidArgument   the log does not reach as far as `after`; no key signs now
  struct Feed {
    std::string text;
    identity::BanState state;  // that it leads to
  };
  absl::StatusOr<Feed> Snapshot();
  absl::StatusOr<Feed> Delta(uint64_t after);
  identity::BanState state() const;

  // Calls `wake` once: as soon as the log has an entry above `after`, or when Expire is called at `deadline` (UTC
  // seconds) or later, or before now, since then the clock was set back. Perhaps before it returns.
  void Await(uint64_t after, int64_t deadline, std::function<void()> wake);
  void Expire(int64_t now);

 private:
  BanBook(Store& store, Clock clock, std::shared_ptr<const SigningKeys> keys)
      : store_(store), clock_(std::move(clock)), keys_(std::move(keys)) {}
  struct Waiter {
    uint64_t after;
    int64_t since;
    int64_t deadline;
    std::function<void()> wake;
  };
  // A feed that was made, for the next one who asks for the same.
  struct KeptFeed {
    Feed feed;
    uint64_t after = 0;  // of a delta
    int64_t made = 0;    // UTC seconds
  };
  absl::StatusOr<const crypto::Signer*> SignerNow() const;
  bool IsGood(const std::optional<KeptFeed>& kept, int64_t now, int64_t seconds) const;
  absl::Status FollowStore();
  absl::Status UpdateList();
  void WakeAbove(uint64_t number);

  Store& store_;
  const Clock clock_;
  mutable std::mutex mutex_;  // of the log and of what is made of it; held while the store is written
  std::shared_ptr<const SigningKeys> keys_;
  identity::BanLog log_;
  int64_t as_of_ = 0;  // UTC seconds: the log had all that the store had then
  std::optional<KeptFeed> snapshot_;
  std::optional<KeptFeed> delta_;
  mutable std::mutex list_mutex_;
  std::shared_ptr<const identity::BanList> list_ = std::make_shared<const identity::BanList>();
  std::mutex waiters_mutex_;
  std::vector<Waiter> waiters_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_BAN_BOOK_H_
