// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lines of columns. Internal to report.

#ifndef HARDTACK_REPORT_TABLE_H_
#define HARDTACK_REPORT_TABLE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace hardtack::report {

// Of code points, so that texts beyond ASCII keep the columns straight wherever a code point is one cell wide.
size_t Width(const std::string& text);

template <size_t kColumns>
using TableLine = std::array<std::string, kColumns>;

// The lines, each column as wide as its widest text and two spaces apart. Every text is escaped already.
template <size_t kColumns>
std::string TableText(const std::vector<TableLine<kColumns>>& lines) {
  std::array<size_t, kColumns> widths{};
  for (const auto& line : lines) {
    for (size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], Width(line[i]));
  }
  std::string text;
  for (const auto& line : lines) {
    for (size_t i = 0; i < kColumns; ++i) {
      text += line[i];
      if (i + 1 < kColumns) text.append(widths[i] - Width(line[i]) + 2, ' ');
    }
    text += '\n';
  }
  return text;
}

// The first digits of an id or a key; --json has it whole.
inline constexpr size_t kShownDigits = 16;
std::string Shortened(std::string text, size_t digits = kShownDigits);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_TABLE_H_
