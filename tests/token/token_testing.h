// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the tests of token share: syntax built by hand (token does not depend on the parser), tokens of several shapes,
// and the official samples where they are at hand.

#ifndef HARDTACK_TESTS_TOKEN_TOKEN_TESTING_H_
#define HARDTACK_TESTS_TOKEN_TOKEN_TESTING_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"
#include "hardtack/token/biscuit.h"
#include "tests/crypto/crypto_testing.h"

namespace hardtack::token {

inline constexpr crypto::Algorithm kBothAlgorithms[] = {crypto::Algorithm::kEd25519, crypto::Algorithm::kSecp256r1};

// The value of a StatusOr that must be ok.
template <typename T>
T Must(absl::StatusOr<T> value) {
  INFO(std::string(value.status().message()));
  REQUIRE(value.ok());
  return *std::move(value);
}

// name("argument", ...)
engine::Predicate Says(std::string name, std::vector<std::string> arguments);
engine::Fact FactOf(std::string name, std::vector<std::string> arguments);

// check if name($0), with these scopes
engine::Check CheckIf(std::string name, std::vector<engine::Scope> scopes = {});

engine::Block BlockOf(std::vector<engine::Fact> facts, std::vector<engine::Check> checks = {});

// The facts and checks of `block`, then `allow if true`.
engine::AuthorizerBlock AllowIfTrue(engine::Block block = {});

engine::PublicKey EngineKey(const crypto::PublicKey& key);

// `right("file", "read")` under `root`, a check of block 1, a third party's block 2.
UnverifiedBiscuit ThreeBlocks(const crypto::PrivateKey& root, crypto::Algorithm next,
                              const crypto::PrivateKey& third_party);

// The token with another proof or changed blocks, its envelope written anew.
struct Envelope {
  explicit Envelope(const UnverifiedBiscuit& token);
  std::string Bytes() const;

  std::optional<uint32_t> root_key_id;
  std::vector<std::string> raw_blocks;
  bool sealed = false;
  std::string proof;
};

// The SignedBlock message of `link` with another signature.
std::string WithSignature(const crypto::ChainLink& link, std::string_view signature);

// A sample token with the root key of all samples. nullopt, and a line NOT RUN, where the samples are absent.
struct Sample {
  std::string bytes;
  crypto::PublicKey root;
};
std::optional<Sample> ReadSample(std::string_view name);

}  // namespace hardtack::token

#endif  // HARDTACK_TESTS_TOKEN_TOKEN_TESTING_H_
