// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/crypto/key.h"

#include <set>
#include <string>
#include <utility>

#include "doctest/doctest.h"
#include "tests/crypto/crypto_testing.h"
#include "tests/crypto/ecdsa_der.h"

namespace hardtack::crypto {
namespace {

constexpr Algorithm kBoth[] = {Algorithm::kEd25519, Algorithm::kSecp256r1};

TEST_CASE("Ed25519 signs as in RFC 8032, section 7.1") {
  struct Row {
    std::string_view secret, public_key, message, signature;
  };
  const Row rows[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2"
       "46551"
       "41438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302ae"
       "eb00d"
       "291612bb0c00"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28"
       "dc027"
       "beceea1ec40a"},
  };
  for (const Row& row : rows) {
    auto key = PrivateKey::FromBytes(Algorithm::kEd25519, Unhex(row.secret));
    REQUIRE(key.ok());
    CHECK(Hex(key->public_key().bytes()) == row.public_key);
    auto signature = key->Sign(Unhex(row.message));
    REQUIRE(signature.ok());
    CHECK(Hex(*signature) == row.signature);
    CHECK(Verify(key->public_key(), Unhex(row.message), *signature).ok());
  }
}

TEST_CASE("secp256r1 has the public key and accepts the signature of RFC 6979, section A.2.5") {
  auto key = PrivateKey::FromBytes(Algorithm::kSecp256r1,
                                   Unhex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"));
  REQUIRE(key.ok());
  CHECK(Hex(key->public_key().bytes()) == "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
  const std::string signature = Der(Unhex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"),
                                    Unhex("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));
  CHECK(Verify(key->public_key(), "sample", signature).ok());
  CHECK(KindOf(Verify(key->public_key(), "Sample", signature)) == ErrorKind::kInvalidSignature);
}

TEST_CASE("a signature verifies for its key and its message alone") {
  for (Algorithm algorithm : kBoth) {
    const PrivateKey key = PrivateKey::Generate(algorithm);
    const PrivateKey other = PrivateKey::Generate(algorithm);
    auto signature = key.Sign("message");
    REQUIRE(signature.ok());
    CHECK(Verify(key.public_key(), "message", *signature).ok());
    CHECK(KindOf(Verify(key.public_key(), "massage", *signature)) == ErrorKind::kInvalidSignature);
    CHECK(KindOf(Verify(other.public_key(), "message", *signature)) == ErrorKind::kInvalidSignature);
  }
}

TEST_CASE("every single-bit flip of a signature is refused") {
  for (Algorithm algorithm : kBoth) {
    const PrivateKey key = FixedKey(algorithm, 7);
    auto signature = key.Sign("message");
    REQUIRE(signature.ok());
    for (size_t bit = 0; bit < signature->size() * 8; ++bit) {
      CAPTURE(bit);
      std::string flipped = *signature;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      CHECK(!Verify(key.public_key(), "message", flipped).ok());
    }
  }
}

TEST_CASE("generated keys differ, and signing survives a move of the key") {
  std::set<std::string> secrets;
  for (Algorithm algorithm : kBoth) {
    for (int i = 0; i < 20; ++i) {
      PrivateKey key = PrivateKey::Generate(algorithm);
      secrets.insert(std::string(key.secret()));
      const PrivateKey moved = std::move(key);
      auto signature = moved.Sign("message");
      REQUIRE(signature.ok());
      CHECK(Verify(moved.public_key(), "message", *signature).ok());
    }
  }
  CHECK(secrets.size() == 40);
}

TEST_CASE("a generated key has the public key that libsodium and OpenSSL derive from its bytes") {
  for (Algorithm algorithm : kBoth) {
    for (int i = 0; i < 100; ++i) {
      const PrivateKey key = PrivateKey::Generate(algorithm);
      const auto read = PrivateKey::FromBytes(algorithm, key.secret());
      REQUIRE(read.ok());
      CHECK(key.public_key() == read->public_key());
    }
  }
}

TEST_CASE("private keys of the wrong size or range are refused without repeating them") {
  struct Row {
    Algorithm algorithm;
    std::string secret;
  };
  const std::string beyond = Unhex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552");
  const Row rows[] = {
      {Algorithm::kEd25519, ""},
      {Algorithm::kEd25519, std::string(31, 'k')},
      {Algorithm::kEd25519, std::string(64, 'k')},
      {Algorithm::kSecp256r1, std::string(33, 'k')},
      {Algorithm::kSecp256r1, std::string(32, '\0')},
      {Algorithm::kSecp256r1, Unhex(kOrder)},
      {Algorithm::kSecp256r1, beyond},
  };
  for (const Row& row : rows) {
    auto key = PrivateKey::FromBytes(row.algorithm, row.secret);
    REQUIRE(!key.ok());
    CHECK(KindOf(key.status()) == ErrorKind::kMalformedKey);
    CHECK(SubjectOf(key.status()).empty());
    CHECK(std::string(key.status().message()).find("kkk") == std::string::npos);
  }
  std::string largest = Unhex(kOrder);
  --largest.back();
  CHECK(PrivateKey::FromBytes(Algorithm::kSecp256r1, largest).ok());
}

TEST_CASE("a secp256r1 public key is read compressed or not, and kept compressed") {
  const std::string x = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
  const std::string y = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
  auto compressed = PublicKey::FromBytes(Algorithm::kSecp256r1, Unhex("03" + x));
  auto uncompressed = PublicKey::FromBytes(Algorithm::kSecp256r1, Unhex("04" + x + y));
  REQUIRE(compressed.ok());
  REQUIRE(uncompressed.ok());
  CHECK(*compressed == *uncompressed);
  CHECK(uncompressed->bytes().size() == kP256KeyBytes);

  const std::string off_curve = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462298";
  const std::string refused[] = {
      "",
      "00",                                                                  // the point at infinity
      "03" + x + "00",                                                       // one byte too long
      x,                                                                     // without a prefix
      "04" + x,                                                              // the prefix of the other form
      "07" + x + y,                                                          // the hybrid form
      "04" + x + off_curve,                                                  // not on the curve
      "02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  // x beyond the field
      "020000000000000000000000000000000000000000000000000000000000000001",  // x without a point
  };
  for (const std::string& hex : refused) {
    CAPTURE(hex);
    auto key = PublicKey::FromBytes(Algorithm::kSecp256r1, Unhex(hex));
    CHECK(KindOf(key.status()) == ErrorKind::kMalformedKey);
  }
}

TEST_CASE("an Ed25519 public key has 32 bytes; one that is no point verifies nothing") {
  CHECK(KindOf(PublicKey::FromBytes(Algorithm::kEd25519, std::string(31, 1)).status()) == ErrorKind::kMalformedKey);
  CHECK(KindOf(PublicKey::FromBytes(Algorithm::kEd25519, std::string(33, 1)).status()) == ErrorKind::kMalformedKey);
  auto no_point = PublicKey::FromBytes(Algorithm::kEd25519, std::string(32, '\xff'));
  REQUIRE(no_point.ok());
  CHECK(KindOf(Verify(*no_point, "m", std::string(64, '\0'))) == ErrorKind::kInvalidSignature);
}

TEST_CASE("a signature of the wrong form is malformed, with the signature as the subject") {
  const std::string one = Unhex("01");
  const std::string high(32, '\x80');
  struct Row {
    Algorithm algorithm;
    std::string signature;
  };
  const Row rows[] = {
      {Algorithm::kEd25519, ""},
      {Algorithm::kEd25519, std::string(63, 's')},
      {Algorithm::kEd25519, std::string(65, 's')},
      {Algorithm::kSecp256r1, ""},
      {Algorithm::kSecp256r1, std::string(64, 's')},                              // the raw form of r and s
      {Algorithm::kSecp256r1, Der(one, one) + "x"},                               // a trailing byte
      {Algorithm::kSecp256r1, Unhex("3007020101020101") + one},                   // a trailing byte inside
      {Algorithm::kSecp256r1, Unhex("300602010102017f").substr(0, 7)},            // cut short
      {Algorithm::kSecp256r1, Unhex("30070202000102017f")},                       // a zero byte that no sign needs
      {Algorithm::kSecp256r1, Unhex("30060201ff020101")},                         // negative
      {Algorithm::kSecp256r1, Unhex("30050200020101")},                           // an integer without bytes
      {Algorithm::kSecp256r1, Unhex("3081060201010201017f").substr(0, 9)},        // a length that is not minimal
      {Algorithm::kSecp256r1, Unhex("3080020101020101") + std::string(2, '\0')},  // an indefinite length
      {Algorithm::kSecp256r1, Unhex("3103020101")},                               // not a SEQUENCE
      {Algorithm::kSecp256r1, Der(std::string(33, '\x7f'), one)},                 // more than 32 bytes
  };
  for (const Row& row : rows) {
    CAPTURE(Hex(row.signature));
    const PrivateKey key = FixedKey(row.algorithm, 9);
    const absl::Status status = Verify(key.public_key(), "message", row.signature);
    CHECK(KindOf(status) == ErrorKind::kMalformedSignature);
    CHECK(SubjectOf(status) == row.signature);
  }
  // The form is right, the range is not.
  for (const std::string& s : {std::string(1, '\0'), Unhex(kOrder)}) {
    const PrivateKey key = FixedKey(Algorithm::kSecp256r1, 9);
    CHECK(KindOf(Verify(key.public_key(), "message", Der(high, s))) == ErrorKind::kInvalidSignature);
  }
}

TEST_CASE(
    "ours: flipping s of a secp256r1 signature gives another signature that verifies and the same canonical form") {
  const PrivateKey key = FixedKey(Algorithm::kSecp256r1, 3);
  int kept = 0;
  for (int i = 0; i < 50; ++i) {
    auto signature = key.Sign("message " + std::to_string(i));
    REQUIRE(signature.ok());
    const std::string flipped = FlipS(*signature);
    CHECK(flipped != *signature);
    CHECK(FlipS(flipped) == *signature);
    CHECK(Verify(key.public_key(), "message " + std::to_string(i), flipped).ok());
    const std::string canonical = CanonicalSignature(Algorithm::kSecp256r1, *signature);
    CHECK(canonical == CanonicalSignature(Algorithm::kSecp256r1, flipped));
    CHECK((canonical == *signature || canonical == flipped));
    CHECK(CanonicalSignature(Algorithm::kSecp256r1, canonical) == canonical);
    if (canonical == *signature) ++kept;
  }
  // Signing does not normalise, so both outcomes occur (all the same has a chance of 2^-49).
  CHECK(kept > 0);
  CHECK(kept < 50);
}

TEST_CASE("the canonical form takes the lower s at the middle of the range, and leaves alone what has none") {
  const std::string r = Unhex("01");
  const std::string half = Unhex("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8");  // (n - 1) / 2
  const std::string above = Unhex("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a9");
  CHECK(CanonicalSignature(Algorithm::kSecp256r1, Der(r, half)) == Der(r, half));
  CHECK(CanonicalSignature(Algorithm::kSecp256r1, Der(r, above)) == Der(r, half));
  const std::string untouched[] = {"", "not DER", Der(r, Unhex("00")), Der(r, Unhex(kOrder)),
                                   Der(r, std::string(32, '\xff'))};
  for (const std::string& signature : untouched) {
    CAPTURE(Hex(signature));
    CHECK(CanonicalSignature(Algorithm::kSecp256r1, signature) == signature);
    CHECK(CanonicalSignature(Algorithm::kEd25519, signature) == signature);
  }
  CHECK(CanonicalSignature(Algorithm::kEd25519, Der(r, above)) == Der(r, above));
}

TEST_CASE("a secret string gives up its bytes when it is moved from") {
  SecretString first("secret");
  SecretString second = std::move(first);
  CHECK(second.view() == "secret");
  CHECK(first.size() == 0);  // NOLINT(bugprone-use-after-move): this is what is asked
  CHECK(first.view().empty());
  SecretString third("another");
  third = std::move(second);
  CHECK(third.view() == "secret");
  CHECK(second.size() == 0);  // NOLINT(bugprone-use-after-move): this is what is asked
}

}  // namespace
}  // namespace hardtack::crypto
