// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Feeds as text. docs/bans.md, "The format". Tested by tests/identity/ban_feed_test.cc.
//
//   hardtack-bans-v1 snapshot|delta
//   after NUMBER HASH                   of a delta alone
//   state NUMBER HASH
//   as-of SECONDS
//   entries COUNT
//   COUNT lines as in ban_text.h
//   signature KEY SIGNATURE

#include "hardtack/identity/ban_feed.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/ban_text.h"
#include "hardtack/identity/hex.h"

namespace hardtack::identity {
namespace {

using Kind = BanFeedHeader::Kind;

// The longest has a key and a signature in hex.
constexpr size_t kMaxFrameLineBytes = 512;
constexpr std::string_view kSignature = "signature ";

// What is signed: short, whatever the length of the feed. No block of a token is signed like this: where the number of
// an algorithm would be, 36 bytes before the end, this has text.
std::string Message(std::string_view signed_bytes) {
  const crypto::Digest digest = crypto::Sha256({signed_bytes});
  return absl::StrCat(ToAbsl(kBanFormat), absl::string_view("\0", 1), ToAbsl(crypto::View(digest)));
}

// A feed cut before its last line.
struct Parts {
  std::string_view signed_bytes;
  std::string_view signature_line;  // without line feed
};

size_t LineOf(std::string_view text, size_t offset) {
  const auto begin = text.begin();
  return 1 + static_cast<size_t>(std::count(begin, begin + static_cast<std::ptrdiff_t>(offset), '\n'));
}

absl::StatusOr<Parts> Cut(std::string_view text) {
  if (text.size() < 2 || text.back() != '\n') return MalformedLine(LineOf(text, text.size()), "the line does not end");
  const size_t start = text.rfind('\n', text.size() - 2) + 1;  // 0 in the first line, since npos + 1 is 0
  const std::string_view line = text.substr(start, text.size() - 1 - start);
  if (line.size() > kMaxFrameLineBytes || line.substr(0, kSignature.size()) != kSignature) {
    return MalformedLine(LineOf(text, start), "the last line is not a signature");
  }
  return Parts{text.substr(0, start), line};
}

// Checks the last line, whose number is made only when something is wrong with it.
absl::Status CheckSignature(std::string_view text, const Parts& parts, const crypto::PublicKey& authority) {
  const auto malformed = [&](std::string_view why) {
    return MalformedLine(LineOf(text, parts.signed_bytes.size()), why);
  };
  const std::string_view line = parts.signature_line.substr(kSignature.size());
  const size_t space = line.find(' ');
  if (space == std::string_view::npos) return malformed("a signature line has a key and a signature");
  const std::string_view key = line.substr(0, space);
  if (key != crypto::ToHexText(authority)) {
    return Error(ErrorKind::kInvalidSignature, absl::StrCat("the ban list is signed by another key: ", ToAbsl(key)),
                 key);
  }
  std::string signature;
  if (!ReadHex(line.substr(space + 1), signature)) return malformed("the signature is not lower-case hex");
  if (!crypto::CheckSignatureForm(authority.algorithm(), signature).ok() ||
      crypto::CanonicalSignature(authority.algorithm(), signature) != signature) {
    return malformed("the signature is not in canonical form");
  }
  if (crypto::Verify(authority, Message(parts.signed_bytes), signature).ok()) return absl::OkStatus();
  return Error(ErrorKind::kInvalidSignature, "the signature of the ban list does not match");
}

// Reads the header's lines, in their order, off the front of the text.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : rest_(text) {}

  absl::StatusOr<BanFeedHeader> Read() {
    BanFeedHeader header;
    ASSIGN_OR_RETURN(header.kind, ReadKind());
    if (header.kind == Kind::kDelta) {
      ASSIGN_OR_RETURN(header.after, ReadState("after"));
    }
    ASSIGN_OR_RETURN(header.state, ReadState("state"));
    ASSIGN_OR_RETURN(const int64_t as_of, ReadNumberOf("as-of"));
    ASSIGN_OR_RETURN(const int64_t count, ReadNumberOf("entries"));
    header.as_of = as_of;
    header.count = static_cast<uint64_t>(count);
    RETURN_IF_ERROR(CheckCount(header));
    return header;
  }

  std::string_view rest() const { return rest_; }
  size_t line_number() const { return line_number_; }

 private:
  absl::Status Malformed(std::string_view message) const { return MalformedLine(line_number_, message); }

  // The next line without its first word and the space after it.
  absl::StatusOr<std::string_view> ReadLine(std::string_view word) {
    ++line_number_;
    const size_t end = rest_.substr(0, kMaxFrameLineBytes).find('\n');
    const std::string_view line = rest_.substr(0, end);
    if (end == std::string_view::npos || line.size() <= word.size() || line.substr(0, word.size()) != word ||
        line[word.size()] != ' ') {
      return Malformed(absl::StrCat("the line does not start with ", ToAbsl(word)));
    }
    rest_.remove_prefix(end + 1);
    return line.substr(word.size() + 1);
  }

  absl::StatusOr<Kind> ReadKind() {
    ASSIGN_OR_RETURN(const std::string_view kind, ReadLine(kBanFormat));
    if (kind == "snapshot") return Kind::kSnapshot;
    if (kind == "delta") return Kind::kDelta;
    return Malformed("neither a snapshot nor a delta");
  }

  absl::StatusOr<BanState> ReadState(std::string_view word) {
    ASSIGN_OR_RETURN(const std::string_view line, ReadLine(word));
    const size_t space = line.find(' ');
    const auto number = ReadNumber(line.substr(0, space));
    std::string hash;
    if (!number.has_value() || space == std::string_view::npos || !ReadHex(line.substr(space + 1), hash) ||
        hash.size() != crypto::Digest().size()) {
      return Malformed("a state has a number and a hash");
    }
    BanState state{static_cast<uint64_t>(*number), {}};
    std::ranges::copy(hash, state.hash.begin());
    return state;
  }

  absl::StatusOr<int64_t> ReadNumberOf(std::string_view word) {
    ASSIGN_OR_RETURN(const std::string_view line, ReadLine(word));
    const auto number = ReadNumber(line);
    if (!number.has_value()) return Malformed("not a number");
    return *number;
  }

  // A snapshot may leave out entries that no longer matter, a delta none.
  absl::Status CheckCount(const BanFeedHeader& header) const {
    if (header.state.number < header.after.number) return Malformed("the delta ends before it starts");
    const uint64_t span = header.state.number - header.after.number;
    if (header.kind == Kind::kDelta ? header.count == span : header.count <= span) return absl::OkStatus();
    return Malformed("the number of entries does not fit the state");
  }

  std::string_view rest_;
  size_t line_number_ = 0;
};

void AppendState(std::string_view word, const BanState& state, std::string& text) {
  absl::StrAppend(&text, ToAbsl(word), " ", state.number, " ");
  AppendHex(crypto::View(state.hash), text);
  text += '\n';
}

std::string HeaderText(const BanFeedHeader& header) {
  const bool delta = header.kind == Kind::kDelta;
  std::string text = absl::StrCat(ToAbsl(kBanFormat), delta ? " delta\n" : " snapshot\n");
  if (delta) AppendState("after", header.after, text);
  AppendState("state", header.state, text);
  absl::StrAppend(&text, "as-of ", header.as_of, "\nentries ", header.count, "\n");
  return text;
}

}  // namespace

BanState Advance(const BanState& state, std::string_view line) {
  return {state.number + 1, crypto::Sha256({crypto::View(state.hash), line, "\n"})};
}

absl::StatusOr<BanFeed> BanFeed::Verify(std::string_view text, const crypto::PublicKey& authority, size_t max_bytes) {
  if (text.size() > max_bytes) {
    return Error(ErrorKind::kTextTooLarge, absl::StrCat("the ban list has more than ", max_bytes, " bytes"));
  }
  RETURN_IF_ERROR(CheckBanFormat(text));
  ASSIGN_OR_RETURN(const Parts parts, Cut(text));
  RETURN_IF_ERROR(CheckSignature(text, parts, authority));
  HeaderReader reader(parts.signed_bytes);
  ASSIGN_OR_RETURN(const BanFeedHeader header, reader.Read());
  return BanFeed(header, reader.rest(), reader.line_number());
}

absl::StatusOr<std::string> SignBanFeed(const BanFeedHeader& header, std::string_view entries,
                                        const crypto::Signer& authority) {
  std::string text = HeaderText(header);
  text += entries;
  ASSIGN_OR_RETURN(const std::string signature, authority.Sign(Message(text)));
  const crypto::PublicKey& key = authority.public_key();
  absl::StrAppend(&text, ToAbsl(kSignature), crypto::ToHexText(key), " ");
  AppendHex(crypto::CanonicalSignature(key.algorithm(), signature), text);
  text += '\n';
  return text;
}

}  // namespace hardtack::identity
