// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Programs from text, for the tests of the engine.

#ifndef HARDTACK_TESTS_ENGINE_ENGINE_TESTING_H_
#define HARDTACK_TESTS_ENGINE_ENGINE_TESTING_H_

#include <memory>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/parser/parser.h"

namespace hardtack::engine {

// The text of a block and the key that signed it, if a third party did.
struct BlockText {
  std::string text;
  const PublicKey* signer = nullptr;
  BlockText(const char* block_text) : text(block_text) {}  // NOLINT(google-explicit-constructor)
  // NOLINTNEXTLINE(google-explicit-constructor)
  BlockText(std::string block_text, const PublicKey* key = nullptr) : text(std::move(block_text)), signer(key) {}
};

inline AuthorizerBlock ParsedAuthorizer(const std::string& text) {
  auto authorizer = parser::ParseAuthorizer(text);
  REQUIRE_MESSAGE(authorizer.ok(), authorizer.status().ToString());
  return *std::move(authorizer);
}

inline std::vector<Fact> ParsedFacts(const std::string& text) { return ParsedAuthorizer(text).block.facts; }

inline std::shared_ptr<const Program> Compiled(const std::vector<BlockText>& blocks, const std::string& authorizer) {
  auto base = CompileAuthorizer(ParsedAuthorizer(authorizer));
  REQUIRE_MESSAGE(base.ok(), base.status().ToString());
  if (blocks.empty()) return *base;
  std::vector<Block> parsed;
  for (const BlockText& block : blocks) {
    auto result = parser::ParseBlock(block.text);
    REQUIRE_MESSAGE(result.ok(), result.status().ToString());
    parsed.push_back(*std::move(result));
  }
  std::vector<TokenBlock> token;
  for (size_t i = 0; i < blocks.size(); ++i) token.push_back({&parsed[i], blocks[i].signer});
  auto program = CompileToken(token, *base);
  REQUIRE_MESSAGE(program.ok(), program.status().ToString());
  return *program;
}

inline Outcome RunTexts(const std::vector<BlockText>& blocks, const std::string& authorizer,
                        const RunOptions& options = {}) {
  return Run(Compiled(blocks, authorizer), {}, options);
}

// "allow 0", "deny 1", "none", each followed by the failed checks as " fails BLOCK.CHECK", or "error KIND".
inline std::string Verdict(const absl::StatusOr<Decision>& decision) {
  if (!decision.ok()) return "error " + std::string(NameOf(KindOf(decision.status()).value_or(ErrorKind::kInternal)));
  std::string text = "none";
  if (decision->policy.has_value()) {
    text =
        (decision->policy->kind == PolicyKind::kAllow ? "allow " : "deny ") + std::to_string(decision->policy->index);
  }
  for (const CheckPosition& check : decision->failed_checks) {
    std::string block = check.block == kAuthorizerBlock ? "authorizer" : std::to_string(check.block);
    text += " fails " + block + "." + std::to_string(check.check);
  }
  return text;
}

inline std::string VerdictOf(const std::vector<BlockText>& blocks, const std::string& authorizer,
                             const RunOptions& options = {}) {
  return Verdict(RunTexts(blocks, authorizer, options).decision);
}

// The facts of a world, one a line, each with its origin: "0,1: f(1)\n".
inline std::string Listing(const World& world) {
  std::string text;
  for (const OriginFacts& entry : world.Facts()) {
    std::string origin;
    for (BlockId block : entry.origin.Blocks()) {
      if (!origin.empty()) origin += ",";
      origin += block == kAuthorizerBlock ? "authorizer" : std::to_string(block);
    }
    for (const Fact& fact : entry.facts) text += origin + ": " + ToString(fact) + "\n";
  }
  return text;
}

}  // namespace hardtack::engine

#endif  // HARDTACK_TESTS_ENGINE_ENGINE_TESTING_H_
