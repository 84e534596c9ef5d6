// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// derive.h. Constant time, since of the secret scalar and whatever is made of it
//
//   - no bit is branched on: loops run over rows, windows and limbs; what differs is selected by masks of lanes;
//   - no bit is part of an address: a lookup reads the whole row of the table and keeps one entry of it;
//   - nothing goes into an instruction whose time depends on its operands: they are sums, shifts, logic, exchanges of
//     lanes, comparisons into masks, and multiplications by VPMADD52 and VPMULLQ.
//
// tests/crypto/constant_time.cc shows the first two, by running this file under MemorySanitizer with a scalar that is
// marked as uninitialised. The hash is libsodium's.
//
// Tested by tests/crypto/derive_test.cc, against libsodium.

#include "hardtack/crypto/lanes/derive.h"

#include <sodium.h>

#include <cstring>

#include "hardtack/crypto/lanes/comb_table.h"
#include "hardtack/crypto/lanes/power.h"
#include "hardtack/crypto/lanes/quad_point.h"
#include "hardtack/crypto/lanes/scalar.h"

namespace hardtack::crypto::lanes {
namespace {

using Windows = SignedWindows<4, HalfVector>;
static_assert(Windows::kMaxMagnitude == kCombMultiples);
static_assert(Windows::kDigits == 2 * kCombRows);

constexpr size_t kSeedBytes = 32;

// More than the functions here use below DerivePublicKey.
constexpr size_t kStackBytes = 8192;

// The scalar in each lane, so that its digits are.
BasicWords<HalfVector> LoadScalar(const uint8_t* bytes) {
  const uint8_t* const lanes[4] = {bytes, bytes, bytes, bytes};
  return LoadFourWords(lanes);
}

// The multiple of the row's unit whose magnitude is in all lanes.
[[gnu::always_inline]] inline QuadCached<HalfVector> Lookup(const CombRow& row, HalfVector magnitude) {
  QuadCached<HalfVector> found{BroadcastFour<HalfVector>(kOne, kOne, Constant(2), kZero)};  // 0
  for (int multiple = 1; multiple <= kCombMultiples; ++multiple) {
    const CombEntry& entry = row.multiple[multiple - 1];
    const Mask is_it = Equal(magnitude, Broadcast<HalfVector>(multiple));
    for (int i = 0; i < kLimbs; ++i) {
      found.number.limb[i] = Select(is_it, found.number.limb[i], LoadHalf(entry.limb[i]));
    }
  }
  return found;
}

// Adds digit 2i or 2i + 1, as `odd` says, times 256^i times B, for each i.
[[gnu::noinline]] void AddRows(const Windows& windows, int odd, QuadPoint<HalfVector>& sum) {
  for (int i = 0; i < kCombRows; ++i) {
    const Digit digit = windows.digit(2 * i + odd);
    sum = Add(sum, Lookup(kCombTable.row[i], LoadHalf(digit.magnitude)), digit.negative);
  }
}

// RFC 8032, section 5.1.2: y, and the lowest bit of x on top.
void Encode(const QuadPoint<HalfVector>& p, uint8_t* bytes) {
  const BasicField<HalfVector> xyzt = Carry(p.xyzt);
  Abreast<HalfVector, 1> z;
  for (int i = 0; i < kLimbs; ++i) z.of[0].limb[i] = Permute<2, 2, 2, 2>(xyzt.limb[i]);
  const BasicField<HalfVector> affine = Canonical(Carry(xyzt * Inverse(z).of[0]));
  uint64_t limb[kLimbs];
  for (int i = 0; i < kLimbs; ++i) limb[i] = affine.limb[i][1];
  const uint64_t words[4] = {limb[0] | limb[1] << 51, limb[1] >> 13 | limb[2] << 38, limb[2] >> 26 | limb[3] << 25,
                             limb[3] >> 39 | limb[4] << 12 | affine.limb[0][0] << 63};
  std::memcpy(bytes, words, sizeof(words));
}

// Kept out of line, so that all of its frame is below that of its caller.
[[gnu::noinline]] void HashAndMultiply(const uint8_t* seed, uint8_t* public_key) {
  uint8_t digest[crypto_hash_sha512_BYTES];
  crypto_hash_sha512(digest, seed, kSeedBytes);
  uint8_t scalar[kSeedBytes];
  std::memcpy(scalar, digest, sizeof(scalar));
  scalar[0] &= 0xf8;
  scalar[31] = (scalar[31] & 0x7f) | 0x40;
  MultiplyBase(scalar, public_key);
}

}  // namespace

void MultiplyBase(const uint8_t* scalar, uint8_t* point) {
  const Windows windows(LoadScalar(scalar));
  QuadPoint<HalfVector> sum = QuadNeutral<HalfVector>();
  AddRows(windows, 1, sum);
  for (int i = 0; i < 4; ++i) sum = Double(sum);
  AddRows(windows, 0, sum);
  Encode(sum, point);
}

void DerivePublicKey(const uint8_t* seed, uint8_t* public_key) {
  HashAndMultiply(seed, public_key);
  sodium_stackzero(kStackBytes);
}

}  // namespace hardtack::crypto::lanes
