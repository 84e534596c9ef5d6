// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The DER cursor of der.h. Tested through signatures and key containers: tests/crypto/key_test.cc, vectors_test.cc and
// key_text_test.cc.

#include "hardtack/crypto/der.h"

#include <cstddef>

namespace hardtack::crypto {
namespace {

uint8_t At(std::string_view bytes, size_t index) { return static_cast<uint8_t>(bytes[index]); }

struct Length {
  size_t value = 0;
  size_t header = 0;  // bytes of tag and length together
};

// The length after a one-byte tag. Key containers with attributes may pass 127 bytes, none that we read passes 65535.
std::optional<Length> ReadLength(std::string_view der) {
  if (der.size() < 2) return std::nullopt;
  const uint8_t first = At(der, 1);
  if (first < 0x80) return Length{first, 2};
  if (first == 0x81 && der.size() >= 3 && At(der, 2) >= 0x80) return Length{At(der, 2), 3};
  if (first == 0x82 && der.size() >= 4 && At(der, 2) != 0) {
    return Length{static_cast<size_t>(At(der, 2)) << 8 | At(der, 3), 4};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> DerReader::Read(DerTag tag) {
  const std::optional<Length> length = ReadLength(rest_);
  if (!length.has_value() || At(rest_, 0) != static_cast<uint8_t>(tag)) return std::nullopt;
  if (length->value > rest_.size() - length->header) return std::nullopt;
  const std::string_view contents = rest_.substr(length->header, length->value);
  rest_.remove_prefix(length->header + length->value);
  return contents;
}

std::optional<std::string_view> DerReader::ReadUnsigned() {
  DerReader ahead = *this;
  std::optional<std::string_view> contents = ahead.Read(DerTag::kInteger);
  if (!contents.has_value() || contents->empty() || At(*contents, 0) >= 0x80) return std::nullopt;
  if (contents->size() > 1 && At(*contents, 0) == 0) {
    if (At(*contents, 1) < 0x80) return std::nullopt;  // a zero byte that the sign does not need
    contents->remove_prefix(1);
  }
  *this = ahead;
  return contents;
}

}  // namespace hardtack::crypto
