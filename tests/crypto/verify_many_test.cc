// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// VerifyMany has the verdicts of Verify, which is libsodium's, on both of its paths and however its lanes are filled.
// The published vectors are in vectors_test.cc, millions of random signatures in verify_many_soak.cc.

#include "hardtack/crypto/verify_many.h"

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/crypto/ed25519_many.h"
#include "tests/crypto/crypto_testing.h"
#include "tests/crypto/random_signatures.h"

namespace hardtack::crypto {
namespace {

const std::vector<ed25519::Path>& AvailablePaths() {
  static const std::vector<ed25519::Path> paths = [] {
    std::vector<ed25519::Path> available = {ed25519::Path::kPortable};
    if (ed25519::IsAvailable(ed25519::Path::kLanes)) {
      available.push_back(ed25519::Path::kLanes);
    } else {
      std::cerr << "NOT RUN: verification in lanes, which this build or this processor does not have\n";
    }
    return available;
  }();
  return paths;
}

// Which of the signatures each available path accepts; the paths agree.
std::vector<bool> Accepted(const std::vector<RandomSignature>& signatures) {
  std::vector<bool> accepted;
  for (ed25519::Path path : AvailablePaths()) {
    std::vector<ed25519::Item> items;
    for (const RandomSignature& signature : signatures) items.push_back(signature.item());
    ed25519::VerifyMany(items, path);
    std::vector<bool> by_path;
    for (const ed25519::Item& item : items) by_path.push_back(item.valid);
    if (accepted.empty()) accepted = by_path;
    CHECK(accepted == by_path);
  }
  return accepted;
}

TEST_CASE("random signatures, good, corrupted or of mixed order, have libsodium's verdicts on both paths") {
  constexpr uint64_t kSeed = 20'261'124;
  CAPTURE(kSeed);
  RandomSignatures random(kSeed);
  for (size_t round = 0; round < 600; ++round) {  // one alone, pairs, passes, and what follows a pass
    std::vector<RandomSignature> signatures;
    while (signatures.size() < 1 + round % 12) signatures.push_back(random.Next());
    for (ed25519::Path path : AvailablePaths()) CHECK(FirstDifference(signatures, path) == "");
  }
}

TEST_CASE("the random signatures are a fair test: many are good and many are not") {
  RandomSignatures random(1);
  std::vector<RandomSignature> signatures;
  while (signatures.size() < 1000) signatures.push_back(random.Next());
  const std::vector<bool> accepted = Accepted(signatures);
  const auto good = std::count(accepted.begin(), accepted.end(), true);
  CHECK(good > 450);
  CHECK(good < 700);
}

TEST_CASE("a good signature over a message of any length is accepted, and refused when the message's last bit flips") {
  RandomSignatures random(2);
  std::vector<size_t> sizes = {1000, 4095, 4096, 100'001, 1'000'000};
  for (size_t size = 0; size <= 300; ++size) sizes.push_back(size);
  std::vector<RandomSignature> signatures;
  for (size_t size : sizes) {
    signatures.push_back(random.Good(size));
    signatures.push_back(signatures.back());
    if (size > 0) signatures.back().message.back() ^= 1;
  }
  const std::vector<bool> accepted = Accepted(signatures);
  for (size_t i = 0; i < sizes.size(); ++i) {
    CAPTURE(sizes[i]);
    CHECK(accepted[2 * i]);
    CHECK(accepted[2 * i + 1] == (sizes[i] == 0));
  }
}

TEST_CASE("any number of signatures is verified, with a bad one in any place, which costs the others nothing") {
  RandomSignatures random(3);
  for (size_t count = 0; count <= 17; ++count) {
    std::vector<RandomSignature> signatures;
    while (signatures.size() < count) signatures.push_back(random.Good(signatures.size() * 37));
    CAPTURE(count);
    CHECK(Accepted(signatures) == std::vector<bool>(count, true));
    for (size_t bad = 0; bad < count; ++bad) {
      std::vector<RandomSignature> with_bad = signatures;
      with_bad[bad].signature[40] ^= 4;
      std::vector<bool> expected(count, true);
      expected[bad] = false;
      CAPTURE(bad);
      CHECK(Accepted(with_bad) == expected);
    }
  }
}

TEST_CASE("one long message among short ones keeps its place") {
  RandomSignatures random(4);
  std::vector<RandomSignature> signatures;
  for (size_t size : {10, 200'000, 10, 0, 64, 63, 65, 5000, 191, 192}) signatures.push_back(random.Good(size));
  signatures[4].message[0] ^= 1;
  std::vector<bool> expected(signatures.size(), true);
  expected[4] = false;
  CHECK(Accepted(signatures) == expected);
}

TEST_CASE("keys of both algorithms, and malformed signatures, have the statuses of Verify in their order") {
  const std::string message = "message";
  std::vector<PrivateKey> keys;
  for (Algorithm algorithm : {Algorithm::kEd25519, Algorithm::kSecp256r1}) {
    for (char fill : {'\1', '\2', '\3'}) keys.push_back(FixedKey(algorithm, fill));
  }
  std::vector<std::string> signatures;
  for (const PrivateKey& key : keys) signatures.push_back(*key.Sign(message));
  std::vector<SignedMessage> items;
  for (size_t i = 0; i < keys.size(); ++i) {
    for (const std::string& signature : signatures) {
      items.push_back({&keys[i].public_key(), message, signature});
      items.push_back({&keys[i].public_key(), message, std::string_view(signature).substr(1)});
    }
  }
  const std::vector<absl::Status> verdicts = VerifyMany(items);
  REQUIRE(verdicts.size() == items.size());
  size_t valid = 0;
  for (size_t i = 0; i < items.size(); ++i) {
    CAPTURE(i);
    CHECK(verdicts[i] == Verify(*items[i].key, items[i].message, items[i].signature));
    valid += verdicts[i].ok();
  }
  CHECK(valid == keys.size());
  CHECK(VerifyMany({}).empty());
}

}  // namespace
}  // namespace hardtack::crypto
