// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names of identities and domains: text of segments joined by colons, each name strictly above those that continue it
// with a colon ("alice" is above "alice:agent", not above "alice2"). Quotes, backslashes and spaces are ordinary
// characters.

#ifndef HARDTACK_IDENTITY_NAME_H_
#define HARDTACK_IDENTITY_NAME_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hardtack::identity {

inline constexpr size_t kMaxNameBytes = 1024;

// What makes a text unfit to be a name. Such a name is refused when a token is issued, delegated or verified.
enum class NameFault : uint8_t {
  kEmpty,
  kTooLong,  // more than kMaxNameBytes bytes
  kNotUtf8,
  kControlCharacter,  // C0, DEL or C1: it could forge what a terminal or a log shows
  kEmptySegment,      // a colon at an end, or two in a row
};

// The first fault of `name` in the order above; nullopt when it is fit. Linear in the name, at most kMaxNameBytes.
std::optional<NameFault> FaultOf(std::string_view name);

// The same for a text that names no identity, such as a resource: colons in it separate nothing.
std::optional<NameFault> LabelFaultOf(std::string_view label);

// The fault in words, e.g. "empty segment".
std::string_view Describe(NameFault fault);

// Whether `name` continues `ancestor` with a colon and something more.
bool IsStrictlyBelow(std::string_view name, std::string_view ancestor);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_NAME_H_
