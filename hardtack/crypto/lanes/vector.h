// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Eight 64-bit lanes in one AVX-512 register, with the operators of the compiler's vector extension (+ - & | ^ << >> act
// on each lane; a scalar operand is broadcast) and, by name, the few instructions that have no operator.
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
using Mask = uint8_t;  // bit i belongs to lane i

inline constexpr Mask kAllLanes = 0xff;

inline __m512i Raw(Vector v) { return reinterpret_cast<__m512i>(v); }
inline Vector FromRaw(__m512i v) { return reinterpret_cast<Vector>(v); }

inline Vector Broadcast(uint64_t value) { return FromRaw(_mm512_set1_epi64(static_cast<int64_t>(value))); }

// sum plus the lower, or upper, 52 bits of the 104-bit product of the lower 52 bits of a and b.
inline Vector AddProductLow(Vector sum, Vector a, Vector b) {
  return FromRaw(_mm512_madd52lo_epu64(Raw(sum), Raw(a), Raw(b)));
}
inline Vector AddProductHigh(Vector sum, Vector a, Vector b) {
  return FromRaw(_mm512_madd52hi_epu64(Raw(sum), Raw(a), Raw(b)));
}

// In one multiplication. GCC, if it knew the factor, would shift and add twice, which costs a tenth of a verification.
inline Vector TimesNineteen(Vector a) {
  Vector nineteen = Broadcast(19);
  asm("" : "+v"(nineteen));
  return a * nineteen;
}

// In the lanes of `mask` b, in the others a.
inline Vector Select(Mask mask, Vector a, Vector b) { return FromRaw(_mm512_mask_blend_epi64(mask, Raw(a), Raw(b))); }

inline Mask Equal(Vector a, Vector b) { return _mm512_cmpeq_epu64_mask(Raw(a), Raw(b)); }
inline Mask Less(Vector a, Vector b) { return _mm512_cmplt_epu64_mask(Raw(a), Raw(b)); }
inline Mask NonZero(Vector a) { return _mm512_test_epi64_mask(Raw(a), Raw(a)); }

inline Vector Load(const void* bytes) { return FromRaw(_mm512_loadu_si512(bytes)); }
inline Vector LoadHalf(const void* bytes) {  // 32 bytes into the lower four lanes
  return FromRaw(_mm512_maskz_loadu_epi64(0x0f, bytes));
}
inline void Store(void* bytes, Vector v) { _mm512_storeu_si512(bytes, Raw(v)); }

// Of each 128-bit quarter the lower, or upper, half; of a and b in turn.
inline Vector LowerHalves(Vector a, Vector b) { return FromRaw(_mm512_unpacklo_epi64(Raw(a), Raw(b))); }
inline Vector UpperHalves(Vector a, Vector b) { return FromRaw(_mm512_unpackhi_epi64(Raw(a), Raw(b))); }

// The quarters 0 and 2, or 1 and 3, of a and then of b.
inline Vector EvenQuarters(Vector a, Vector b) { return FromRaw(_mm512_shuffle_i64x2(Raw(a), Raw(b), 0x88)); }
inline Vector OddQuarters(Vector a, Vector b) { return FromRaw(_mm512_shuffle_i64x2(Raw(a), Raw(b), 0xdd)); }

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

}  // namespace hardtack::crypto::lanes

#endif  // HARDTACK_CRYPTO_LANES_VECTOR_H_
