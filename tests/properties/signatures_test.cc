// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verifying in vector registers is verifying by libsodium, and many together are one by one. The signatures are those of
// tests/crypto, of which many are aimed at one condition of strict verification.

#include <iostream>
#include <string>
#include <vector>

#include "hardtack/crypto/ed25519_many.h"
#include "hardtack/crypto/ed25519_path.h"
#include "hardtack/crypto/key.h"
#include "hardtack/crypto/verify_many.h"
#include "tests/crypto/random_signatures.h"
#include "tests/properties/property.h"

namespace hardtack::properties {
namespace {

using crypto::RandomSignature;

std::vector<RandomSignature> DrawSignatures() {
  crypto::RandomSignatures random(*rc::gen::noShrink(rc::gen::arbitrary<uint64_t>()));
  std::vector<RandomSignature> signatures(*rc::gen::inRange<size_t>(1, 20));
  for (RandomSignature& signature : signatures) signature = random.Next();
  return signatures;
}

TEST_CASE("every path has libsodium's verdict on each of up to twenty signatures") {
  if (!crypto::ed25519::IsAvailable(crypto::ed25519::Path::kLanes)) {
    std::cerr << "NOT RUN: signatures in lanes, which this build or this processor does not have (properties_test)\n";
  }
  ForAll(1'000, [&] {
    const std::vector<RandomSignature> signatures = DrawSignatures();
    for (const auto path : {crypto::ed25519::Path::kPortable, crypto::ed25519::Path::kLanes}) {
      if (crypto::ed25519::IsAvailable(path)) RC_ASSERT(FirstDifference(signatures, path) == "");
    }
  });
}

TEST_CASE("VerifyMany has the status of Verify for each signature, and no signature changes another's") {
  Share good;
  ForAll(1'000, [&] {
    const std::vector<RandomSignature> signatures = DrawSignatures();
    std::vector<crypto::PublicKey> keys;
    std::vector<crypto::SignedMessage> items;
    for (const RandomSignature& signature : signatures) {
      keys.push_back(*crypto::PublicKey::FromBytes(crypto::Algorithm::kEd25519, signature.public_key));
    }
    for (size_t i = 0; i < keys.size(); ++i)
      items.push_back({&keys[i], signatures[i].message, signatures[i].signature});
    const std::vector<absl::Status> verdicts = VerifyMany(items);
    for (size_t i = 0; i < items.size(); ++i) {
      RC_ASSERT(verdicts[i] == Verify(keys[i], items[i].message, items[i].signature));
      good.Count(verdicts[i].ok());
    }
  });
  CHECK(good.Percent() > 40);
  CHECK(good.Percent() < 75);
}

}  // namespace
}  // namespace hardtack::properties
