// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A ban feed is what an authority publishes: a snapshot of the bans that stand, or a delta with the entries since a
// number. Both are text, an entry a line, with the authority's signature in the last one. docs/bans.md has the format.

#ifndef HARDTACK_IDENTITY_BAN_FEED_H_
#define HARDTACK_IDENTITY_BAN_FEED_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/crypto/digest.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/ban.h"

namespace hardtack::identity {

// Some 20 million bans.
inline constexpr size_t kMaxBanFeedBytes = size_t{4} << 30;

// How far a log has come, and which log it is: the hash chains over every entry up to the number, so that two logs
// which differ anywhere before it differ in it. The empty log is {0, zeros}.
struct BanState {
  uint64_t number = 0;
  crypto::Digest hash{};
  bool operator==(const BanState&) const = default;
};

// The state after one more entry, whose line is `line` without its line feed. One SHA-256.
BanState Advance(const BanState& state, std::string_view line);

// What a feed says about itself.
struct BanFeedHeader {
  enum class Kind : uint8_t { kSnapshot, kDelta } kind = Kind::kSnapshot;
  BanState after;      // kDelta: the state that it continues
  BanState state;      // that it leads to
  int64_t as_of = 0;   // UTC seconds, not negative: when the authority said so
  uint64_t count = 0;  // of entries
  bool operator==(const BanFeedHeader&) const = default;
};

// A feed whose signature was verified. A view: the text lives as long as this is used. Immutable, thread-safe.
class BanFeed {
 public:
  // Verifies a feed and reads its header. The signature covers every byte before its line; entries are read when a
  // BanList takes them over.
  //   TextTooLarge         more than `max_bytes`
  //   MalformedBanList     the header or the signature's line is not what it should be; the message names the line
  //   UnsupportedVersion   another version of the format
  //   InvalidSignature     it does not match, or is by another key than `authority`
  // Linear in the text.
  static absl::StatusOr<BanFeed> Verify(std::string_view text, const crypto::PublicKey& authority,
                                        size_t max_bytes = kMaxBanFeedBytes);

  const BanFeedHeader& header() const { return header_; }

  // The lines of the entries, and how many lines come before them.
  std::string_view entries() const { return entries_; }
  size_t header_lines() const { return header_lines_; }

 private:
  BanFeed(const BanFeedHeader& header, std::string_view entries, size_t header_lines)
      : header_(header), entries_(entries), header_lines_(header_lines) {}

  BanFeedHeader header_;
  std::string_view entries_;
  size_t header_lines_;
};

// The feed as text: `entries` are its lines, each with a line feed. BanLog writes feeds by this. That header and
// entries fit each other is not checked. Linear in the text; keeps no state, any thread.
//   whatever `authority` returns
absl::StatusOr<std::string> SignBanFeed(const BanFeedHeader& header, std::string_view entries,
                                        const crypto::Signer& authority);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_BAN_FEED_H_
