// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

#include "tests/differential/reference/keys.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/token/engine_key.h"
#include "tests/crypto/role_key.h"

namespace hardtack::differential {
namespace {

using crypto::Algorithm;

// The key of a role, derived once.
const crypto::PrivateKey& Kept(const std::string& role, Algorithm algorithm) {
  static auto* const kKeys = new std::map<std::pair<std::string, Algorithm>, crypto::PrivateKey>;
  auto found = kKeys->find({role, algorithm});
  if (found == kKeys->end()) found = kKeys->emplace(std::pair(role, algorithm), crypto::RoleKey(role, algorithm)).first;
  return found->second;
}

std::vector<crypto::PrivateKey> MakeThirdParties() {
  std::vector<crypto::PrivateKey> keys;
  keys.push_back(crypto::RoleKey("third party 0", Algorithm::kEd25519));
  keys.push_back(crypto::RoleKey("third party 1", Algorithm::kEd25519));
  keys.push_back(crypto::RoleKey("third party 2", Algorithm::kSecp256r1));
  return keys;
}

}  // namespace

const crypto::PrivateKey& RootKey(Algorithm algorithm) { return Kept("root", algorithm); }

const crypto::PrivateKey& NextKey(Algorithm algorithm, size_t block) {
  return Kept(absl::StrCat("next key of block ", block), algorithm);
}

const std::vector<crypto::PrivateKey>& ThirdParties() {
  static const auto* const kParties = new std::vector<crypto::PrivateKey>(MakeThirdParties());
  return *kParties;
}

const crypto::PrivateKey* ThirdParty(const engine::PublicKey& key) {
  for (const crypto::PrivateKey& party : ThirdParties()) {
    if (token::EngineKey(party.public_key()) == key) return &party;
  }
  return nullptr;
}

}  // namespace hardtack::differential
