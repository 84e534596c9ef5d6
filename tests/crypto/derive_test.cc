// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The public keys of seeds, on both paths, are libsodium's.

#include "hardtack/crypto/ed25519_derive.h"

#include <sodium.h>

#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/crypto/crypto_testing.h"

namespace hardtack::crypto::ed25519 {
namespace {

const std::vector<Path>& AvailablePaths() {
  static const std::vector<Path> paths = [] {
    std::vector<Path> available = {Path::kPortable};
    if (IsAvailable(Path::kLanes)) {
      available.push_back(Path::kLanes);
    } else {
      std::cerr << "NOT RUN: keys derived in lanes, which this build or this processor does not have\n";
    }
    return available;
  }();
  return paths;
}

std::string BySodium(const std::string& seed) {
  unsigned char public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
  crypto_sign_seed_keypair(public_key, secret_key, reinterpret_cast<const unsigned char*>(seed.data()));
  return std::string(public_key, public_key + sizeof(public_key));
}

TEST_CASE("random seeds, and those of one byte value, have libsodium's public keys on both paths") {
  std::mt19937_64 random(11);
  std::vector<std::string> seeds;
  for (int byte = 0; byte < 256; ++byte) seeds.emplace_back(32, static_cast<char>(byte));
  while (seeds.size() < 5000) {
    std::string seed(32, '\0');
    for (char& byte : seed) byte = static_cast<char>(random());
    seeds.push_back(seed);
  }
  for (Path path : AvailablePaths()) {
    for (const std::string& seed : seeds) CHECK(Hex(DerivePublicKey(seed, path)) == Hex(BySodium(seed)));
  }
}

TEST_CASE("the seeds of RFC 8032, section 7.1, have the public keys that it states") {
  for (Path path : AvailablePaths()) {
    CHECK(Hex(DerivePublicKey(Unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"), path)) ==
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK(Hex(DerivePublicKey(Unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"), path)) ==
          "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  }
}

}  // namespace
}  // namespace hardtack::crypto::ed25519
