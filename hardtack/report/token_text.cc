// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A token for people. Tested by tests/report/text_test.cc.

#include <fmt/format.h>

#include "hardtack/crypto/key_text.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/kind.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/text.h"
#include "hardtack/report/time_text.h"

namespace hardtack::report {
namespace {

std::string Indented(std::string_view lines) {
  std::string indented;
  while (!lines.empty()) {
    const size_t end = lines.find('\n');
    indented.append("  ").append(lines.substr(0, end)).append("\n");
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
  return indented;
}

std::string SizeText(const token::UnverifiedBiscuit& token) {
  const auto id = token.root_key_id();
  return fmt::format("{} block{}, {} bytes, {}{}\n", token.block_count(), token.block_count() == 1 ? "" : "s",
                     token.bytes().size(), token.sealed() ? "sealed" : "not sealed",
                     id.has_value() ? fmt::format(", root key id {}", *id) : std::string());
}

// A token whose life other checks bound is not said to live for ever.
std::string ExpiryOfToken(const TokenReport& report) {
  const auto expiry = identity::ExpiryOf(report.blocks);
  return expiry.has_value() ? ExpiryText(expiry->at, report.now) : "by no time check";
}

std::string HeaderText(const TokenReport& report) {
  return fmt::format("{}kind:       {}\nexpires:    {}\nsignatures: {}\n", SizeText(report.token),
                     identity::NameOf(identity::Classify(report.blocks.front().block).kind), ExpiryOfToken(report),
                     report.verified ? "valid" : "not checked, everything here is a claim");
}

std::string BlockText(const wire::DecodedBlock& block, engine::BlockId id, const crypto::PublicKey* signer) {
  std::string text = fmt::format("\nblock {}{}, version {}", id, id == 0 ? " (authority)" : "", block.version);
  if (signer != nullptr) text += ", signed by " + crypto::ToHexText(*signer);
  text += '\n';
  if (block.block.context.has_value()) text += "  // context: " + EscapeLine(*block.block.context) + '\n';
  return text + Indented(EscapeLines(engine::ToString(block.block)));
}

}  // namespace

std::string TokenText(const TokenReport& report) {
  std::string text = HeaderText(report);
  const std::vector<std::string> ids = report.token.RevocationIds();
  const std::vector<std::string> canonical_ids = report.token.CanonicalRevocationIds();
  for (size_t i = 0; i < report.blocks.size(); ++i) {
    const auto id = static_cast<engine::BlockId>(i);
    text += BlockText(report.blocks[i], id, report.token.signer(id));
    text += fmt::format("  // revocation id: {}\n", Hex(ids[i]));
    if (canonical_ids[i] != ids[i]) text += fmt::format("  // in ban lists: {}\n", Hex(canonical_ids[i]));
  }
  return text;
}

}  // namespace hardtack::report
