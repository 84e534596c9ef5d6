// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens in parts that may be changed at will and signed again: how `verify` gets behind the signatures. The secrets
// are those of tests/golden, so that its tokens are seeds.

#ifndef HARDTACK_TESTS_FUZZ_FORGE_H_
#define HARDTACK_TESTS_FUZZ_FORGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/crypto/key.h"
#include "hardtack/wire/envelope.h"

namespace hardtack::fuzz {

// Every key whose secret is known: of both algorithms a root key, the next keys of some blocks, a third party's.
const std::vector<crypto::PrivateKey>& Keys();
const crypto::PrivateKey& RootKey(crypto::Algorithm algorithm);

struct Key {
  engine::Algorithm algorithm = engine::Algorithm::kEd25519;
  std::string bytes;
};

struct External {
  std::string signature;
  Key key;
};

struct SignedBlock {
  std::string payload;
  Key next_key;
  std::string signature;
  std::optional<External> external;
  uint32_t version = 0;
};

// An envelope that owns its parts.
struct Token {
  std::optional<uint32_t> root_key_id;
  std::vector<SignedBlock> blocks;
  wire::ProofKind proof_kind = wire::ProofKind::kNextSecret;
  std::string proof;
};

Key KeyOf(const crypto::PublicKey& key);
const crypto::PrivateKey* FindSecret(const Key& key);  // null: not one of Keys()

std::optional<Token> ReadToken(std::string_view bytes);
std::string WriteToken(const Token& token);

// The algorithm of the root key that a token is verified with: that of its first signature, by the look of it.
crypto::Algorithm RootAlgorithm(std::string_view first_signature);

// Signs the blocks from `first` on, and the proof, with the secrets of the keys that are named. A signature stays as it
// is where no secret is known, or nothing can be signed (a payload version that there is not).
void SignAgain(Token& token, size_t first);

}  // namespace hardtack::fuzz

#endif  // HARDTACK_TESTS_FUZZ_FORGE_H_
