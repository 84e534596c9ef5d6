// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// UTF-8 as protobuf strings require it. Internal to wire.

#ifndef HARDTACK_WIRE_UTF8_H_
#define HARDTACK_WIRE_UTF8_H_

#include <string_view>

namespace hardtack::wire {

// Whether `text` is well-formed UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF. Linear.
// The Unicode Standard, table 3-7.
bool IsUtf8(std::string_view text);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_UTF8_H_
