// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Base64 by vectors as far as these go, then with a table of 256 entries for each place in a group of four digits. Tested
// by tests/wire/text_form_test.cc.

#include "hardtack/wire/text_form.h"

#include <array>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/base64_vector.h"

namespace hardtack::wire {
namespace {

constexpr std::string_view kPrefix = "biscuit:";
constexpr std::string_view kUrlSafeDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kStandardDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// A group of four digits is 24 bits, so a higher bit of an OR of several tells whether any of them is kInvalid.
constexpr uint32_t kInvalid = uint32_t{1} << 31;

// By place in a group and by character: the digit's value where it stands in the group, or kInvalid.
using DigitBits = std::array<std::array<uint32_t, 256>, 4>;

constexpr DigitBits MakeDigitBits(std::string_view digits) {
  DigitBits bits{};
  for (size_t place = 0; place < 4; ++place) {
    bits[place].fill(kInvalid);
    for (uint32_t i = 0; i < digits.size(); ++i) bits[place][static_cast<uint8_t>(digits[i])] = i << (18 - 6 * place);
  }
  return bits;
}

constexpr DigitBits kUrlSafeBits = MakeDigitBits(kUrlSafeDigits);
constexpr DigitBits kStandardBits = MakeDigitBits(kStandardDigits);

absl::Status Malformed(std::string_view what) { return Error(ErrorKind::kMalformedText, what); }

// `text` without prefix, final newline and padding, and where in the caller's text it starts.
struct Digits {
  std::string_view text;
  size_t offset = 0;
};

absl::StatusOr<Digits> StripFrame(std::string_view text) {
  Digits digits{text};
  if (digits.text.starts_with(kPrefix)) {
    digits.text.remove_prefix(kPrefix.size());
    digits.offset = kPrefix.size();
  }
  if (digits.text.ends_with('\n')) digits.text.remove_suffix(1);
  if (!digits.text.ends_with('=')) return digits;
  if (digits.text.size() % 4 != 0) return Malformed("padding at a length that is not a multiple of four");
  digits.text.remove_suffix(digits.text.ends_with("==") ? 2 : 1);
  return digits;
}

// Why `digits` cannot be decoded: the first character that is no digit, or else their number.
absl::Status Refusal(const Digits& digits, const DigitBits& bits) {
  for (size_t i = 0; i < digits.text.size(); ++i) {
    if (bits[0][static_cast<uint8_t>(digits.text[i])] != kInvalid) continue;
    return Error(ErrorKind::kMalformedText, absl::StrCat("offset ", digits.offset + i, ": illegal character"),
                 digits.text.substr(i, 1));
  }
  return Malformed("a length that no base64 text has");
}

// Decodes whole groups of four digits. The result is the OR of the groups, kInvalid included.
uint32_t DecodeGroups(std::string_view text, const DigitBits& bits, char* out) {
  uint32_t all = 0;
  const auto* in = reinterpret_cast<const uint8_t*>(text.data());
  for (const uint8_t* const end = in + text.size(); in != end; in += 4, out += 3) {
    const uint32_t group = bits[0][in[0]] | bits[1][in[1]] | bits[2][in[2]] | bits[3][in[3]];
    all |= group;
    out[0] = static_cast<char>(group >> 16);
    out[1] = static_cast<char>(group >> 8);
    out[2] = static_cast<char>(group);
  }
  return all;
}

struct Tail {
  uint32_t group = 0;          // as of four digits, those that are not there zero
  uint32_t trailing_bits = 0;  // those of the last digit that belong to no byte
};

// Decodes a last group of none, two or three digits.
Tail DecodeTail(std::string_view text, const DigitBits& bits, char* out) {
  if (text.empty()) return {};
  uint32_t group = bits[0][static_cast<uint8_t>(text[0])] | bits[1][static_cast<uint8_t>(text[1])];
  out[0] = static_cast<char>(group >> 16);
  if (text.size() == 2) return {group, group & 0xffff};
  group |= bits[2][static_cast<uint8_t>(text[2])];
  out[1] = static_cast<char>(group >> 8);
  return {group, group & 0xff};
}

}  // namespace

std::string EncodeTextForm(std::string_view bytes, Alphabet alphabet) {
  const std::string_view digits = alphabet == Alphabet::kUrlSafe ? kUrlSafeDigits : kStandardDigits;
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  char* out = text.data();
  auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(bytes[i])); };
  size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    *out++ = digits[group >> 18];
    *out++ = digits[group >> 12 & 63];
    *out++ = digits[group >> 6 & 63];
    *out++ = digits[group & 63];
  }
  const size_t left = bytes.size() - i;
  if (left == 0) return text;
  const uint32_t group = byte(i) << 16 | (left == 2 ? byte(i + 1) << 8 : 0);
  *out++ = digits[group >> 18];
  *out++ = digits[group >> 12 & 63];
  if (left == 2) *out++ = digits[group >> 6 & 63];
  return text;
}

absl::StatusOr<std::string> DecodeTextForm(std::string_view text, const engine::StructureLimits& limits,
                                           Alphabet alphabet) {
  const DigitBits& bits = alphabet == Alphabet::kUrlSafe ? kUrlSafeBits : kStandardBits;
  ASSIGN_OR_RETURN(const Digits digits, StripFrame(text));
  const size_t size = digits.text.size() / 4 * 3 + digits.text.size() % 4 * 3 / 4;
  if (size > limits.max_token_bytes) {
    return Error(ErrorKind::kTokenTooLarge, absl::StrCat(size, " bytes, the limit is ", limits.max_token_bytes));
  }
  const size_t left = digits.text.size() % 4;
  if (left == 1) return Refusal(digits, bits);

  std::string bytes(size, '\0');
  const std::string_view groups = digits.text.substr(0, digits.text.size() - left);
  const size_t decoded = DecodeDigitsByVector(groups, alphabet, bytes.data());
  const uint32_t all = DecodeGroups(groups.substr(decoded), bits, bytes.data() + decoded / 4 * 3);
  const Tail tail = DecodeTail(digits.text.substr(groups.size()), bits, bytes.data() + groups.size() / 4 * 3);
  if (((all | tail.group) & kInvalid) != 0) return Refusal(digits, bits);
  if (tail.trailing_bits != 0) return Malformed("trailing bits that are not zero");
  return bytes;
}

}  // namespace hardtack::wire
