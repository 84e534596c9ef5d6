// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Table 3-7 of the Unicode Standard as a function. Tested by tests/wire/block_malformed_test.cc.

#include "hardtack/wire/utf8.h"

#include <cstddef>
#include <cstdint>

namespace hardtack::wire {
namespace {

// What may follow a lead byte: how many continuation bytes, and the range of the first; the others are 80..BF.
struct Sequence {
  size_t continuation = 0;
  uint8_t low = 0x80;
  uint8_t high = 0xBF;
};

// The sequence that a lead byte of C2..F4 opens; `continuation` is 0 for a byte that opens none.
Sequence SequenceOf(uint8_t lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {1};
  if (lead == 0xE0) return {2, 0xA0, 0xBF};
  if (lead == 0xED) return {2, 0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {2};
  if (lead == 0xF0) return {3, 0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return {3};
  if (lead == 0xF4) return {3, 0x80, 0x8F};
  return {};
}

}  // namespace

bool IsUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const uint8_t lead = static_cast<uint8_t>(text[i]);
    if (lead < 0x80) continue;
    const Sequence sequence = SequenceOf(lead);
    if (sequence.continuation == 0 || text.size() - i <= sequence.continuation) return false;
    const uint8_t first = static_cast<uint8_t>(text[i + 1]);
    if (first < sequence.low || first > sequence.high) return false;
    for (size_t k = 2; k <= sequence.continuation; ++k) {
      if ((static_cast<uint8_t>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += sequence.continuation;
  }
  return true;
}

}  // namespace hardtack::wire
