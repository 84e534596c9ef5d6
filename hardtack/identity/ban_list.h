// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BanList answers whether an identity or a block is banned, in a time that does not depend on how many bans there are.
// It is made from what an authority published: a snapshot, then deltas or newer snapshots.

#ifndef HARDTACK_IDENTITY_BAN_LIST_H_
#define HARDTACK_IDENTITY_BAN_LIST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/identity/ban.h"
#include "hardtack/identity/ban_feed.h"

namespace hardtack::identity {

class BanIndex;

// How far an authority's clock may be ahead of a verifier's, in seconds.
inline constexpr int64_t kMaxClockSkew = 300;

// An immutable value: thread-safe, cheap to copy, since copies share what they hold. A service that updates its list
// while others read it makes the new list beside the old one and exchanges a shared_ptr.
class BanList {
 public:
  // The list of nobody: it bans nothing, and every snapshot may follow it.
  BanList();

  // The list that follows this one: by a newer snapshot, which replaces it, or by a delta, which continues it. This one
  // stays as it is.
  //   BanListRollback    `feed` is older than this list: a lower number, the same number with other entries before it,
  //                      or an earlier as_of
  //   BanListGap         a delta that does not continue this list: entries are missing in between, or it belongs to
  //                      another log
  //   MalformedBanList   an entry is not what it should be; the message names the line
  // A snapshot: linear in it. A delta: linear in it and in a 64th of this list; once every so many entries linear in
  // this list, which comes to a constant for each entry.
  absl::StatusOr<BanList> Update(const BanFeed& feed) const;

  // The ban at `now` (UTC seconds) of `name` or of a name above it, the highest first; nullopt: there is none. `name`
  // is fit (FaultOf) and at most kMaxNameBytes long. The result views this list or a copy of it.
  // Constant in the number of bans, linear in the segments of the name; allocates nothing.
  std::optional<Ban> FindIdentity(std::string_view name, int64_t now) const;

  // The ban at `now` of a block, by its revocation id in canonical form, as
  // token::UnverifiedBiscuit::CanonicalRevocationIds gives it. The result as above.
  // Constant in the number of bans; allocates nothing.
  std::optional<Ban> FindRevocationId(std::string_view id, int64_t now) const;

  // How far the log had come, and when the authority said so (UTC seconds).
  const BanState& state() const { return state_; }
  int64_t as_of() const { return as_of_; }

  // Seconds from as_of to `now`; negative when the authority's clock is ahead.
  int64_t Age(int64_t now) const;

  // Whether the list may be relied on at `now`.
  //   BanListStale   older than `max_age` seconds, or from more than kMaxClockSkew seconds ahead, or the list of nobody
  absl::Status CheckFreshness(int64_t now, int64_t max_age) const;

  // Bans, those that have ended by themselves included, and the bytes of memory that they take.
  size_t size() const { return size_; }
  size_t MemoryBytes() const;

  // Every ban as its entry, by number; the texts view this list or a copy of it. For people: 100 bytes a ban.
  std::vector<BanEntry> Entries() const;

 private:
  absl::Status CheckNotOlder(const BanFeedHeader& snapshot) const;
  absl::Status CheckContinues(const BanFeedHeader& delta) const;
  absl::StatusOr<BanList> Replace(const BanFeed& snapshot) const;
  absl::StatusOr<BanList> Continue(const BanFeed& delta) const;
  void JoinIfLarge();
  std::optional<Ban> FindExactly(const BanTarget& target, int64_t now) const;

  // What stood at the last snapshot, and the entries since then: the recent layer is right where both know a target. It
  // stays small beside the base, so that a delta costs little more than what it holds.
  std::shared_ptr<const BanIndex> base_;
  std::shared_ptr<const BanIndex> recent_;
  BanState state_;
  int64_t as_of_ = 0;
  size_t size_ = 0;
};

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_BAN_LIST_H_
