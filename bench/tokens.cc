// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reads the committed tokens, whose format and results tests/golden checks.

#include "bench/tokens.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "hardtack/crypto/key_text.h"
#include "hardtack/parser/parser.h"
#include "tests/sections/section_file.h"

namespace hardtack::bench {

void Check(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << "bench: " << status.message() << "\n";
  std::exit(1);
}

Token ReadToken(const std::string& name) {
  sections::Case test_case = Must(sections::ReadCases(HARDTACK_BENCH_TOKENS "/" + name + ".txt")).at(0);
  const auto line = [&](std::string_view section) { return sections::Lines(test_case.Take(section).value()).at(0); };
  return {line("token"), Must(crypto::ParsePublicKey(line("root key"))),
          Must(parser::ParseAuthorizer(test_case.Take("authorizer").value()))};
}

Token ReadToken(int64_t blocks) {
  char name[16];
  std::snprintf(name, sizeof(name), "%02d_blocks", static_cast<int>(blocks));
  return ReadToken(std::string(name));
}

token::UnverifiedBiscuit Unverified(const Token& token) { return Must(token::UnverifiedBiscuit::FromText(token.text)); }

token::Biscuit Verified(const Token& token) {
  return Must(token::Biscuit::Verify(Unverified(token), token::SingleRootKey(token.root_key)));
}

std::vector<engine::TokenBlock> TokenBlocks(const token::Biscuit& token) {
  std::vector<engine::TokenBlock> blocks;
  for (size_t i = 0; i < token.blocks().size(); ++i) {
    blocks.push_back({&token.blocks()[i].block, token.engine_signer(static_cast<engine::BlockId>(i))});
  }
  return blocks;
}

}  // namespace hardtack::bench
