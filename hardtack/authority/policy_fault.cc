// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Faults for people. Tested by tests/authority/policy_reader_test.cc and tests/cli/policy.txt.

#include "hardtack/authority/policy_fault.h"

#include <algorithm>

#include <fmt/format.h>

#include "hardtack/report/escape.h"

namespace hardtack::authority {
namespace {

std::string_view LineOf(std::string_view text, uint32_t line) {
  for (; line > 1; --line) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::string ToText(const PolicyFault& fault, std::string_view text) {
  constexpr size_t kWidest = 120;  // of a line that is shown
  std::string message = fmt::format("{}:{}:{}: {}\n", fault.file, fault.place.line, fault.place.column,
                                    report::EscapeLine(fault.message));
  const std::string_view line = LineOf(text, fault.place.line);
  if (line.empty() || line.size() > kWidest || fault.place.column > line.size() + 1) return message;
  message += fmt::format("  {}\n  {:>{}}\n", report::EscapeLine(std::string(line)), '^', fault.place.column);
  return message;
}

}  // namespace hardtack::authority
