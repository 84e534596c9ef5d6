// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Base64 with a 256-entry table, four characters at a time. Tested by tests/wire/text_form_test.cc.

#include "hardtack/wire/text_form.h"

#include <array>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::wire {
namespace {

constexpr std::string_view kPrefix = "biscuit:";
constexpr std::string_view kUrlSafeDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kStandardDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Digit values are below 64, so the high bit of an OR of several tells whether any of them is kInvalid.
constexpr uint8_t kInvalid = 0x80;

constexpr std::array<uint8_t, 256> MakeValues(std::string_view digits) {
  std::array<uint8_t, 256> values{};
  values.fill(kInvalid);
  for (size_t i = 0; i < digits.size(); ++i) values[static_cast<uint8_t>(digits[i])] = static_cast<uint8_t>(i);
  return values;
}

constexpr std::array<uint8_t, 256> kUrlSafeValues = MakeValues(kUrlSafeDigits);
constexpr std::array<uint8_t, 256> kStandardValues = MakeValues(kStandardDigits);

absl::Status Malformed(std::string_view what) { return Error(ErrorKind::kMalformedText, what); }

// `text` without prefix, final newline and padding, and where in the caller's text it starts.
struct Digits {
  std::string_view text;
  size_t offset = 0;
};

absl::StatusOr<Digits> StripFrame(std::string_view text) {
  Digits digits{text, 0};
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
absl::Status Refusal(const Digits& digits, const std::array<uint8_t, 256>& values) {
  for (size_t i = 0; i < digits.text.size(); ++i) {
    if (values[static_cast<uint8_t>(digits.text[i])] != kInvalid) continue;
    return Error(ErrorKind::kMalformedText, absl::StrCat("offset ", digits.offset + i, ": illegal character"),
                 digits.text.substr(i, 1));
  }
  return Malformed("a length that no base64 text has");
}

// Decodes whole groups of four digits. The result is the OR of their values, kInvalid included.
uint32_t DecodeGroups(std::string_view text, const std::array<uint8_t, 256>& values, char* out) {
  uint32_t all = 0;
  const auto* in = reinterpret_cast<const uint8_t*>(text.data());
  for (const uint8_t* const end = in + text.size(); in != end; in += 4, out += 3) {
    const uint32_t a = values[in[0]], b = values[in[1]], c = values[in[2]], d = values[in[3]];
    all |= a | b | c | d;
    const uint32_t group = a << 18 | b << 12 | c << 6 | d;
    out[0] = static_cast<char>(group >> 16);
    out[1] = static_cast<char>(group >> 8);
    out[2] = static_cast<char>(group);
  }
  return all;
}

struct Tail {
  uint32_t values = 0;         // the OR of the digits' values
  uint32_t trailing_bits = 0;  // those of the last digit that belong to no byte
};

// Decodes a last group of none, two or three digits.
Tail DecodeTail(std::string_view text, const std::array<uint8_t, 256>& values, char* out) {
  if (text.empty()) return {};
  const uint32_t a = values[static_cast<uint8_t>(text[0])], b = values[static_cast<uint8_t>(text[1])];
  out[0] = static_cast<char>(a << 2 | b >> 4);
  if (text.size() == 2) return {a | b, b & 15};
  const uint32_t c = values[static_cast<uint8_t>(text[2])];
  out[1] = static_cast<char>(b << 4 | c >> 2);
  return {a | b | c, c & 3};
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
  const std::array<uint8_t, 256>& values = alphabet == Alphabet::kUrlSafe ? kUrlSafeValues : kStandardValues;
  ASSIGN_OR_RETURN(const Digits digits, StripFrame(text));
  const size_t size = digits.text.size() / 4 * 3 + digits.text.size() % 4 * 3 / 4;
  if (size > limits.max_token_bytes) {
    return Error(ErrorKind::kTokenTooLarge, absl::StrCat(size, " bytes, the limit is ", limits.max_token_bytes));
  }
  const size_t left = digits.text.size() % 4;
  if (left == 1) return Refusal(digits, values);

  std::string bytes(size, '\0');
  const std::string_view groups = digits.text.substr(0, digits.text.size() - left);
  const uint32_t group_values = DecodeGroups(groups, values, bytes.data());
  const Tail tail = DecodeTail(digits.text.substr(groups.size()), values, bytes.data() + groups.size() / 4 * 3);
  if (((group_values | tail.values) & kInvalid) != 0) return Refusal(digits, values);
  if (tail.trailing_bits != 0) return Malformed("trailing bits that are not zero");
  return bytes;
}

}  // namespace hardtack::wire
