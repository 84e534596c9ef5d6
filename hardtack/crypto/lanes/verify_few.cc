// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// verify.h for one signature or two: as in verify.cc, with the coordinates of a point in four lanes instead of a point in
// one. Tested by tests/crypto/verify_many_test.cc, against libsodium.

#include <sodium.h>

#include "hardtack/crypto/lanes/decompress.h"
#include "hardtack/crypto/lanes/quad_table.h"
#include "hardtack/crypto/lanes/verify.h"

namespace hardtack::crypto::lanes {
namespace {

constexpr size_t kPointBytes = 32;

struct Scalar {
  uint8_t byte[crypto_core_ed25519_SCALARBYTES];
};

// k = SHA-512(R, key, message) modulo the order of the base point.
Scalar Challenge(const Item& item) {
  crypto_hash_sha512_state state;
  crypto_hash_sha512_init(&state);
  crypto_hash_sha512_update(&state, item.signature, kPointBytes);
  crypto_hash_sha512_update(&state, item.key, kPointBytes);
  crypto_hash_sha512_update(&state, item.message, item.message_size);
  uint8_t digest[crypto_hash_sha512_BYTES];
  crypto_hash_sha512_final(&state, digest);
  Scalar k;
  crypto_core_ed25519_scalar_reduce(k.byte, digest);
  return k;
}

// sB - kA, with the windows of verify.cc.
template <typename V>
[[gnu::noinline]] QuadPoint<V> Combine(const BasicWords<HalfVector>& s, const BasicWords<HalfVector>& k,
                                       const QuadPoint<V>& key) {
  const QuadKeyTable<V> table(key);
  const QuadKeyWindows key_windows(k);
  const QuadBaseWindows base_windows(s);
  QuadPoint<V> sum = QuadNeutral<V>();
  for (int i = QuadKeyWindows::kDigits - 1; i >= 0; --i) {
    for (int n = 0; n < 4; ++n) sum = Double(sum);
    const Digit key_digit = key_windows.digit(i);
    sum = Add(sum, table.Get(key_digit), LanesOf(static_cast<Mask>(~key_digit.negative)));
    if (i % 2 != 0) continue;
    const Digit base_digit = base_windows.digit(i / 2);
    sum = Add(sum, GetQuadBaseMultiple<V>(base_digit), LanesOf(base_digit.negative));
  }
  return sum;
}

// V is HalfVector for one item, which is given twice, and Vector for two. Keys are in lanes 0 and 1 and each R two lanes
// above its key; of scalars lanes 2 and 3 are not looked at.
template <typename V>
uint8_t Verify(const Item& first, const Item& second) {
  const auto load = [](const uint8_t* a, const uint8_t* b, const uint8_t* c, const uint8_t* d) {
    const uint8_t* const bytes[4] = {a, b, c, d};
    return LoadFourWords(bytes);
  };
  const auto encoded = load(first.key, second.key, first.signature, second.signature);
  const auto s = load(first.signature + kPointBytes, second.signature + kPointBytes, first.key, first.key);
  const BasicDecompressed<HalfVector> points = Decompress(encoded);
  Mask accepted = IsCanonical(encoded) & points.on_curve & static_cast<Mask>(~HasSmallOrder(points.point));
  accepted &= accepted >> 2;
  accepted &= IsBelowOrder(s);
  const Scalar k[2] = {Challenge(first), kQuads<V> == 2 ? Challenge(second) : Scalar()};
  const auto sum = Combine(s, load(k[0].byte, k[1].byte, k[0].byte, k[1].byte), ToQuads<V>(points.point, 0));
  const Mask equal = IsAffine(sum, ToQuads<V>(points.point, 2));
  return accepted & (equal | equal >> 3) & ((1 << kQuads<V>)-1);
}

}  // namespace

bool VerifyOne(const Item& item) { return Verify<HalfVector>(item, item) != 0; }

uint8_t VerifyPair(const Item& first, const Item& second) { return Verify<Vector>(first, second); }

}  // namespace hardtack::crypto::lanes
