// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

#include "tests/crypto/random_signatures.h"

#include <sodium.h>

#include <vector>

#include "hardtack/crypto/ed25519.h"

namespace hardtack::crypto {
namespace {

const unsigned char* In(const std::string& bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* Out(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

std::string Unhex(const std::string& hex) {
  std::string bytes(hex.size() / 2, '\0');
  sodium_hex2bin(Out(bytes), bytes.size(), hex.data(), hex.size(), nullptr, nullptr, nullptr);
  return bytes;
}

std::string Hex(const std::string_view bytes) {
  std::string hex(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  hex.pop_back();
  return hex;
}

// The eight points of small order as they are encoded canonically, then encodings of such points that are not.
const std::vector<std::string>& SmallOrderEncodings() {
  static const std::vector<std::string> encodings = [] {
    std::vector<std::string> made;
    for (const char* hex : {"0100000000000000000000000000000000000000000000000000000000000000",
                            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "0000000000000000000000000000000000000000000000000000000000000000",
                            "0000000000000000000000000000000000000000000000000000000000000080",
                            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                            "0100000000000000000000000000000000000000000000000000000000000080",
                            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"}) {
      made.push_back(Unhex(hex));
    }
    return made;
  }();
  return encodings;
}

constexpr size_t kCanonicalSmallOrderEncodings = 8;

// L, little-endian.
const std::string& GroupOrder() {
  static const std::string order = Unhex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  return order;
}

// k = SHA-512(R, key, message) modulo L.
std::string Challenge(const std::string& r, const std::string& key, const std::string& message) {
  const std::string input = r + key + message;
  std::string digest(64, '\0'), k(32, '\0');
  crypto_hash_sha512(Out(digest), In(input), input.size());
  crypto_core_ed25519_scalar_reduce(Out(k), In(digest));
  return k;
}

}  // namespace

std::string RandomSignatures::Bytes(size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random_());
  return bytes;
}

RandomSignature RandomSignatures::Good(size_t message_size) {
  const std::string seed = Bytes(32);
  const std::string key = ed25519::PublicKeyOf(seed), message = Bytes(message_size);
  return {key, message, ed25519::Sign(seed, key, message)};
}

void RandomSignatures::FlipBit(std::string& bytes) {
  if (bytes.empty()) return;
  const size_t bit = Below(8);
  char& byte = bytes[Below(bytes.size())];
  byte = static_cast<char>(byte ^ (1 << bit));
}

// The same S for arithmetic modulo L, which a strict verifier refuses.
void RandomSignatures::AddOrderToS(RandomSignature& signature) {
  unsigned carry = 0;
  for (size_t i = 0; i < 32; ++i) {
    carry += static_cast<uint8_t>(signature.signature[32 + i]) + static_cast<uint8_t>(GroupOrder()[i]);
    signature.signature[32 + i] = static_cast<char>(carry);
    carry >>= 8;
  }
}

// R = rB + T and A = aB + U with S = r + ka: good, without a cofactor, only if T + kU is the neutral element, and neither
// r nor a is zero, which would leave a point of small order.
RandomSignature RandomSignatures::WithSmallOrderComponents(size_t message_size) {
  const auto point_and_component = [this](const std::string& scalar) {
    std::string point(32, '\0');
    (void)!crypto_scalarmult_ed25519_base_noclamp(Out(point), In(scalar));
    const std::string& component = SmallOrderEncodings()[Below(kCanonicalSmallOrderEncodings)];
    crypto_core_ed25519_add(Out(point), In(point), In(component));
    return point;
  };
  const auto scalar = [this] {
    const std::string wide = Bytes(64);
    std::string reduced(32, '\0');
    if (Below(8) == 0) return reduced;
    crypto_core_ed25519_scalar_reduce(Out(reduced), In(wide));
    return reduced;
  };
  const std::string r = scalar(), a = scalar(), message = Bytes(message_size);
  const std::string big_r = point_and_component(r), key = point_and_component(a);
  std::string s = Challenge(big_r, key, message);
  crypto_core_ed25519_scalar_mul(Out(s), In(s), In(a));
  crypto_core_ed25519_scalar_add(Out(s), In(s), In(r));
  return {key, message, big_r + s};
}

RandomSignature RandomSignatures::Corrupted(RandomSignature signature) {
  const auto small_order = [this] { return SmallOrderEncodings()[Below(SmallOrderEncodings().size())]; };
  switch (Below(9)) {
    case 0:
      FlipBit(signature.message);
      break;
    case 1:
      FlipBit(signature.signature);
      break;
    case 2:
      FlipBit(signature.public_key);
      break;
    case 3:
      AddOrderToS(signature);
      break;
    case 4:
      signature.public_key = small_order();
      break;
    case 5:
      signature.signature.replace(0, 32, small_order());
      break;
    case 6:
      signature.public_key = Bytes(32);
      break;
    case 7:
      signature.signature = Bytes(64);
      break;
    case 8:  // 0 * A + 0 * B: R neutral, S zero
      signature = {small_order(), signature.message, small_order() + std::string(32, '\0')};
      break;
  }
  return signature;
}

RandomSignature RandomSignatures::Next() {
  const size_t message_size = Below(100) == 0 ? Below(20'000) : Below(400);
  switch (Below(4)) {
    case 0:
      return Corrupted(Good(message_size));
    case 1:
      return WithSmallOrderComponents(message_size);
    default:
      return Good(message_size);
  }
}

std::string FirstDifference(const std::vector<RandomSignature>& signatures, ed25519::Path path) {
  std::vector<ed25519::Item> items;
  for (const RandomSignature& signature : signatures) items.push_back(signature.item());
  ed25519::VerifyMany(items, path);
  for (const ed25519::Item& item : items) {
    const bool expected = ed25519::Verify(item.public_key, item.message, item.signature);
    if (item.valid == expected) continue;
    return std::string(expected ? "refused" : "accepted") + ": key " + Hex(item.public_key) + " signature " +
           Hex(item.signature) + " message " + Hex(item.message);
  }
  return {};
}

}  // namespace hardtack::crypto
