// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A token format that is not Biscuit: sets of claims as a JWT carries them, each set signed by a key of this format.
// The first comes from an issuer; holders may add sets, which can only narrow. How sets are encoded and signed does not
// concern the engine: it is given blocks and the keys that vouch for them.

#ifndef HARDTACK_TESTS_EMBEDDING_CLAIMS_H_
#define HARDTACK_TESTS_EMBEDDING_CLAIMS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/engine/ast.h"

namespace claims {

// Names and meanings of RFC 7519, section 4.1, and RFC 8693, section 4.2 (scope).
struct ClaimSet {
  std::string key;  // of whoever signed the set
  std::optional<std::string> subject;
  std::optional<std::string> audience;
  std::optional<uint64_t> expires;  // seconds since 1970
  std::vector<std::string> scope;
};

using Token = std::vector<ClaimSet>;

// A key of this format as the engine names keys. The engine compares them and asks no more.
hardtack::engine::PublicKey EngineKey(const std::string& key);

// The claims as a block: what a set states becomes facts, what it demands becomes checks.
hardtack::engine::Block ToBlock(const ClaimSet& set);

}  // namespace claims

#endif  // HARDTACK_TESTS_EMBEDDING_CLAIMS_H_
