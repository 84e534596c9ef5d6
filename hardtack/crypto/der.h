// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A cursor over DER: the part of X.690 that signatures and key containers need, strictly. Lengths are definite and
// minimal, integers are minimal; nothing is copied and nothing allocated. Internal to crypto.

#ifndef HARDTACK_CRYPTO_DER_H_
#define HARDTACK_CRYPTO_DER_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace hardtack::crypto {

enum class DerTag : uint8_t {
  kInteger = 0x02,
  kBitString = 0x03,
  kOctetString = 0x04,
  kObjectId = 0x06,
  kSequence = 0x30,
  kContext1 = 0x81,      // [1] IMPLICIT of a primitive type
  kConstructed0 = 0xa0,  // [0], constructed
  kConstructed1 = 0xa1,  // [1], constructed
};

class DerReader {
 public:
  explicit DerReader(std::string_view der) : rest_(der) {}

  // The contents of the next element if it has this tag and is well-formed; otherwise nullopt and nothing is consumed.
  std::optional<std::string_view> Read(DerTag tag);

  // The same for an INTEGER that is minimal and not negative, without the zero byte that only marks the sign.
  std::optional<std::string_view> ReadUnsigned();

  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_DER_H_
