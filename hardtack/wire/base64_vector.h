// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Base64 digits to bytes, thirty-two at a time, for processors with AVX2. Internal to wire.
//
// Muła and Lemire 2018, "Faster Base64 Encoding and Decoding using AVX2 Instructions", for how six bits of each byte are
// brought together; digits are told apart by comparing, since two alphabets are to be read.

#ifndef HARDTACK_WIRE_BASE64_VECTOR_H_
#define HARDTACK_WIRE_BASE64_VECTOR_H_

#include <cstddef>
#include <string_view>

namespace hardtack::wire {

// Decodes a beginning of `text`, whole groups of four digits, to `out`, which has room for the whole. Returns how many
// characters it decoded; from there on nothing is said: the next thirty-two are not all digits, or there are fewer, or
// the processor has no AVX2. `digit_62` and `digit_63` are the alphabet's last two. No allocation, any thread.
size_t DecodeDigitsByVector(std::string_view text, char digit_62, char digit_63, char* out);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_BASE64_VECTOR_H_
