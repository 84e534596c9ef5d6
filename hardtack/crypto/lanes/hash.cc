// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// hash.h. Names are those of FIPS 180-4. Tested by tests/crypto/lanes_test.cc.

#include "hardtack/crypto/lanes/hash.h"

#include <cstring>

#include "hardtack/crypto/lanes/hash_constants.h"

namespace hardtack::crypto::lanes {
namespace {

constexpr size_t kBlockBytes = 128;
constexpr size_t kLengthBytes = 16;
constexpr int kBlockWords = 16;

// A message as blocks: the first starts with the prefix, the last ones end it with a bit, zeros and its length; those
// between are read where they are.
class PaddedMessage {
 public:
  explicit PaddedMessage(const PrefixedMessage& message)
      : body_(message.body), whole_blocks_((kPrefixBytes + message.body_size) / kBlockBytes) {
    const size_t size = kPrefixBytes + message.body_size;
    const size_t rest = size - whole_blocks_ * kBlockBytes;
    const size_t end_blocks = (rest + 1 + kLengthBytes + kBlockBytes - 1) / kBlockBytes;
    blocks_ = whole_blocks_ + end_blocks;
    uint8_t* first = whole_blocks_ > 0 ? first_ : end_;
    std::memcpy(first, message.prefix, kPrefixBytes);
    if (whole_blocks_ > 0) {
      std::memcpy(first_ + kPrefixBytes, body_, kBlockBytes - kPrefixBytes);
      Copy(end_, body_ + message.body_size - rest, rest);
    } else {
      Copy(end_ + kPrefixBytes, body_, message.body_size);
    }
    end_[rest] = 0x80;
    const uint64_t bits = __builtin_bswap64(uint64_t{size} * 8);
    std::memcpy(end_ + end_blocks * kBlockBytes - sizeof(bits), &bits, sizeof(bits));
  }

  size_t blocks() const { return blocks_; }

  // Behind the last one, any block.
  const uint8_t* block(size_t i) const {
    if (i >= blocks_) return end_;
    if (i >= whole_blocks_) return end_ + (i - whole_blocks_) * kBlockBytes;
    return i == 0 ? first_ : body_ + i * kBlockBytes - kPrefixBytes;
  }

 private:
  // An empty body may be at no address at all.
  static void Copy(uint8_t* to, const uint8_t* from, size_t size) {
    if (size > 0) std::memcpy(to, from, size);
  }

  const uint8_t* body_;
  size_t whole_blocks_;
  size_t blocks_ = 0;
  uint8_t first_[kBlockBytes];
  uint8_t end_[2 * kBlockBytes] = {};
};

// The compiler makes one instruction of this, and of each of the next two.
template <int kBits>
Vector RotateRight(Vector a) {
  return a >> kBits | a << (64 - kBits);
}

Vector Choose(Vector x, Vector y, Vector z) { return (x & y) | (~x & z); }
Vector Majority(Vector x, Vector y, Vector z) { return (x & y) | (x & z) | (y & z); }

Vector LargeSigma0(Vector x) { return RotateRight<28>(x) ^ RotateRight<34>(x) ^ RotateRight<39>(x); }
Vector LargeSigma1(Vector x) { return RotateRight<14>(x) ^ RotateRight<18>(x) ^ RotateRight<41>(x); }
Vector SmallSigma0(Vector x) { return RotateRight<1>(x) ^ RotateRight<8>(x) ^ x >> 7; }
Vector SmallSigma1(Vector x) { return RotateRight<19>(x) ^ RotateRight<61>(x) ^ x >> 6; }

Vector SwapBytes(Vector a) {
  const __m128i order = _mm_set_epi8(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  return FromRaw(_mm512_shuffle_epi8(Raw(a), _mm512_broadcast_i32x4(order)));
}

struct State {
  Vector word[kStateWords];
};

void Round(State& state, Vector schedule_word, uint64_t constant) {
  auto& [a, b, c, d, e, f, g, h] = state.word;
  const Vector t1 = h + LargeSigma1(e) + Choose(e, f, g) + (schedule_word + constant);
  const Vector t2 = LargeSigma0(a) + Majority(a, b, c);
  h = g;
  g = f;
  f = e;
  e = d + t1;
  d = c;
  c = b;
  b = a;
  a = t1 + t2;
}

// Word t of the schedule takes the place of word t - 16.
Vector NextScheduleWord(Vector (&w)[kBlockWords], int t) {
  const auto word = [&w, t](int distance) { return w[(t - distance) % kBlockWords]; };
  return w[t % kBlockWords] = SmallSigma1(word(2)) + word(7) + SmallSigma0(word(15)) + word(16);
}

void Compress(State& state, Vector (&w)[kBlockWords]) {
#pragma GCC unroll 16
  for (int t = 0; t < kBlockWords; ++t) Round(state, w[t], kHashConstants.round[t]);
  for (int start = kBlockWords; start < kRounds; start += kBlockWords) {
#pragma GCC unroll 16
    for (int i = 0; i < kBlockWords; ++i) {
      Round(state, NextScheduleWord(w, kBlockWords + i), kHashConstants.round[start + i]);
    }
  }
}

void LoadBlock(const PaddedMessage (&messages)[kLanes], size_t index, Vector (&w)[kBlockWords]) {
  for (int lane = 0; lane < kLanes; ++lane) {
    const uint8_t* block = messages[lane].block(index);
    w[lane] = Load(block);
    w[kLanes + lane] = Load(block + kBlockBytes / 2);
  }
  Transpose(w);
  Transpose(w + kLanes);
  for (Vector& word : w) word = SwapBytes(word);
}

Mask LanesWithBlock(const PaddedMessage (&messages)[kLanes], size_t index) {
  Mask mask = 0;
  for (int lane = 0; lane < kLanes; ++lane) mask |= static_cast<Mask>(index < messages[lane].blocks()) << lane;
  return mask;
}

}  // namespace

void Sha512(const PrefixedMessage (&messages)[kLanes], uint8_t (&digests)[kLanes][kDigestBytes]) {
  const PaddedMessage padded[kLanes] = {
      PaddedMessage(messages[0]), PaddedMessage(messages[1]), PaddedMessage(messages[2]), PaddedMessage(messages[3]),
      PaddedMessage(messages[4]), PaddedMessage(messages[5]), PaddedMessage(messages[6]), PaddedMessage(messages[7])};
  State state;
  for (int i = 0; i < kStateWords; ++i) state.word[i] = Broadcast(kHashConstants.initial_state[i]);
  size_t index = 0;
  for (Mask busy = kAllLanes; busy != 0; busy = LanesWithBlock(padded, ++index)) {
    Vector w[kBlockWords];
    LoadBlock(padded, index, w);
    State next = state;
    Compress(next, w);
    for (int i = 0; i < kStateWords; ++i) {
      state.word[i] = Select(busy, state.word[i], state.word[i] + next.word[i]);
    }
  }
  for (Vector& word : state.word) word = SwapBytes(word);
  Transpose(state.word);
  for (int lane = 0; lane < kLanes; ++lane) Store(digests[lane], state.word[lane]);
}

}  // namespace hardtack::crypto::lanes
