// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// base64_vector.h. Tested by tests/wire/text_form_test.cc.

#include "hardtack/wire/base64_vector.h"

#ifdef __x86_64__

#include <immintrin.h>

#include <cstring>

namespace hardtack::wire {
namespace {

constexpr size_t kDigits = 32;  // that one vector holds
constexpr size_t kBytes = 24;   // that they stand for

// All bits of the bytes from `first` to `last`, of none else. REQUIRES: ASCII bounds; bytes above 127 are negative.
[[gnu::target("avx2")]] inline __m256i Between(__m256i bytes, char first, char last) {
  const __m256i too_low = _mm256_cmpgt_epi8(_mm256_set1_epi8(first), bytes);
  const __m256i too_high = _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(last));
  return _mm256_andnot_si256(_mm256_or_si256(too_low, too_high), _mm256_set1_epi8(-1));
}

// The values of thirty-two digits, each in its byte; false: they are not all digits.
[[gnu::target("avx2")]] inline bool ToValues(__m256i digits, char digit_62, char digit_63, __m256i& values) {
  struct Range {
    __m256i members;
    char offset;  // from a digit to its value
  };
  const Range ranges[] = {
      {Between(digits, 'A', 'Z'), -'A'},
      {Between(digits, 'a', 'z'), 26 - 'a'},
      {Between(digits, '0', '9'), 52 - '0'},
      {_mm256_cmpeq_epi8(digits, _mm256_set1_epi8(digit_62)), static_cast<char>(62 - digit_62)},
      {_mm256_cmpeq_epi8(digits, _mm256_set1_epi8(digit_63)), static_cast<char>(63 - digit_63)},
  };
  __m256i known = _mm256_setzero_si256(), offset = known;
  for (const Range& range : ranges) {
    known = _mm256_or_si256(known, range.members);
    offset = _mm256_or_si256(offset, _mm256_and_si256(range.members, _mm256_set1_epi8(range.offset)));
  }
  values = _mm256_add_epi8(digits, offset);
  return _mm256_movemask_epi8(known) == -1;
}

// Four values of six bits become three bytes.
[[gnu::target("avx2")]] inline void Pack(__m256i values, char* out) {
  const __m256i twelve_bits = _mm256_maddubs_epi16(values, _mm256_set1_epi32(0x01400140));
  const __m256i groups = _mm256_madd_epi16(twelve_bits, _mm256_set1_epi32(0x00011000));
  // Of each group the three lower bytes, highest first; then the halves' twelve bytes side by side.
  const __m256i order = _mm256_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1,  //
                                         2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
  const __m256i bytes =
      _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(groups, order), _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7));
  char buffer[kDigits];
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(buffer), bytes);
  std::memcpy(out, buffer, kBytes);
}

[[gnu::target("avx2")]] size_t Decode(std::string_view text, char digit_62, char digit_63, char* out) {
  size_t done = 0;
  for (; text.size() - done >= kDigits; done += kDigits, out += kBytes) {
    __m256i values;
    const auto* const digits = reinterpret_cast<const __m256i*>(text.data() + done);
    if (!ToValues(_mm256_loadu_si256(digits), digit_62, digit_63, values)) break;
    Pack(values, out);
  }
  return done;
}

bool HasAvx2() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") != 0;
}

}  // namespace

size_t DecodeDigitsByVector(std::string_view text, char digit_62, char digit_63, char* out) {
  static const bool has_avx2 = HasAvx2();
  return has_avx2 ? Decode(text, digit_62, digit_63, out) : 0;
}

}  // namespace hardtack::wire

#else

namespace hardtack::wire {

size_t DecodeDigitsByVector(std::string_view, char, char, char*) { return 0; }

}  // namespace hardtack::wire

#endif
