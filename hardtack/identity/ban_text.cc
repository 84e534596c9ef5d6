// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Entries as lines. Tested by tests/identity/ban_feed_test.cc.

#include "hardtack/identity/ban_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/hex.h"
#include "hardtack/identity/name.h"
#include "hardtack/identity/utf8.h"

namespace hardtack::identity {
namespace {

constexpr std::string_view kBan = "ban";
constexpr std::string_view kUnban = "unban";
constexpr std::string_view kIdentity = "identity";
constexpr std::string_view kRevocationId = "revocation-id";
constexpr std::string_view kNever = "-";

// The longest line has a name, an author and a reason of control characters alone, which escapes make six times as
// long.
constexpr size_t kMaxLineBytes = 16 << 10;
static_assert(kMaxLineBytes > 6 * (kMaxNameBytes + kMaxReasonBytes + kMaxAuthorBytes) + 128);

enum Field { kNumber, kAction, kKind, kTarget, kSince, kUntil, kAuthor, kReason, kFieldCount };
using Fields = std::array<std::string_view, kFieldCount>;

// False: there are more fields, or fewer.
bool Split(std::string_view line, Fields& fields) {
  for (size_t i = 0; i < kFieldCount; ++i) {
    const size_t tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == kFieldCount)) return false;
    fields[i] = line.substr(0, tab);
    if (tab != std::string_view::npos) line.remove_prefix(tab + 1);
  }
  return true;
}

void AppendEscaped(std::string_view text, std::string& out) {
  if (IsPlain(text) && text.find('\\') == std::string_view::npos) {
    out += text;
    return;
  }
  while (!text.empty()) {
    const std::string_view before = text;
    const auto code_point = TakeCodePoint(text);
    if (code_point == U'\\') {
      out += "\\\\";
    } else if (code_point.has_value() && IsControl(*code_point)) {
      absl::StrAppend(&out, "\\u{", absl::Hex(static_cast<uint32_t>(*code_point)), "}");
    } else {
      out += before.substr(0, before.size() - text.size());
    }
  }
}

// Sets `choice` to the first of its two values or to the other; false: `text` is neither word.
template <typename Enum>
bool Choose(std::string_view text, std::string_view first, std::string_view other, Enum& choice) {
  choice = static_cast<Enum>(text == first ? 0 : 1);
  return text == first || text == other;
}

// The control character of an escape at the start of `text`, `u{HEX}`, which is taken off. Control characters are below
// U+0100 and one byte in hex.
std::optional<unsigned> TakeControl(std::string_view& text) {
  if (text.substr(0, 2) != "u{") return std::nullopt;
  const size_t end = text.find('}');
  if (end > 4) return std::nullopt;  // or not there
  const std::string_view digits = text.substr(2, end - 2);
  unsigned value = 0;
  const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc() || last != digits.data() + digits.size() || !IsControl(value)) return std::nullopt;
  text.remove_prefix(end + 1);
  return value;
}

void AppendUtf8(unsigned below_0x100, std::string& out) {
  if (below_0x100 >= 0x80) {
    out += static_cast<char>(0xC0 | below_0x100 >> 6);
    below_0x100 = 0x80 | (below_0x100 & 0x3F);
  }
  out += static_cast<char>(below_0x100);
}

// The text that `escaped` stands for: itself, or `buffer`, which it is written into. nullopt: an escape that
// AppendEscaped never writes.
std::optional<std::string_view> Unescape(std::string_view escaped, std::string& buffer) {
  buffer.clear();
  if (escaped.find('\\') == std::string_view::npos) return escaped;
  for (std::string_view rest = escaped; !rest.empty();) {
    const size_t plain = std::min(rest.find('\\'), rest.size());
    buffer += rest.substr(0, plain);
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    rest.remove_prefix(1);
    if (rest.substr(0, 1) == "\\") {
      buffer += '\\';
      rest.remove_prefix(1);
    } else if (const auto control = TakeControl(rest); control.has_value()) {
      AppendUtf8(*control, buffer);
    } else {
      return std::nullopt;
    }
  }
  return buffer;
}

}  // namespace

absl::Status CheckBanFormat(std::string_view text) {
  const std::string_view unversioned = kBanFormat.substr(0, kBanFormat.size() - 1);
  if (text.substr(0, unversioned.size()) != unversioned) return MalformedLine(1, "not a ban list");
  const std::string_view rest = text.substr(unversioned.size());
  if (rest.substr(0, 2) == "1 ") return absl::OkStatus();
  return Error(ErrorKind::kUnsupportedVersion, "line 1: not version 1 of ban lists");
}

std::optional<int64_t> ReadNumber(std::string_view digits) {
  int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [last, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc() || last != end || digits[0] == '-') return std::nullopt;
  if (digits[0] == '0' && digits.size() > 1) return std::nullopt;
  return value;
}

void AppendLine(const BanEntry& entry, std::string& text) {
  const Ban& ban = entry.ban;
  const bool identity = ban.target.kind == BanTarget::Kind::kIdentity;
  absl::StrAppend(&text, entry.number, "\t", ToAbsl(entry.action == BanEntry::Action::kBan ? kBan : kUnban), "\t",
                  ToAbsl(identity ? kIdentity : kRevocationId), "\t");
  identity ? AppendEscaped(ban.target.value, text) : AppendHex(ban.target.value, text);
  absl::StrAppend(&text, "\t", ban.since, "\t");
  ban.until.has_value() ? absl::StrAppend(&text, *ban.until) : void(text += kNever);
  text += '\t';
  AppendEscaped(ban.author, text);
  text += '\t';
  AppendEscaped(ban.reason, text);
}

absl::Status MalformedLine(size_t line_number, std::string_view message) {
  return Error(ErrorKind::kMalformedBanList, absl::StrCat("line ", line_number, ": ", ToAbsl(message)));
}

absl::Status BanReader::Malformed(std::string_view message) const { return MalformedLine(line_number_, message); }

absl::StatusOr<std::optional<BanEntry>> BanReader::Next() {
  if (rest_.empty()) return std::nullopt;
  ++line_number_;
  const size_t end = rest_.substr(0, kMaxLineBytes).find('\n');
  if (end == std::string_view::npos) return Malformed("the line does not end");
  line_ = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  ASSIGN_OR_RETURN(BanEntry entry, ReadEntry());
  const absl::Status status = CheckEntry(entry);
  if (!status.ok()) return Malformed(ToStd(status.message()));
  written_.clear();
  AppendLine(entry, written_);
  if (written_ != line_) return Malformed("the entry is not written in its canonical form");
  return entry;
}

absl::StatusOr<BanEntry> BanReader::ReadEntry() {
  Fields fields;
  if (!Split(line_, fields)) return Malformed("an entry has eight fields with a tab between");
  BanEntry entry;
  const auto number = ReadNumber(fields[kNumber]);
  if (!number.has_value()) return Malformed("the first field is not a number");
  entry.number = static_cast<uint64_t>(*number);
  if (!Choose(fields[kAction], kBan, kUnban, entry.action)) return Malformed("the second field is not ban or unban");
  RETURN_IF_ERROR(ReadTarget(fields[kKind], fields[kTarget], entry.ban.target));
  RETURN_IF_ERROR(ReadTimes(fields[kSince], fields[kUntil], entry.ban));
  const auto author = Unescape(fields[kAuthor], author_);
  const auto reason = Unescape(fields[kReason], reason_);
  if (!author.has_value() || !reason.has_value()) return Malformed("a backslash that escapes nothing");
  entry.ban.author = *author;
  entry.ban.reason = *reason;
  return entry;
}

absl::Status BanReader::ReadTarget(std::string_view kind, std::string_view text, BanTarget& target) {
  if (!Choose(kind, kIdentity, kRevocationId, target.kind)) {
    return Malformed("the third field is not identity or revocation-id");
  }
  if (target.kind == BanTarget::Kind::kRevocationId) {
    if (!ReadHex(text, value_)) return Malformed("the revocation id is not lower-case hex");
    target.value = value_;
    return absl::OkStatus();
  }
  const auto name = Unescape(text, value_);
  if (!name.has_value()) return Malformed("a backslash that escapes nothing");
  target.value = *name;
  return absl::OkStatus();
}

absl::Status BanReader::ReadTimes(std::string_view since, std::string_view until, Ban& ban) const {
  const auto start = ReadNumber(since);
  if (!start.has_value()) return Malformed("the start is not a number of seconds");
  ban.since = *start;
  if (until == kNever) return absl::OkStatus();
  ban.until = ReadNumber(until);
  return ban.until.has_value() ? absl::OkStatus() : Malformed("the end is not a number of seconds or -");
}

}  // namespace hardtack::identity
