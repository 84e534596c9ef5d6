// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A lineage as a table. Tested by tests/report/text_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "hardtack/crypto/key_text.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/text.h"
#include "hardtack/report/time_text.h"

namespace hardtack::report {
namespace {

constexpr size_t kColumns = 8;
using Line = std::array<std::string, kColumns>;

constexpr size_t kShownDigits = 16;  // of ids and keys; --json has them whole

std::string Shortened(std::string text, size_t digits) {
  if (text.size() > digits) text.replace(digits, std::string::npos, "..");
  return text;
}

std::string ExpiryColumn(const std::optional<identity::Expiry>& expiry) {
  return expiry.has_value() ? TimeText(expiry->at) : "-";
}

std::string SignerColumn(const identity::LineageRow& row) {
  if (!row.delegating_key.has_value()) return "-";
  const std::string key = crypto::ToHexText(*row.delegating_key);
  return Shortened(key, key.find('/') + 1 + kShownDigits);
}

Line LineOf(const identity::LineageRow& row) {
  return {std::to_string(row.block),
          std::string(identity::NameOf(row.kind)),
          row.identity.has_value() ? EscapeLine(*row.identity) : "-",
          std::to_string(row.depth),
          ExpiryColumn(row.expires),
          ExpiryColumn(row.effective_expires),
          SignerColumn(row),
          Shortened(Hex(row.revocation_id), kShownDigits)};
}

// Code points, so that names beyond ASCII keep the columns straight wherever a code point is one cell wide.
size_t Width(const std::string& text) {
  return static_cast<size_t>(std::ranges::count_if(text, [](unsigned char byte) { return (byte & 0xC0) != 0x80; }));
}

std::array<size_t, kColumns> WidthsOf(const std::vector<Line>& lines) {
  std::array<size_t, kColumns> widths{};
  for (const Line& line : lines) {
    for (size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], Width(line[i]));
  }
  return widths;
}

}  // namespace

std::string LineageText(const identity::Lineage& lineage) {
  std::vector<Line> lines = {
      {"block", "kind", "identity", "depth", "own expiry", "effective expiry", "signed by", "revocation id"}};
  for (const identity::LineageRow& row : lineage.rows) lines.push_back(LineOf(row));
  const std::array<size_t, kColumns> widths = WidthsOf(lines);
  std::string text;
  for (const Line& line : lines) {
    for (size_t i = 0; i < kColumns; ++i) {
      text += line[i];
      if (i + 1 < kColumns) text.append(widths[i] - Width(line[i]) + 2, ' ');
    }
    text += '\n';
  }
  return text;
}

}  // namespace hardtack::report
