// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// base64_vector.h. Tested by tests/wire/text_form_test.cc.

#include "hardtack/wire/base64_vector.h"

#if defined(__x86_64__) && !defined(HARDTACK_NO_VECTOR)

#include <immintrin.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace hardtack::wire {
namespace {

constexpr size_t kDigits = 32;  // that one vector holds
constexpr size_t kBytes = 24;   // that they stand for

// By the higher half of a character: the row that it is in, one bit each, and what makes most of the row's digits their
// values. By the lower half: the rows in which it makes no digit.
struct Tables {
  using Table = std::array<uint8_t, 16>;
  Table row{};
  Table offset{};
  Table no_digit{};
  char digit_63 = 0;  // has the offset of no row
};

constexpr Tables MakeTables(char digit_62, char digit_63) {
  Tables tables;
  tables.digit_63 = digit_63;
  auto is_digit = [&](int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == digit_62 || c == digit_63;
  };
  // Rows 2 to 7 have digits. All others are the row of bit 0, in which nothing is one.
  for (int high = 0; high < 16; ++high) tables.row[high] = static_cast<uint8_t>(high >= 2 && high <= 7 ? 1 << high : 1);
  for (int low = 0; low < 16; ++low) {
    tables.no_digit[low] = 1;
    for (int high = 2; high <= 7; ++high) {
      if (!is_digit(high << 4 | low)) tables.no_digit[low] |= static_cast<uint8_t>(1 << high);
    }
  }
  tables.offset[2] = static_cast<uint8_t>(62 - digit_62);
  tables.offset[3] = 52 - '0';
  tables.offset[4] = tables.offset[5] = static_cast<uint8_t>(-'A');
  tables.offset[6] = tables.offset[7] = static_cast<uint8_t>(26 - 'a');
  return tables;
}

constexpr Tables kUrlSafe = MakeTables('-', '_');
constexpr Tables kStandard = MakeTables('+', '/');

[[gnu::target("avx2")]] inline __m256i Load(const Tables::Table& table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

// The values of thirty-two digits, each in its byte; false: they are not all digits.
[[gnu::target("avx2")]] inline bool ToValues(__m256i digits, const Tables& tables, __m256i& values) {
  const __m256i half = _mm256_set1_epi8(15);
  const __m256i high = _mm256_and_si256(_mm256_srli_epi16(digits, 4), half), low = _mm256_and_si256(digits, half);
  const __m256i no_digit = _mm256_shuffle_epi8(Load(tables.no_digit), low);
  const __m256i is_63 = _mm256_cmpeq_epi8(digits, _mm256_set1_epi8(tables.digit_63));
  const __m256i offset = _mm256_blendv_epi8(_mm256_shuffle_epi8(Load(tables.offset), high),
                                            _mm256_set1_epi8(static_cast<char>(63 - tables.digit_63)), is_63);
  values = _mm256_add_epi8(digits, offset);
  return _mm256_testz_si256(_mm256_shuffle_epi8(Load(tables.row), high), no_digit) != 0;
}

// Four values of six bits become three bytes. Writes kDigits bytes, of which kBytes count.
[[gnu::target("avx2")]] inline void Pack(__m256i values, char* out) {
  const __m256i twelve_bits = _mm256_maddubs_epi16(values, _mm256_set1_epi32(0x01400140));
  const __m256i groups = _mm256_madd_epi16(twelve_bits, _mm256_set1_epi32(0x00011000));
  // Of each group the three lower bytes, highest first; then the halves' twelve bytes side by side.
  const __m256i order = _mm256_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1,  //
                                         2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
  const __m256i bytes =
      _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(groups, order), _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), bytes);
}

// A store writes more bytes than it should leave; those behind are written next, so the last is made aside.
[[gnu::target("avx2")]] size_t Decode(std::string_view text, const Tables& tables, char* out) {
  size_t done = 0;
  for (; text.size() - done >= kDigits; done += kDigits, out += kBytes) {
    __m256i values;
    const auto* const digits = reinterpret_cast<const __m256i*>(text.data() + done);
    if (!ToValues(_mm256_loadu_si256(digits), tables, values)) break;
    if (text.size() - done >= 2 * kDigits) {
      Pack(values, out);
    } else {
      char buffer[kDigits];
      Pack(values, buffer);
      std::memcpy(out, buffer, kBytes);
    }
  }
  return done;
}

bool HasAvx2() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") != 0;
}

}  // namespace

size_t DecodeDigitsByVector(std::string_view text, Alphabet alphabet, char* out) {
  static const bool has_avx2 = HasAvx2();
  return has_avx2 ? Decode(text, alphabet == Alphabet::kUrlSafe ? kUrlSafe : kStandard, out) : 0;
}

}  // namespace hardtack::wire

#else

namespace hardtack::wire {

size_t DecodeDigitsByVector(std::string_view, Alphabet, char*) { return 0; }

}  // namespace hardtack::wire

#endif
