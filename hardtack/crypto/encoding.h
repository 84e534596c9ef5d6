// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Hexadecimal and base64 (RFC 4648, section 4) of keys, in constant time, since the keys may be secret. Results are
// SecretStrings for the same reason. Internal to crypto.

#ifndef HARDTACK_CRYPTO_ENCODING_H_
#define HARDTACK_CRYPTO_ENCODING_H_

#include <optional>
#include <string_view>

#include "hardtack/crypto/key.h"

namespace hardtack::crypto {

SecretString ToHex(std::string_view bytes);  // lower case

// nullopt: a character that is no digit of either case, or an odd number of digits.
std::optional<SecretString> FromHex(std::string_view text);

SecretString ToBase64(std::string_view bytes);  // padded, on one line

// White space between digits is skipped. nullopt: any other character, missing padding, trailing bits that are not
// zero.
std::optional<SecretString> FromBase64(std::string_view text);

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_ENCODING_H_
