// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SipHash-1-3: a keyed 64-bit hash of bytes. Who does not know the key cannot choose inputs that collide more often than
// chance, so tables of it stand up to texts of strangers; and it is the same on every machine, so a table may be kept in
// a file. Also used as that file's checksum. About a nanosecond for eight bytes, and five at the start and end.
//
// Aumasson and Bernstein 2012, "SipHash: a fast short-input PRF", with one compression and three finalization rounds.

#ifndef HARDTACK_ENGINE_SIP_HASH_H_
#define HARDTACK_ENGINE_SIP_HASH_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hardtack::engine {

struct SipKey {
  uint64_t low = 0;
  uint64_t high = 0;
  bool operator==(const SipKey&) const = default;
};

// The state between two words. Words are eight bytes each, the first the lowest.
class SipState {
 public:
  explicit SipState(SipKey key)
      : v0_(key.low ^ 0x736f6d6570736575),
        v1_(key.high ^ 0x646f72616e646f6d),
        v2_(key.low ^ 0x6c7967656e657261),
        v3_(key.high ^ 0x7465646279746573) {}

  void Add(uint64_t word) {
    v3_ ^= word;
    Round();
    v0_ ^= word;
  }

  // `last` is what is left of the input, less than eight bytes, with the input's length in the highest byte.
  uint64_t Finish(uint64_t last) {
    Add(last);
    v2_ ^= 0xff;
    Round();
    Round();
    Round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  void Round() {
    v0_ += v1_;
    v2_ += v3_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v1_;
    v0_ += v3_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ = std::rotl(v2_, 32);
  }

  uint64_t v0_, v1_, v2_, v3_;
};

// The first `count` bytes, at most eight, as a word.
inline uint64_t WordOf(const char* bytes, size_t count) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

inline uint64_t SipHash(SipKey key, std::string_view bytes) {
  SipState state(key);
  const char* at = bytes.data();
  size_t left = bytes.size();
  for (; left >= 8; left -= 8, at += 8) state.Add(WordOf(at, 8));
  return state.Finish((left == 0 ? 0 : WordOf(at, left)) | static_cast<uint64_t>(bytes.size()) << 56);
}

// The hash of `count` words as the bytes that they are; word_at(i) is the i-th.
template <typename F>
uint64_t SipHashOfWords(SipKey key, size_t count, const F& word_at) {
  SipState state(key);
  for (size_t i = 0; i < count; ++i) state.Add(word_at(i));
  return state.Finish(static_cast<uint64_t>(count * 8) << 56);
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_SIP_HASH_H_
