// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Which root key signs, and which verify, at which time.
#include "hardtack/authority/signing_keys.h"

#include "doctest/doctest.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

SigningKey KeyWith(std::optional<uint32_t> id, int64_t since = 0, std::optional<int64_t> until = std::nullopt) {
  return {id, std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate()), since, until};
}

TEST_CASE("a new key takes over when it begins, and the old one verifies until it ends") {
  const auto keys = SigningKeys::Create({KeyWith(1, 0, 300), KeyWith(2, 100)}).value();
  CHECK((*keys->Active(50))->id == 1);
  CHECK((*keys->Active(99))->id == 1);
  CHECK((*keys->Active(100))->id == 2);
  CHECK((*keys->Active(1000))->id == 2);
  CHECK(keys->Known(299).size() == 2);
  CHECK(keys->Known(300).size() == 1);
  int64_t now = 299;
  const token::RootKeyLookup lookup = LookupIn(keys, [&] { return now; });
  CHECK(lookup(1).ok());
  now = 300;
  CHECK(KindOf(lookup(1).status()) == ErrorKind::kUnknownRootKey);
  CHECK(lookup(1).status().message() == "no root key is known for the key id 1");
  CHECK(lookup(2).ok());
  CHECK(lookup(std::nullopt).status().message() == "no root key is known for tokens without a key id");
}

TEST_CASE("a single key needs no id, and verifies tokens without one") {
  const auto keys = SigningKeys::Create({KeyWith(std::nullopt)}).value();
  CHECK(LookupIn(keys, [] { return int64_t{0}; })(std::nullopt).ok());
  CHECK(!LookupIn(keys, [] { return int64_t{0}; })(0).ok());
}

TEST_CASE("what cannot be a set of keys is refused") {
  CHECK(SigningKeys::Create({}).status().message() == "an authority needs a root key");
  std::vector<SigningKey> twice = {KeyWith(1), KeyWith(1)};
  CHECK(SigningKeys::Create(twice).status().message() == "two keys have the id 1");
  std::vector<SigningKey> without = {KeyWith(1), KeyWith(std::nullopt)};
  CHECK(SigningKeys::Create(without).status().message() == "a key has no id, which each of several needs");
}

TEST_CASE("when every key has ended or begins later, none signs") {
  const auto keys = SigningKeys::Create({KeyWith(1, 0, 100), KeyWith(2, 200)}).value();
  CHECK(keys->Active(150).status().message() ==
        "no root key signs at this time: each has ended or begins later");
}

}  // namespace
}  // namespace hardtack::authority
