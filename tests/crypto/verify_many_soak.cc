// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Compares verification in lanes with libsodium on as many random signatures as one has time for; a million take about
// two minutes, in batches so small that most are verified alone or by twos. Run by hand after a change to crypto/lanes.
//
//   verify_many_soak COUNT [SEED]

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "hardtack/crypto/ed25519_many.h"
#include "tests/crypto/random_signatures.h"

namespace hardtack::crypto {
namespace {

int Compare(uint64_t count, uint64_t seed) {
  if (!ed25519::IsAvailable(ed25519::Path::kLanes)) return std::fprintf(stderr, "no lanes here\n"), 2;
  std::printf("seed %" PRIu64 "\n", seed);
  RandomSignatures random(seed);
  for (uint64_t done = 0; done < count;) {
    std::vector<RandomSignature> signatures(1 + random.Below(20));
    for (RandomSignature& signature : signatures) signature = random.Next();
    const std::string difference = FirstDifference(signatures, ed25519::Path::kLanes);
    if (!difference.empty()) return std::printf("differs after %" PRIu64 ": %s\n", done, difference.c_str()), 1;
    done += signatures.size();
  }
  std::printf("%" PRIu64 " signatures, no difference\n", count);
  return 0;
}

}  // namespace
}  // namespace hardtack::crypto

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: %s COUNT [SEED]\n", argv[0]), 2;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : std::random_device()();
  return hardtack::crypto::Compare(std::strtoull(argv[1], nullptr, 10), seed);
}
