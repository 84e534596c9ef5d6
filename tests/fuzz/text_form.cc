// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text as base64, in both alphabets: what thirty-two digits at a time, tables and a decoder that takes one digit
// after the other make of it is the same, and it is the only spelling of its bytes. Any bytes are written and read
// back. 1 KiB (-max_len=1024) is thirty-two vectors.
#include <optional>
#include <string>
#include <string_view>

#include "hardtack/wire/text_form.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using wire::Alphabet;

std::optional<uint32_t> DigitOf(char c, Alphabet alphabet) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == (alphabet == Alphabet::kUrlSafe ? '-' : '+')) return 62;
  if (c == (alphabet == Alphabet::kUrlSafe ? '_' : '/')) return 63;
  return std::nullopt;
}

// The digits of `text`: without prefix, one newline at the end, and padding, which must be whole.
std::optional<std::string_view> DigitsOf(std::string_view text) {
  if (text.starts_with("biscuit:")) text.remove_prefix(8);
  if (text.ends_with("\n")) text.remove_suffix(1);
  size_t padding = 0;
  while (padding < 2 && text.size() > padding && text[text.size() - 1 - padding] == '=') ++padding;
  if (padding > 0 && text.size() % 4 != 0) return std::nullopt;
  return text.substr(0, text.size() - padding);
}

// RFC 4648, bit by bit.
std::optional<std::string> SlowDecode(std::string_view text, Alphabet alphabet) {
  const std::optional<std::string_view> digits = DigitsOf(text);
  if (!digits || digits->size() % 4 == 1) return std::nullopt;
  std::string bytes;
  uint32_t bits = 0;
  int count = 0;
  for (char c : *digits) {
    const std::optional<uint32_t> digit = DigitOf(c, alphabet);
    if (!digit) return std::nullopt;
    for (int bit = 5; bit >= 0; --bit) {
      bits = bits << 1 | (*digit >> bit & 1);
      if (++count % 8 == 0) bytes.push_back(static_cast<char>(bits & 0xff));
    }
  }
  const uint32_t trailing = bits & ((1U << count % 8) - 1);
  return trailing == 0 ? std::optional(bytes) : std::nullopt;
}

void CheckText(std::string_view text, Alphabet alphabet) {
  const auto decoded = wire::DecodeTextForm(text, {}, alphabet);
  const std::optional<std::string> expected = SlowDecode(text, alphabet);
  Require(decoded.ok() == expected.has_value(), "the same texts are base64");
  if (!decoded.ok()) return;
  Require(*decoded == *expected, "and stand for the same bytes");
  const std::string encoded = wire::EncodeTextForm(*decoded, alphabet);
  Require(DigitsOf(encoded) == DigitsOf(text), "bytes have one spelling");
}

void CheckBytes(std::string_view bytes, Alphabet alphabet) {
  const std::string text = wire::EncodeTextForm(bytes, alphabet);
  const auto decoded = wire::DecodeTextForm(text, {}, alphabet);
  Require(decoded.ok() && *decoded == bytes, "bytes survive");
  Require(SlowDecode(text, alphabet) == bytes, "for the slow decoder as well");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  for (const auto alphabet : {hardtack::wire::Alphabet::kUrlSafe, hardtack::wire::Alphabet::kStandard}) {
    hardtack::fuzz::CheckText(hardtack::fuzz::AsText(data, size), alphabet);
    hardtack::fuzz::CheckBytes(hardtack::fuzz::AsText(data, size), alphabet);
  }
  return 0;
}
