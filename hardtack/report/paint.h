// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Colour for single words of ours, never for text from outside. Internal to report.

#ifndef HARDTACK_REPORT_PAINT_H_
#define HARDTACK_REPORT_PAINT_H_

#include <string>
#include <string_view>

#include "hardtack/report/text.h"

namespace hardtack::report {

// ECMA-48, "Select Graphic Rendition".
inline constexpr std::string_view kRed = "\x1b[31m";
inline constexpr std::string_view kGreen = "\x1b[32m";
inline constexpr std::string_view kPlain = "\x1b[0m";

inline std::string Paint(std::string_view word, std::string_view paint, Color color) {
  if (color == Color::kOff) return std::string(word);
  return std::string(paint).append(word).append(kPlain);
}

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_PAINT_H_
