// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lines of columns. Tested by tests/report/text_test.cc.

#include "hardtack/report/table.h"

#include <algorithm>

namespace hardtack::report {

size_t Width(const std::string& text) {
  return static_cast<size_t>(std::ranges::count_if(text, [](unsigned char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string Shortened(std::string text, size_t digits) {
  if (text.size() > digits) text.replace(digits, std::string::npos, "..");
  return text;
}

}  // namespace hardtack::report
