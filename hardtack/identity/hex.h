// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lower-case hexadecimal with one reading: other digits are refused, so that equal bytes have equal texts. Nothing
// secret goes through here. Not installed.

#ifndef HARDTACK_IDENTITY_HEX_H_
#define HARDTACK_IDENTITY_HEX_H_

#include <string>
#include <string_view>

namespace hardtack::identity {

void AppendHex(std::string_view bytes, std::string& text);

// Puts the bytes in place of what `bytes` held, whose memory is used again; false: an odd number of digits, or
// something else than 0 to 9 and a to f.
bool ReadHex(std::string_view text, std::string& bytes);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_HEX_H_
