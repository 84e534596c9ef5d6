// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names and values of header fields: which characters may stand in them, whoever writes them. A value that could end
// its line, and so begin a field or an answer of its own, is none. Linear, any thread. RFC 9110, section 5.

#ifndef HARDTACK_AUTHORITY_HTTP_FIELD_VALUES_H_
#define HARDTACK_AUTHORITY_HTTP_FIELD_VALUES_H_

#include <string>
#include <string_view>

namespace hardtack::authority {

// One or more of the characters that methods and names of fields are made of.
bool IsToken(std::string_view text);

// A token without upper-case letters, as HTTP/2 has names and handlers give them.
bool IsFieldName(std::string_view name);

// Visible characters, spaces, tabs and bytes above 0x7f; no white space at either end. May be empty.
bool IsFieldValue(std::string_view value);

// Without spaces and tabs at its ends.
std::string_view Trimmed(std::string_view value);

// ASCII letters only.
std::string LowerCase(std::string_view text);
bool EqualIgnoringCase(std::string_view a, std::string_view b);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_FIELD_VALUES_H_
