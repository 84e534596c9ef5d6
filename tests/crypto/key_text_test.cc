// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/crypto/key_text.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/crypto/crypto_testing.h"

namespace hardtack::crypto {
namespace {

constexpr Algorithm kBoth[] = {Algorithm::kEd25519, Algorithm::kSecp256r1};

std::string Replace(std::string text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// RFC 8410, section 10: the same key as version 1, and as version 2 with an attribute and the public key.
constexpr std::string_view kRfc8410Public =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kRfc8410Private =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
    "-----END PRIVATE KEY-----\n";
constexpr std::string_view kRfc8410Version2 =
    "-----BEGIN PRIVATE KEY-----\n"
    "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
    "oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB\n"
    "Z9w7lshQhqowtrbLDFw4rXAxZuE=\n"
    "-----END PRIVATE KEY-----\n";
// As `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256` writes it.
constexpr std::string_view kOpensslP256Private =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFLdeAXu2FhLNZ1yI\n"
    "vH3rc9/FXlIde0hpuFMLWIXmOfChRANCAATYQc7kEFwNc4+QQvlMJAgXXPovjy7S\n"
    "eFd/k3WacaEypMiKoWQKtgasl5SqH8I2bzQu2QOLxlvcnlZRFMjBlSJp\n"
    "-----END PRIVATE KEY-----\n";

TEST_CASE("keys survive every text and container form") {
  for (Algorithm algorithm : kBoth) {
    const PrivateKey key = PrivateKey::Generate(algorithm);
    const PublicKey& public_key = key.public_key();
    const std::string public_texts[] = {ToHexText(public_key), ToPem(public_key)};
    for (const std::string& text : public_texts) {
      auto parsed = ParsePublicKey("\n\t " + text + " \r\n");
      REQUIRE(parsed.ok());
      CHECK(*parsed == public_key);
    }
    auto from_der = PublicKeyFromDer(ToDer(public_key));
    REQUIRE(from_der.ok());
    CHECK(*from_der == public_key);

    const std::string private_texts[] = {std::string(ToHexText(key).view()), std::string(ToPem(key).view())};
    for (const std::string& text : private_texts) {
      auto parsed = ParsePrivateKey(text + "\n");
      REQUIRE(parsed.ok());
      CHECK(parsed->secret() == key.secret());
      CHECK(parsed->public_key() == public_key);
    }
    auto private_from_der = PrivateKeyFromDer(ToDer(key).view());
    REQUIRE(private_from_der.ok());
    CHECK(private_from_der->secret() == key.secret());
  }
}

TEST_CASE("hex texts name the algorithm, and whether the key is private") {
  const PrivateKey ed25519 = FixedKey(Algorithm::kEd25519, 1);
  CHECK(ToHexText(ed25519.public_key()) == "ed25519/" + Hex(ed25519.public_key().bytes()));
  CHECK(ToHexText(ed25519).view() == "ed25519-private/" + Hex(ed25519.secret()));
  const PrivateKey p256 = FixedKey(Algorithm::kSecp256r1, 1);
  CHECK(ToHexText(p256.public_key()) == "secp256r1/" + Hex(p256.public_key().bytes()));
  CHECK(ToHexText(p256).view() == "secp256r1-private/" + Hex(p256.secret()));
}

TEST_CASE("64 bare hexadecimal digits of either case are an Ed25519 key of the kind that is due") {
  const std::string lower = "1055c750b1a1505937af1537c626ba3263995c33a64758aaafb1275b0312e284";
  std::string upper = lower;
  for (char& c : upper) c = static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
  for (const std::string& text : {lower, upper}) {
    auto public_key = ParsePublicKey(text);
    REQUIRE(public_key.ok());
    CHECK(public_key->algorithm() == Algorithm::kEd25519);
    CHECK(Hex(public_key->bytes()) == lower);
    auto private_key = ParsePrivateKey(text);
    REQUIRE(private_key.ok());
    CHECK(Hex(private_key->secret()) == lower);
  }
}

TEST_CASE("the Ed25519 keys of RFC 8410 are read, and version 1 is written as it stands there") {
  auto public_key = ParsePublicKey(kRfc8410Public);
  REQUIRE(public_key.ok());
  CHECK(ToPem(*public_key) == kRfc8410Public);
  for (std::string_view text : {kRfc8410Private, kRfc8410Version2}) {
    auto key = ParsePrivateKey(text);
    REQUIRE(key.ok());
    CHECK(key->public_key() == *public_key);
    CHECK(ToPem(*key).view() == kRfc8410Private);
  }
}

TEST_CASE("a secp256r1 key of openssl is read and written back byte for byte") {
  auto key = ParsePrivateKey(kOpensslP256Private);
  REQUIRE(key.ok());
  CHECK(key->algorithm() == Algorithm::kSecp256r1);
  CHECK(ToPem(*key).view() == kOpensslP256Private);
}

TEST_CASE("an EC private key may lack its public half or repeat its curve, and both halves must match") {
  const PrivateKey key = FixedKey(Algorithm::kSecp256r1, 5);
  const std::string scalar = Hex(key.secret());
  const std::string head = "020100301306072a8648ce3d020106082a8648ce3d030107";  // version, algorithm
  const std::string without_public = "3041" + head + "0427" + "3025" + "020101" + "0420" + scalar;
  const std::string with_curve =
      "304d" + head + "0433" + "3031" + "020101" + "0420" + scalar + "a00a06082a8648ce3d030107";
  const std::string with_p384 = "304a" + head + "0430" + "302e" + "020101" + "0420" + scalar + "a00706052b81040022";
  for (const std::string& der : {without_public, with_curve}) {
    auto parsed = PrivateKeyFromDer(Unhex(der));
    REQUIRE(parsed.ok());
    CHECK(parsed->public_key() == key.public_key());
  }
  CHECK(KindOf(PrivateKeyFromDer(Unhex(with_p384)).status()) == ErrorKind::kMalformedKey);

  const PrivateKey other = FixedKey(Algorithm::kSecp256r1, 6);
  const std::string whole(ToDer(key).view());
  const std::string mixed = whole.substr(0, whole.size() - 65) + ToDer(other.public_key()).substr(26);
  REQUIRE(mixed.size() == whole.size());
  CHECK(KindOf(PrivateKeyFromDer(mixed).status()) == ErrorKind::kMalformedKey);
}

TEST_CASE("an Ed25519 container of version 2 must carry its own public key") {
  const PrivateKey key = FixedKey(Algorithm::kEd25519, 5);
  const PrivateKey other = FixedKey(Algorithm::kEd25519, 6);
  const std::string seed = "300506032b657004220420" + Hex(key.secret());
  const auto container = [&](const std::string& version, const PublicKey& public_key) {
    return Unhex("3051" + version + seed + "812100" + Hex(public_key.bytes()));
  };
  CHECK(PrivateKeyFromDer(container("020101", key.public_key())).ok());
  CHECK(!PrivateKeyFromDer(container("020101", other.public_key())).ok());
  CHECK(!PrivateKeyFromDer(container("020100", key.public_key())).ok());  // version 1 has no public key
  CHECK(!PrivateKeyFromDer(container("020102", key.public_key())).ok());
}

TEST_CASE("attributes of a container may be long, and every length has its one form") {
  const PrivateKey key = FixedKey(Algorithm::kEd25519, 5);
  const std::string parts = "020100300506032b657004220420" + Hex(key.secret());  // version, algorithm, seed
  std::string attributes;
  for (int i = 0; i < 300; ++i) attributes += "41";
  const auto parsed = PrivateKeyFromDer(Unhex("3082015e" + parts + "a082012c" + attributes));
  REQUIRE(parsed.ok());
  CHECK(parsed->public_key() == key.public_key());
  CHECK(PrivateKeyFromDer(Unhex("302e" + parts)).ok());
  for (const std::string head : {"30812e", "3082002e", "308300002e", "3080"}) {
    CHECK_MESSAGE(KindOf(PrivateKeyFromDer(Unhex(head + parts)).status()) == ErrorKind::kMalformedKey, head);
  }
}

TEST_CASE("every truncation and every added byte of a container is refused") {
  for (Algorithm algorithm : kBoth) {
    const PrivateKey key = FixedKey(algorithm, 8);
    const std::string private_der(ToDer(key).view());
    const std::string public_der = ToDer(key.public_key());
    for (size_t size = 0; size < private_der.size(); ++size) {
      CHECK(KindOf(PrivateKeyFromDer(private_der.substr(0, size)).status()) == ErrorKind::kMalformedKey);
    }
    for (size_t size = 0; size < public_der.size(); ++size) {
      CHECK(KindOf(PublicKeyFromDer(public_der.substr(0, size)).status()) == ErrorKind::kMalformedKey);
    }
    CHECK(!PrivateKeyFromDer(private_der + '\0').ok());
    CHECK(!PublicKeyFromDer(public_der + '\0').ok());
    CHECK(!PublicKeyFromDer(private_der).ok());
    CHECK(!PrivateKeyFromDer(public_der).ok());
  }
}

TEST_CASE("no single-bit flip of a container crashes or gives the same key") {
  for (Algorithm algorithm : kBoth) {
    const PrivateKey key = FixedKey(algorithm, 8);
    const std::string private_der(ToDer(key).view());
    const std::string public_der = ToDer(key.public_key());
    for (size_t bit = 0; bit < private_der.size() * 8; ++bit) {
      std::string flipped = private_der;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      auto parsed = PrivateKeyFromDer(flipped);
      const bool version_bit =
          bit == 8 * (algorithm == Algorithm::kEd25519 ? 4 : 5);  // version 2 may lack the public key
      CHECK((!parsed.ok() || parsed->secret() != key.secret()) != version_bit);
    }
    for (size_t bit = 0; bit < public_der.size() * 8; ++bit) {
      std::string flipped = public_der;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      auto parsed = PublicKeyFromDer(flipped);
      CHECK((!parsed.ok() || !(*parsed == key.public_key())));
    }
  }
}

TEST_CASE("texts of public keys that are refused") {
  const std::string pem(kRfc8410Public);
  const std::string digits(64, 'a');
  const std::string refused[] = {
      "",
      " \n ",
      "ed25519",
      "ed25519/",
      "ed25519/" + digits.substr(1),
      "ed25519/" + digits + "aa",
      "ed25519/" + digits.substr(2) + "0x",
      "ed25519/" + digits.substr(4) + " aa ",
      "ED25519/" + digits,
      "rsa/" + digits,
      "/" + digits,
      "ed25519/ed25519/" + digits,
      "ed25519-private/" + digits,
      "secp256r1/" + digits,
      "secp256r1/05" + digits,
      digits + "aa",
      Replace(pem, "PUBLIC KEY-----\n", "PUBLIC KEY----\n"),
      Replace(pem, "BEGIN PUBLIC", "BEGIN EC PUBLIC"),
      Replace(pem, "-----END PUBLIC KEY-----", ""),
      Replace(pem, "\n-----END", "-----END"),
      Replace(pem, "KEY-----\nMCow", "KEY-----MCow"),
      Replace(pem, "ZuE=", "ZuF="),  // trailing bits
      Replace(pem, "ZuE=", "ZuE"),
      Replace(pem, "MCow", "MC*w"),
      Replace(pem, "MCowBQ", "MCow-Q"),
      "explanatory text\n" + pem,
      pem + "trailing text",
      pem + pem,
      std::string(kRfc8410Private),
  };
  for (const std::string& text : refused) {
    CAPTURE(text);
    auto key = ParsePublicKey(text);
    CHECK(KindOf(key.status()) == ErrorKind::kMalformedKey);
  }
}

TEST_CASE("texts of private keys that are refused, without a digit of them in the message") {
  const std::string digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  const std::string pem(kOpensslP256Private);
  const std::string refused[] = {
      "",
      digits.substr(1),
      digits + "0",
      "ed25519/" + digits,
      "ed25519-private/" + digits + "00",
      "ed25519-private/" + digits.substr(1) + "g",
      "ed25519-private-private/" + digits,
      "-private/" + digits,
      digits + "/" + digits,
      "secp256r1-private/" + std::string(64, '0'),
      "secp256r1-private/" + std::string(64, 'f'),
      std::string(kRfc8410Public),
      Replace(Replace(pem, "BEGIN PRIVATE", "BEGIN EC PRIVATE"), "END PRIVATE", "END EC PRIVATE"),
      Replace(Replace(pem, "BEGIN PRIVATE", "BEGIN ENCRYPTED PRIVATE"), "END PRIVATE", "END ENCRYPTED PRIVATE"),
      Replace(pem, "vH3rc9", "vH3!c9"),
      Replace(pem, "SJp\n", "\n"),
  };
  for (const std::string& text : refused) {
    CAPTURE(text);
    const absl::Status status = ParsePrivateKey(text).status();
    CHECK(KindOf(status) == ErrorKind::kMalformedKey);
    CHECK(SubjectOf(status).empty());
    const std::string message(status.message());
    CAPTURE(message);
    for (std::string_view part : {"0123", "cdef", "MIGH", "vH3"}) CHECK(message.find(part) == std::string::npos);
  }
}

TEST_CASE("PEM with Windows line ends and a key of another algorithm") {
  std::string pem;
  for (char c : std::string(kRfc8410Private)) pem += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(ParsePrivateKey(pem).ok());
  // X25519 (1.3.101.110) has the shape of Ed25519.
  CHECK(KindOf(PublicKeyFromDer(Unhex("302a300506032b656e032100" + std::string(64, '1'))).status()) ==
        ErrorKind::kMalformedKey);
}

}  // namespace
}  // namespace hardtack::crypto
