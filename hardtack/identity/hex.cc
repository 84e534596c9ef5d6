// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Hexadecimal. Tested by tests/identity/ban_feed_test.cc.

#include "hardtack/identity/hex.h"

#include <array>

namespace hardtack::identity {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr unsigned char kNoDigit = 16;

constexpr std::array<unsigned char, 256> MakeValues() {
  std::array<unsigned char, 256> values{};
  values.fill(kNoDigit);
  for (size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<unsigned char>(i);
  }
  return values;
}
constexpr std::array<unsigned char, 256> kValues = MakeValues();

}  // namespace

void AppendHex(std::string_view bytes, std::string& text) {
  size_t end = text.size();
  text.resize(end + 2 * bytes.size());
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text[end++] = kDigits[value >> 4];
    text[end++] = kDigits[value & 15];
  }
}

bool ReadHex(std::string_view text, std::string& bytes) {
  if (text.size() % 2 != 0) return false;
  bytes.resize(text.size() / 2);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char high = kValues[static_cast<unsigned char>(text[2 * i])];
    const unsigned char low = kValues[static_cast<unsigned char>(text[2 * i + 1])];
    if (high == kNoDigit || low == kNoDigit) return false;
    bytes[i] = static_cast<char>(high << 4 | low);
  }
  return true;
}

}  // namespace hardtack::identity
