// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/sip_hash.h"

#include <cstdint>
#include <string>
#include <vector>

#include "doctest/doctest.h"

namespace hardtack::engine {
namespace {

// Made with CPython 3.11, whose hash of bytes is this one: PYTHONHASHSEED=0 has the key 0, PYTHONHASHSEED=1 the other.
TEST_CASE("texts have the hashes that another implementation gives them") {
  const SipKey zero;
  CHECK(SipHash(zero, "a") == 0x407448d2b89b1813);
  CHECK(SipHash(zero, "abc") == 0xc03bc3a0042630f2);
  CHECK(SipHash(zero, "0123456") == 0x810aaf7acf670379);
  CHECK(SipHash(zero, "01234567") == 0xda3dcedf84ea6cc6);
  CHECK(SipHash(zero, "012345678") == 0xb79d8581f8552753);
  CHECK(SipHash(zero, "the quick brown fox jumps over the lazy dog") == 0x80a65583f613da2d);
  const SipKey key{0xaed66ce184be2329, 0xebe9bbf1f1499052};
  CHECK(SipHash(key, "a") == 0xd6300bc9f7cc0e73);
  CHECK(SipHash(key, "01234567") == 0x4b86f65552e7e70b);
  CHECK(SipHash(key, "the quick brown fox jumps over the lazy dog") == 0x4d4d3ac518fa33d0);
}

TEST_CASE("words have the hash of their bytes") {
  const SipKey key{1, 2};
  const std::vector<uint64_t> words = {0x3736353433323130, 0x6665646362613938};
  CHECK(SipHashOfWords(key, 2, [&](size_t i) { return words[i]; }) == SipHash(key, "0123456789abcdef"));
  CHECK(SipHashOfWords(key, 0, [&](size_t i) { return words[i]; }) == SipHash(key, ""));
}

TEST_CASE("every bit of the input and of the key counts") {
  const std::string text(20, 'x');
  const SipKey key{1, 2};
  const uint64_t hash = SipHash(key, text);
  for (size_t bit = 0; bit < 8 * text.size(); ++bit) {
    std::string changed = text;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    CHECK(SipHash(key, changed) != hash);
  }
  for (int bit = 0; bit < 64; ++bit) {
    CHECK(SipHash({key.low ^ uint64_t{1} << bit, key.high}, text) != hash);
    CHECK(SipHash({key.low, key.high ^ uint64_t{1} << bit}, text) != hash);
  }
  CHECK(SipHash(key, std::string(1, '\0')) != SipHash(key, std::string(2, '\0')));
}

}  // namespace
}  // namespace hardtack::engine
