// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BanLog is the authority's own record: every entry from number 1 on, as text that is not signed and that nobody else
// reads. Snapshots and deltas are made from it. docs/bans.md has the format.

#ifndef HARDTACK_IDENTITY_BAN_LOG_H_
#define HARDTACK_IDENTITY_BAN_LOG_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/ban.h"
#include "hardtack/identity/ban_feed.h"

namespace hardtack::identity {

class BanIndex;
class BanReader;

// Not thread-safe: const members may run beside each other, nothing beside a change.
class BanLog {
 public:
  // Without entries.
  BanLog();
  BanLog(BanLog&&) noexcept;
  BanLog& operator=(BanLog&&) noexcept;
  ~BanLog();

  // Reads every entry: linear in the text.
  //   TextTooLarge         more than `max_bytes`
  //   MalformedBanList     a line is not what it should be, a number is left out, or a ban is lifted that does not
  //                        stand; the message names the line
  //   UnsupportedVersion   another version of the format
  static absl::StatusOr<BanLog> Read(std::string text, size_t max_bytes = kMaxBanFeedBytes);

  // The text that Read reads.
  const std::string& text() const { return text_; }
  const BanState& state() const { return state_; }

  // The ban of exactly this target that stands, whether or not it holds at some time; nullopt: none. Constant in the
  // number of bans; the texts view this log until it is changed.
  std::optional<Ban> Find(const BanTarget& target) const;
  // Every ban that stands, by number, which takes sorting them. The texts view this log until it is changed.
  std::vector<BanEntry> Standing() const;

  // Appends an entry. A ban replaces the one that stands of the same target. Amortised constant in the number of
  // entries; after an error the log is as it was.
  //   InvalidArgument   as CheckEntry; for Lift also: no ban of the target stands
  absl::Status Add(const Ban& ban);
  absl::Status Lift(const Ban& ban);

  // The same in two steps, for a log that others keep too: the line (without line feed) that would be appended, and, once
  // it is kept where they see it, taking it over. What somebody else appended is taken over alike.
  //   NextLine   as Add and Lift
  //   Follow     MalformedBanList: not a line, or not the one after the last; then the log is as it was
  absl::StatusOr<std::string> NextLine(BanEntry::Action action, const Ban& ban) const;
  absl::Status Follow(std::string_view line);

  // The bans that stand and have not ended at `as_of` (UTC seconds), signed. Costs as Standing.
  //   InvalidArgument   `as_of` is before 1970
  //   whatever `authority` returns
  absl::StatusOr<std::string> SignSnapshot(int64_t as_of, const crypto::Signer& authority) const;
  // The entries after number `after`, signed. Without any it says that there was nothing new at `as_of`. Linear in the
  // entries after it.
  //   InvalidArgument   the same, and the log does not reach as far as `after`
  //   whatever `authority` returns
  absl::StatusOr<std::string> SignDelta(uint64_t after, int64_t as_of, const crypto::Signer& authority) const;

 private:
  absl::Status Append(BanEntry::Action action, const Ban& ban);
  absl::Status CheckFollows(const BanEntry& entry, const BanReader& reader) const;
  void Apply(const BanEntry& entry, std::string_view line, size_t offset);

  // Where an entry begins, and the state before it.
  struct Mark {
    size_t offset = 0;  // in text_
    BanState before;
  };
  Mark MarkBefore(uint64_t number) const;

  std::string text_;
  std::vector<Mark> marks_;  // one for every kEntriesPerMark entries, so that a delta need not hash what lies before it
  BanState state_;
  std::unique_ptr<BanIndex> index_;  // what stands
};

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_BAN_LOG_H_
