// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A lineage as a table. Tested by tests/report/text_test.cc.

#include <vector>

#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/ban.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/table.h"
#include "hardtack/report/text.h"
#include "hardtack/report/time_text.h"

namespace hardtack::report {
namespace {

using Line = TableLine<8>;

std::string ExpiryColumn(const std::optional<identity::Expiry>& expiry) {
  return expiry.has_value() ? TimeText(expiry->at) : "-";
}

std::string SignerColumn(const identity::LineageRow& row) {
  if (!row.delegating_key.has_value()) return "-";
  const std::string key = crypto::ToHexText(*row.delegating_key);
  return Shortened(key, key.find('/') + 1 + kShownDigits);
}

// As `ban list` shows it, so that one finds the other.
std::string IdColumn(const identity::LineageRow& row) {
  return Shortened(Hex(identity::CanonicalRevocationId(row.revocation_id).value_or(row.revocation_id)));
}

Line LineOf(const identity::LineageRow& row) {
  return {std::to_string(row.block),
          std::string(identity::NameOf(row.kind)),
          row.identity.has_value() ? EscapeLine(*row.identity) : "-",
          std::to_string(row.depth),
          ExpiryColumn(row.expires),
          ExpiryColumn(row.effective_expires),
          SignerColumn(row),
          IdColumn(row)};
}

}  // namespace

std::string LineageText(const identity::Lineage& lineage) {
  std::vector<Line> lines = {
      {"block", "kind", "identity", "depth", "own expiry", "effective expiry", "signed by", "revocation id"}};
  for (const identity::LineageRow& row : lineage.rows) lines.push_back(LineOf(row));
  return TableText(lines);
}

}  // namespace hardtack::report
