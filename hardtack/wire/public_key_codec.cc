// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The PublicKey message. Tested by tests/wire/envelope_test.cc and block_malformed_test.cc.

#include "hardtack/wire/public_key_codec.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

namespace hardtack::wire {
namespace {

constexpr size_t kEd25519Bytes = 32;
constexpr size_t kCoordinateBytes = 32;  // of secp256r1

// SEC 1, section 2.3.3: 04 x y uncompressed; 02 x or 03 x compressed, by whether y is even or odd.
std::string CompressedPoint(std::string_view bytes) {
  if (bytes.size() == 1 + kCoordinateBytes && (bytes[0] == 2 || bytes[0] == 3)) return std::string(bytes);
  if (bytes.size() != 1 + 2 * kCoordinateBytes || bytes[0] != 4) throw CodecError("a secp256r1 key that is not SEC 1");
  std::string point(bytes.substr(0, 1 + kCoordinateBytes));
  point[0] = static_cast<char>(2 + (bytes.back() & 1));
  return point;
}

}  // namespace

PublicKeyView ReadPublicKey(std::string_view bytes) {
  Message<PublicKeyField> message(bytes);
  std::optional<uint64_t> algorithm;
  std::optional<std::string_view> key;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(PublicKeyField::kAlgorithm, kVarint):
        Once(algorithm, message.GetUint64(), "algorithm");
        break;
      case tag_and_type(PublicKeyField::kKey, kDelimited):
        Once(key, message.GetBytes(), "key");
        break;
      default:
        message.WrongType();
    }
  }
  const uint64_t number = Required(algorithm, "algorithm");
  if (number > static_cast<uint64_t>(engine::Algorithm::kSecp256r1)) {
    throw CodecError(absl::StrCat("unknown signature algorithm: ", number), ErrorKind::kUnsupportedAlgorithm);
  }
  return {static_cast<engine::Algorithm>(number), Required(key, "key")};
}

engine::PublicKey ReadSyntaxKey(std::string_view bytes) {
  const PublicKeyView key = ReadPublicKey(bytes);
  if (key.algorithm == engine::Algorithm::kSecp256r1) return {key.algorithm, CompressedPoint(key.bytes)};
  if (key.bytes.size() != kEd25519Bytes)
    throw CodecError(absl::StrCat("an Ed25519 key of ", key.bytes.size(), " bytes"));
  return {key.algorithm, std::string(key.bytes)};
}

void WritePublicKey(Builder<PublicKeyField>& message, const PublicKeyView& key) {
  message.add_enum(PublicKeyField::kAlgorithm, static_cast<int32_t>(key.algorithm));
  message.add_bytes(PublicKeyField::kKey, key.bytes);
}

}  // namespace hardtack::wire
