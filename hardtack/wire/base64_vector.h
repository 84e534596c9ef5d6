// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Base64 digits to bytes, thirty-two at a time, for processors with AVX2. Internal to wire.
//
// Muła and Lemire 2018, "Faster Base64 Encoding and Decoding using AVX2 Instructions": digits are told from other
// characters, and valued, by tables for the two halves of a byte.

#ifndef HARDTACK_WIRE_BASE64_VECTOR_H_
#define HARDTACK_WIRE_BASE64_VECTOR_H_

#include <cstddef>
#include <string_view>

#include "hardtack/wire/text_form.h"

namespace hardtack::wire {

// Decodes a beginning of `text`, whole groups of four digits, to `out`, which has room for the whole. Returns how many
// characters it decoded; from there on nothing is said: the next thirty-two are not all digits, or there are fewer, or
// the processor has no AVX2. No allocation, any thread.
size_t DecodeDigitsByVector(std::string_view text, Alphabet alphabet, char* out);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_BASE64_VECTOR_H_
