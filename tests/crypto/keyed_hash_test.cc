// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/crypto/keyed_hash.h"

#include <new>
#include <set>
#include <string>
#include <utility>

#include "doctest/doctest.h"

namespace hardtack::crypto {
namespace {

TEST_CASE("one key gives one hash for the same bytes, and others for others and under another key") {
  const KeyedHash hash, other;
  const KeyedHash copy = hash;
  std::set<std::pair<uint64_t, uint64_t>> seen;
  std::string bytes;
  for (int size = 0; size < 200; ++size, bytes.push_back('x')) {
    CHECK(hash.Of(bytes) == hash.Of(std::string(bytes)));
    CHECK(hash.Of(bytes) == copy.Of(bytes));
    CHECK(hash.Of(bytes) != other.Of(bytes));
    seen.insert({hash.Of(bytes).low, hash.Of(bytes).high});
  }
  CHECK(seen.size() == 200);
}

TEST_CASE("a key is nothing of what was in its memory before") {
  struct Place {
    alignas(KeyedHash) unsigned char bytes[sizeof(KeyedHash)] = {};
  };
  Place place, other_place;
  const auto* const one = new (place.bytes) KeyedHash;
  const auto* const other = new (other_place.bytes) KeyedHash;
  CHECK(one->Of("bytes") != other->Of("bytes"));
}

TEST_CASE("a sequence of hashes depends on the order") {
  const KeyedHash hash;
  const Hash128 a = hash.Of("a"), b = hash.Of("b");
  CHECK(hash.Of(a, b) != hash.Of(b, a));
  CHECK(hash.Of(a, b) == hash.Of(a, b));
}

}  // namespace
}  // namespace hardtack::crypto
