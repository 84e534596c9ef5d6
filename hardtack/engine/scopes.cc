// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Scopes to blocks. Tested by tests/engine/scopes_test.cc.

#include "hardtack/engine/scopes.h"

#include "hardtack/engine/heap_bytes.h"

namespace hardtack::engine {
namespace {

std::string NameOf(const PublicKey& key) { return std::string(1, static_cast<char>(key.algorithm)) + key.bytes; }

}  // namespace

SignedBlocks::SignedBlocks(std::span<const TokenBlock> blocks) {
  for (BlockId id = 0; id < blocks.size(); ++id) {
    if (blocks[id].signer != nullptr) blocks_[NameOf(*blocks[id].signer)].Insert(id);
  }
}

const Origin& SignedBlocks::SignedBy(const PublicKey& key) const {
  static const Origin kNothing;
  auto it = blocks_.find(NameOf(key));
  return it == blocks_.end() ? kNothing : it->second;
}

size_t SignedBlocks::heap_bytes() const {
  size_t bytes = TableBytes(blocks_);
  for (const auto& [key, blocks] : blocks_) bytes += TextBytes(key) + blocks.heap_bytes();
  return bytes;
}

TrustedOrigins Resolve(const ScopeSet& set, const SignedBlocks& signed_blocks) {
  TrustedOrigins trusted{kAuthorizerBlock, set.block};
  if (set.scopes.empty()) trusted.Insert(kAuthorityBlock);
  for (const Scope& scope : set.scopes) {
    if (const auto* key = std::get_if<PublicKey>(&scope)) {
      trusted.InsertAll(signed_blocks.SignedBy(*key));
    } else if (std::get<ScopeKind>(scope) == ScopeKind::kAuthority) {
      trusted.Insert(kAuthorityBlock);
    } else if (set.block != kAuthorizerBlock) {
      trusted.InsertUpTo(set.block);
    }
  }
  return trusted;
}

}  // namespace hardtack::engine
