// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The layout of policy files: how they are written when nobody has an opinion, so that changes show what changed. Only
// white space between things is touched; comments, order and values stay as they are.
//
//   no white space at the ends of lines, one line feed at the end of the file, no carriage returns
//   no two empty lines in a row, none at the beginning, and one before each [table]
//   `key = value`; keys and headers at the beginning of their lines
//
// Lines within an array or a text of several lines are left alone, but for white space at their ends in arrays.

#ifndef HARDTACK_AUTHORITY_POLICY_FORMAT_H_
#define HARDTACK_AUTHORITY_POLICY_FORMAT_H_

#include <string>
#include <string_view>

namespace hardtack::authority {

// The text of a .toml file laid out; formatting twice changes nothing more. Of what is no TOML the result is no TOML
// either. Linear.
std::string FormatToml(std::string_view text);

// The text of a .datalog file: the first two rules above.
std::string FormatRules(std::string_view text);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_FORMAT_H_
