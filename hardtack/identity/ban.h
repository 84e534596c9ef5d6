// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A ban takes an identity and everything delegated below it, or one block of a token, out of use. Bans are entries of a
// numbered log that an authority keeps; a later entry about the same target replaces an earlier one, and lifting a ban
// is an entry too. docs/bans.md.
//
// Plain values and functions without state: any thread. Each function is linear in the texts that it is given.

#ifndef HARDTACK_IDENTITY_BAN_H_
#define HARDTACK_IDENTITY_BAN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace hardtack::identity {

inline constexpr size_t kMaxReasonBytes = 1024;
inline constexpr size_t kMaxAuthorBytes = 256;

// What a ban is about.
struct BanTarget {
  // Part of the hash of a ban list's content: do not renumber.
  enum class Kind : uint8_t { kIdentity = 0, kRevocationId = 1 } kind = Kind::kIdentity;
  // kIdentity: a name; what is strictly below it (name.h) is banned with it.
  // kRevocationId: the raw bytes of a block's id in canonical form; every token that holds the block is banned.
  std::string_view value;
  bool operator==(const BanTarget&) const = default;
};

// A view of texts that live elsewhere: in the BanList or the text that it was read from, or with whoever fills it in.
struct Ban {
  BanTarget target;
  int64_t since = 0;             // when it was decided, UTC seconds, not negative
  std::optional<int64_t> until;  // it has ended here; nullopt: it does not end by itself
  std::string_view author;       // whoever decided it; may be empty
  std::string_view reason;       // may be empty
  bool operator==(const Ban&) const = default;

  // Whatever `since` says: whose clock is behind that of whoever decided the ban must obey it all the same.
  bool HoldsAt(int64_t now) const { return !until.has_value() || now < *until; }
};

// One line of the log.
struct BanEntry {
  uint64_t number = 0;  // 1, 2, ...
  enum class Action : uint8_t { kBan, kUnban } action = Action::kBan;
  Ban ban;  // kUnban: the ban of `target` is lifted; `since` says when that was decided, `until` is nullopt
  bool operator==(const BanEntry&) const = default;
};

// The form in which revocation ids are compared, since for secp256r1 two signatures are one block: as
// crypto::CanonicalSignature. nullopt: not a signature of either algorithm.
std::optional<std::string> CanonicalRevocationId(std::string_view id);

// The same from hexadecimal digits of either case, the form in which ids are shown.
std::optional<std::string> ParseRevocationId(std::string_view hex);

// Whether an entry can be written into a list.
//   InvalidArgument   a name that FaultOf faults, an id that is not in canonical form, a time before 1970, an end that
//                     does not lie after the start, text that is too long or not UTF-8
absl::Status CheckEntry(const BanEntry& entry);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_BAN_H_
