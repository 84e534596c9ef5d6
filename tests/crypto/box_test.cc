// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/crypto/box.h"

#include <string>

#include "doctest/doctest.h"
#include "tests/crypto/crypto_testing.h"

namespace hardtack::crypto {
namespace {

constexpr BoxLabel kAlice{"token", "alice"};

BoxKey KeyOf(char fill) { return *BoxKey::FromBytes(std::string(kBoxKeyBytes, fill)); }

// Key, nonce and plain text are those of draft-irtf-cfrg-xchacha-03, section A.3.1, and so is the ciphertext; the tag,
// which covers our header and label, was computed with OpenSSL's ChaCha20-Poly1305 below an HChaCha20 of its own.
TEST_CASE("a box is what its format says, and opens") {
  const auto key = BoxKey::FromText("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  REQUIRE(key.has_value());
  const std::string box = Unhex(
      "68617264626f7801404142434445464748494a4b4c4d4e4f5051525354555657"
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216"
      "cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13"
      "b52e"
      "012bfd3290aee5006e3966535e8a1e5d");
  const auto secret = key->Open(kAlice, box);
  REQUIRE(secret.has_value());
  CHECK(secret->view() ==
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would "
        "be it.");
}

TEST_CASE("what was put into a box comes out, whatever its length, and is not seen from outside") {
  const BoxKey key = BoxKey::Generate();
  for (size_t size : {0, 1, 15, 16, 17, 64, 1000, 100'000}) {
    CAPTURE(size);
    const std::string secret(size, 's');
    const std::string box = key.Close(kAlice, secret);
    CHECK(box.size() == size + kBoxOverheadBytes);
    CHECK(box.find("ssss") == std::string::npos);
    CHECK(IsBox(box));
    const auto opened = key.Open(kAlice, box);
    REQUIRE(opened.has_value());
    CHECK(opened->view() == secret);
  }
}

TEST_CASE("the same secret makes another box each time") {
  const BoxKey key = KeyOf(7);
  CHECK(key.Close(kAlice, "secret") != key.Close(kAlice, "secret"));
}

TEST_CASE("a box opens under its own key and label alone") {
  const BoxKey key = KeyOf(7);
  const std::string box = key.Close(kAlice, "secret");
  CHECK(key.Open(kAlice, box).has_value());
  CHECK_FALSE(KeyOf(8).Open(kAlice, box).has_value());
  const BoxLabel others[] = {{"token", "bob"}, {"key", "alice"}, {"tokena", "lice"}, {"toke", "nalice"}, {"", ""}};
  for (const BoxLabel& other : others) {
    CAPTURE(other.purpose);
    CHECK_FALSE(key.Open(other, box).has_value());
  }
}

TEST_CASE("every flipped bit, every missing end and every added byte is refused") {
  const BoxKey key = KeyOf(7);
  const std::string box = key.Close(kAlice, "secret");
  for (size_t bit = 0; bit < box.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = box;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(key.Open(kAlice, flipped).has_value());
  }
  for (size_t size = 0; size < box.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(key.Open(kAlice, box.substr(0, size)).has_value());
  }
  CHECK_FALSE(key.Open(kAlice, box + '\0').has_value());
}

// Computed with Python's hashlib.
TEST_CASE("a fingerprint tells keys apart") {
  const auto key = BoxKey::FromText("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  REQUIRE(key.has_value());
  CHECK(key->Fingerprint() == "a93074c1167576d25daed9b6dfeb4f56");
  CHECK(KeyOf(7).Fingerprint() != KeyOf(8).Fingerprint());
}

TEST_CASE("a key has 32 bytes, or 64 digits") {
  const BoxKey key = KeyOf(0x5a);
  CHECK(key.ToText().view() == std::string_view("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"));
  const auto again = BoxKey::FromText(key.ToText().view());
  REQUIRE(again.has_value());
  CHECK(again->Open(kAlice, key.Close(kAlice, "secret")).has_value());
  for (size_t size : {0, 31, 33, 64}) CHECK_FALSE(BoxKey::FromBytes(std::string(size, 'k')).has_value());
  for (size_t digits : {0, 62, 63, 65, 66}) CHECK_FALSE(BoxKey::FromText(std::string(digits, 'a')).has_value());
  CHECK_FALSE(BoxKey::FromText(std::string(64, 'g')).has_value());
  CHECK_FALSE(BoxKey::FromText(std::string(64, 'a') + '\n').has_value());
  CHECK(BoxKey::Generate().ToText().view() != BoxKey::Generate().ToText().view());
}

}  // namespace
}  // namespace hardtack::crypto
