// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ed25519 signatures that try a verifier: good ones, corrupted ones, and ones made with points that have a component of
// small order, of which only some are good. The same seed makes the same ones.

#ifndef HARDTACK_TESTS_CRYPTO_RANDOM_SIGNATURES_H_
#define HARDTACK_TESTS_CRYPTO_RANDOM_SIGNATURES_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "hardtack/crypto/ed25519_many.h"

namespace hardtack::crypto {

struct RandomSignature {
  std::string public_key;
  std::string message;
  std::string signature;

  ed25519::Item item() const { return {public_key, message, signature}; }
};

class RandomSignatures {
 public:
  explicit RandomSignatures(uint64_t seed) : random_(seed) {}

  // Messages are shorter than 400 bytes, one in a hundred up to 20,000 bytes.
  RandomSignature Next();
  RandomSignature Good(size_t message_size);

  size_t Below(size_t bound) { return random_() % bound; }
  std::string Bytes(size_t size);

 private:
  // Aimed at one condition of strict verification each.
  void FlipBit(std::string& bytes);
  void AddOrderToS(RandomSignature& signature);
  RandomSignature WithSmallOrderComponents(size_t message_size);
  RandomSignature Corrupted(RandomSignature signature);

  std::mt19937_64 random_;
};

// The first item on which a path differs from libsodium, as text to reproduce it; empty when there is none.
std::string FirstDifference(const std::vector<RandomSignature>& signatures, ed25519::Path path);

}  // namespace hardtack::crypto

#endif  // HARDTACK_TESTS_CRYPTO_RANDOM_SIGNATURES_H_
