// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A token for people. Tested by tests/report/text_test.cc.

#include <fmt/format.h>

#include "hardtack/crypto/key_text.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/text.h"

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

std::string HeaderText(const token::UnverifiedBiscuit& token, bool verified) {
  const auto id = token.root_key_id();
  return fmt::format("{} block{}, {} bytes, {}{}\nsignatures: {}\n", token.block_count(),
                     token.block_count() == 1 ? "" : "s", token.bytes().size(),
                     token.sealed() ? "sealed" : "not sealed",
                     id.has_value() ? fmt::format(", root key id {}", *id) : std::string(),
                     verified ? "valid" : "not checked, everything below is a claim");
}

std::string BlockText(const wire::DecodedBlock& block, engine::BlockId id, const crypto::PublicKey* signer) {
  std::string text = fmt::format("\nblock {}{}, version {}", id, id == 0 ? " (authority)" : "", block.version);
  if (signer != nullptr) text += ", signed by " + crypto::ToHexText(*signer);
  text += '\n';
  if (block.block.context.has_value()) text += "  // context: " + EscapeLine(*block.block.context) + '\n';
  return text + Indented(EscapeLines(engine::ToString(block.block)));
}

}  // namespace

std::string TokenText(const token::UnverifiedBiscuit& token, std::span<const wire::DecodedBlock> blocks,
                      bool verified) {
  std::string text = HeaderText(token, verified);
  const std::vector<std::string> ids = token.RevocationIds();
  for (size_t i = 0; i < blocks.size(); ++i) {
    const auto id = static_cast<engine::BlockId>(i);
    text += BlockText(blocks[i], id, token.signer(id));
    text += fmt::format("  // revocation id: {}\n", Hex(ids[i]));
  }
  return text;
}

}  // namespace hardtack::report
