// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The text form of tokens and third-party messages: base64url (RFC 4648, section 5). Written with padding; read with or
// without, with an optional "biscuit:" prefix. Canonical: non-zero trailing bits, and white space anywhere but one
// newline at the end, are refused, so no two texts of the same shape decode alike.
//
// Linear, with one allocation. The functions keep no state: any thread may call them.

#ifndef HARDTACK_WIRE_TEXT_FORM_H_
#define HARDTACK_WIRE_TEXT_FORM_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/engine/limits.h"

namespace hardtack::wire {

enum class Alphabet { kUrlSafe, kStandard };  // "-_" or "+/"

// With padding, without prefix and newline. Cannot fail.
std::string EncodeTextForm(std::string_view bytes, Alphabet alphabet = Alphabet::kUrlSafe);

// The bytes that `text` stands for.
//   MalformedText   an illegal character (its offset is in the message), a bad length, trailing bits that are not zero
//   TokenTooLarge   more than `limits.max_token_bytes` once decoded; refused before decoding
absl::StatusOr<std::string> DecodeTextForm(std::string_view text, const engine::StructureLimits& limits = {},
                                           Alphabet alphabet = Alphabet::kUrlSafe);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_TEXT_FORM_H_
