// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Entries of a ban list as lines of text, one each: eight fields with a tab between.
//
//   NUMBER  ban|unban  identity|revocation-id  TARGET  SINCE  UNTIL|-  AUTHOR  REASON
//
// Numbers are decimal without leading zeros, ids lower-case hex. In names and texts a backslash is `\\` and a control
// character `\u{HEX}`; everything else stands for itself. So an entry has one line, and a line one entry.
// Internal to identity.

#ifndef HARDTACK_IDENTITY_BAN_TEXT_H_
#define HARDTACK_IDENTITY_BAN_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/identity/ban.h"

namespace hardtack::identity {

// The word that every text about bans starts with.
inline constexpr std::string_view kBanFormat = "hardtack-bans-v1";

//   MalformedBanList     `text` is not about bans
//   UnsupportedVersion   it is, in another version of the format
absl::Status CheckBanFormat(std::string_view text);

// A decimal number without leading zeros, of 63 bits.
std::optional<int64_t> ReadNumber(std::string_view digits);

// Appends the line of an entry that CheckEntry accepts, without line feed.
void AppendLine(const BanEntry& entry, std::string& text);

// Reads lines one after the other.
class BanReader {
 public:
  // `lines` each end with a line feed; `line` is how many come before them in the text, for errors.
  BanReader(std::string_view lines, size_t line) : rest_(lines), line_number_(line) {}

  // The next entry, which views the lines or this reader, until it is called again; nullopt at the end.
  //   MalformedBanList   it is not as above, or CheckEntry refuses it
  absl::StatusOr<std::optional<BanEntry>> Next();

  // The line of the last entry, without line feed.
  std::string_view line() const { return line_; }

  // An error about the last line.
  absl::Status Malformed(std::string_view message) const;

 private:
  absl::StatusOr<BanEntry> ReadEntry();
  absl::Status ReadTarget(std::string_view kind, std::string_view text, BanTarget& target);
  absl::Status ReadTimes(std::string_view since, std::string_view until, Ban& ban) const;

  std::string_view rest_;
  std::string_view line_;
  size_t line_number_;
  // What the entry's texts are where they differ from the line.
  std::string value_;
  std::string author_;
  std::string reason_;
  std::string written_;  // the entry, written again
};

// MalformedBanList with the number of the line in front.
absl::Status MalformedLine(size_t line_number, std::string_view message);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_BAN_TEXT_H_
