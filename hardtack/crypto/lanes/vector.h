// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Eight 64-bit lanes in one AVX-512 register, or four in the lower half of one, with the operators of the compiler's
// vector extension (+ - & | ^ << >> act on each lane; a scalar operand is broadcast) and, by name, the few instructions
// that have no operator.
//
// Everything below hardtack/crypto/lanes is compiled for processors that not every machine has. An inline function of
// the standard library or of Abseil that is compiled here might be the copy that the linker keeps for the whole program.
// Hence these files include the compiler's intrinsics, the C library and each other, nothing else. Tested by
// tests/crypto/lanes_test.cc.
//
// Internal to crypto/lanes.

#ifndef HARDTACK_CRYPTO_LANES_VECTOR_H_
#define HARDTACK_CRYPTO_LANES_VECTOR_H_

#include <immintrin.h>

#include <cstdint>

namespace hardtack::crypto::lanes {

inline constexpr int kLanes = 8;

using Vector [[gnu::vector_size(64)]] = uint64_t;
using HalfVector [[gnu::vector_size(32)]] = uint64_t;
using Mask = uint8_t;  // bit i belongs to lane i

inline constexpr Mask kAllLanes = 0xff;

template <typename V>
inline constexpr int kLanesOf = sizeof(V) / sizeof(uint64_t);

inline __m512i Raw(Vector v) { return reinterpret_cast<__m512i>(v); }
inline __m256i Raw(HalfVector v) { return reinterpret_cast<__m256i>(v); }
inline Vector FromRaw(__m512i v) { return reinterpret_cast<Vector>(v); }
inline HalfVector FromRaw(__m256i v) { return reinterpret_cast<HalfVector>(v); }

template <typename V = Vector>
inline V Broadcast(uint64_t value) {
  return V{} + value;
}

// sum plus the lower, or upper, 52 bits of the 104-bit product of the lower 52 bits of a and b.
inline Vector AddProductLow(Vector sum, Vector a, Vector b) {
  return FromRaw(_mm512_madd52lo_epu64(Raw(sum), Raw(a), Raw(b)));
}
inline HalfVector AddProductLow(HalfVector sum, HalfVector a, HalfVector b) {
  return FromRaw(_mm256_madd52lo_epu64(Raw(sum), Raw(a), Raw(b)));
}
inline Vector AddProductHigh(Vector sum, Vector a, Vector b) {
  return FromRaw(_mm512_madd52hi_epu64(Raw(sum), Raw(a), Raw(b)));
}
inline HalfVector AddProductHigh(HalfVector sum, HalfVector a, HalfVector b) {
  return FromRaw(_mm256_madd52hi_epu64(Raw(sum), Raw(a), Raw(b)));
}

// In one multiplication. GCC, if it knew the factor, would shift and add twice, which costs a tenth of a verification.
template <typename V>
inline V TimesNineteen(V a) {
  V nineteen = Broadcast<V>(19);
  asm("" : "+v"(nineteen));
  return a * nineteen;
}

// In the lanes of `mask` b, in the others a.
inline Vector Select(Mask mask, Vector a, Vector b) { return FromRaw(_mm512_mask_blend_epi64(mask, Raw(a), Raw(b))); }
inline HalfVector Select(Mask mask, HalfVector a, HalfVector b) {
  return FromRaw(_mm256_mask_blend_epi64(mask, Raw(a), Raw(b)));
}

// In the lanes of `mask` a + b, or a - b; in the others a.
inline Vector AddIn(Mask mask, Vector a, Vector b) {
  return FromRaw(_mm512_mask_add_epi64(Raw(a), mask, Raw(a), Raw(b)));
}
inline HalfVector AddIn(Mask mask, HalfVector a, HalfVector b) {
  return FromRaw(_mm256_mask_add_epi64(Raw(a), mask, Raw(a), Raw(b)));
}
inline Vector SubtractIn(Mask mask, Vector a, Vector b) {
  return FromRaw(_mm512_mask_sub_epi64(Raw(a), mask, Raw(a), Raw(b)));
}
inline HalfVector SubtractIn(Mask mask, HalfVector a, HalfVector b) {
  return FromRaw(_mm256_mask_sub_epi64(Raw(a), mask, Raw(a), Raw(b)));
}

// Lanes i0 to i3 of each four.
template <int i0, int i1, int i2, int i3>
inline Vector Permute(Vector v) {
  return FromRaw(_mm512_permutex_epi64(Raw(v), i0 | i1 << 2 | i2 << 4 | i3 << 6));
}
template <int i0, int i1, int i2, int i3>
inline HalfVector Permute(HalfVector v) {
  return FromRaw(_mm256_permutex_epi64(Raw(v), i0 | i1 << 2 | i2 << 4 | i3 << 6));
}

inline Mask Equal(Vector a, Vector b) { return _mm512_cmpeq_epu64_mask(Raw(a), Raw(b)); }
inline Mask Equal(HalfVector a, HalfVector b) { return _mm256_cmpeq_epu64_mask(Raw(a), Raw(b)); }
inline Mask Less(Vector a, Vector b) { return _mm512_cmplt_epu64_mask(Raw(a), Raw(b)); }
inline Mask Less(HalfVector a, HalfVector b) { return _mm256_cmplt_epu64_mask(Raw(a), Raw(b)); }
inline Mask NonZero(Vector a) { return _mm512_test_epi64_mask(Raw(a), Raw(a)); }
inline Mask NonZero(HalfVector a) { return _mm256_test_epi64_mask(Raw(a), Raw(a)); }

inline Vector Load(const void* bytes) { return FromRaw(_mm512_loadu_si512(bytes)); }
inline HalfVector LoadHalf(const void* bytes) {
  return FromRaw(_mm256_loadu_si256(static_cast<const __m256i*>(bytes)));
}
inline void Store(void* bytes, Vector v) { _mm512_storeu_si512(bytes, Raw(v)); }
inline void Store(void* bytes, HalfVector v) { _mm256_storeu_si256(static_cast<__m256i*>(bytes), Raw(v)); }

inline HalfVector LowerHalf(Vector v) { return FromRaw(_mm512_castsi512_si256(Raw(v))); }
inline HalfVector UpperHalf(Vector v) { return FromRaw(_mm512_extracti64x4_epi64(Raw(v), 1)); }
inline Vector Join(HalfVector lower, HalfVector upper) {
  return FromRaw(_mm512_inserti64x4(_mm512_castsi256_si512(Raw(lower)), Raw(upper), 1));
}

// Of each 128-bit quarter the lower, or upper, half; of a and b in turn.
inline Vector LowerHalves(Vector a, Vector b) { return FromRaw(_mm512_unpacklo_epi64(Raw(a), Raw(b))); }
inline Vector UpperHalves(Vector a, Vector b) { return FromRaw(_mm512_unpackhi_epi64(Raw(a), Raw(b))); }

// The quarters 0 and 2, or 1 and 3, of a and then of b.
inline Vector EvenQuarters(Vector a, Vector b) { return FromRaw(_mm512_shuffle_i64x2(Raw(a), Raw(b), 0x88)); }
inline Vector OddQuarters(Vector a, Vector b) { return FromRaw(_mm512_shuffle_i64x2(Raw(a), Raw(b), 0xdd)); }

// The four lanes from 4i on, and back.
inline HalfVector Four(HalfVector v, int /*i*/) { return v; }
inline HalfVector Four(Vector v, int i) { return i == 0 ? LowerHalf(v) : UpperHalf(v); }
inline void SetFours(const HalfVector* fours, HalfVector& v) { v = fours[0]; }
inline void SetFours(const HalfVector* fours, Vector& v) { v = Join(fours[0], fours[1]); }

// Rows become columns: afterwards lane j of rows[i] is what lane i of rows[j] was.
inline void Transpose(Vector rows[kLanes]) {
  Vector pairs[kLanes];  // each quarter holds a lane of two neighbouring rows
  for (int i = 0; i < kLanes; i += 2) {
    pairs[i] = LowerHalves(rows[i], rows[i + 1]);
    pairs[i + 1] = UpperHalves(rows[i], rows[i + 1]);
  }
  Vector fours[kLanes];  // each half holds a lane of four rows
  for (int i = 0; i < kLanes; i += 4) {
    for (int k = i; k < i + 2; ++k) {
      fours[k] = EvenQuarters(pairs[k], pairs[k + 2]);
      fours[k + 2] = OddQuarters(pairs[k], pairs[k + 2]);
    }
  }
  for (int i = 0; i < 4; ++i) {
    rows[i] = EvenQuarters(fours[i], fours[i + 4]);
    rows[i + 4] = OddQuarters(fours[i], fours[i + 4]);
  }
}

inline void Transpose(HalfVector rows[4]) {
  const __m256i low01 = _mm256_unpacklo_epi64(Raw(rows[0]), Raw(rows[1]));
  const __m256i high01 = _mm256_unpackhi_epi64(Raw(rows[0]), Raw(rows[1]));
  const __m256i low23 = _mm256_unpacklo_epi64(Raw(rows[2]), Raw(rows[3]));
  const __m256i high23 = _mm256_unpackhi_epi64(Raw(rows[2]), Raw(rows[3]));
  rows[0] = FromRaw(_mm256_permute2x128_si256(low01, low23, 0x20));
  rows[1] = FromRaw(_mm256_permute2x128_si256(high01, high23, 0x20));
  rows[2] = FromRaw(_mm256_permute2x128_si256(low01, low23, 0x31));
  rows[3] = FromRaw(_mm256_permute2x128_si256(high01, high23, 0x31));
}

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_VECTOR_H_
