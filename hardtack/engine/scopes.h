// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Scopes and what they stand for in one token: the set of blocks that a rule trusts.
//
// Biscuit specification, "Scopes".

#ifndef HARDTACK_ENGINE_SCOPES_H_
#define HARDTACK_ENGINE_SCOPES_H_

#include <span>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/origin.h"

namespace hardtack::engine {

// Scopes before they are resolved: where they stand, and what is listed there.
struct ScopeSet {
  BlockId block = kAuthorizerBlock;
  std::vector<Scope> scopes;  // empty: the default
};

// The blocks that third parties signed, by key.
class SignedBlocks {
 public:
  SignedBlocks() = default;
  explicit SignedBlocks(std::span<const TokenBlock> blocks);
  const Origin& SignedBy(const PublicKey& key) const;
  size_t heap_bytes() const;

 private:
  absl::flat_hash_map<std::string, Origin> blocks_;
};

// The own block and the authorizer always; without scopes the authority too, else what they list. `previous` adds
// nothing for the authorizer, and a key that signed no block is an empty set. At most linear in the scopes and the
// blocks.
TrustedOrigins Resolve(const ScopeSet& set, const SignedBlocks& signed_blocks);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_SCOPES_H_
