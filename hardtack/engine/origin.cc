// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sets of blocks as bits. Tested by tests/engine/origin_test.cc.

#include "hardtack/engine/origin.h"

#include <algorithm>

namespace hardtack::engine {
namespace {

// Bit 0 is the authorizer, so that it comes first in the printed order.
uint64_t BitOf(BlockId block) { return block == kAuthorizerBlock ? 0 : uint64_t{block} + 1; }
BlockId BlockOf(uint64_t bit) { return bit == 0 ? kAuthorizerBlock : static_cast<BlockId>(bit - 1); }

}  // namespace

Origin::Origin(std::initializer_list<BlockId> blocks) {
  for (BlockId block : blocks) Insert(block);
}

Origin Origin::FromLowBits(uint64_t bits) {
  Origin origin;
  origin.word_ = bits;
  return origin;
}

void Origin::Insert(BlockId block) {
  uint64_t bit = BitOf(block);
  if (bit < 64) {
    word_ |= uint64_t{1} << bit;
    return;
  }
  size_t index = bit / 64 - 1;
  if (rest_.size() <= index) rest_.resize(index + 1);
  rest_[index] |= uint64_t{1} << (bit % 64);
}

void Origin::InsertUpTo(BlockId block) {
  uint64_t bits = BitOf(block) + 1;  // the authorizer's bit 0 among them, which is left as it is
  uint64_t low = bits >= 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1;
  word_ |= low & ~uint64_t{1};
  if (bits <= 64) return;
  size_t words = (bits - 1) / 64;
  if (rest_.size() < words) rest_.resize(words);
  for (size_t i = 0; i + 1 < words; ++i) rest_[i] = ~uint64_t{0};
  uint64_t last = bits - 64 * words;  // bits in the last word, 1 to 64
  rest_[words - 1] |= last == 64 ? ~uint64_t{0} : (uint64_t{1} << last) - 1;
}

void Origin::InsertAll(const Origin& other) {
  word_ |= other.word_;
  if (rest_.size() < other.rest_.size()) rest_.resize(other.rest_.size());
  for (size_t i = 0; i < other.rest_.size(); ++i) rest_[i] |= other.rest_[i];
}

bool Origin::Contains(BlockId block) const {
  uint64_t bit = BitOf(block);
  if (bit < 64) return (word_ >> bit) & 1;
  size_t index = bit / 64 - 1;
  return index < rest_.size() && ((rest_[index] >> (bit % 64)) & 1);
}

bool Origin::IsSubsetOf(const Origin& other) const {
  if ((word_ & ~other.word_) != 0 || rest_.size() > other.rest_.size()) return false;
  for (size_t i = 0; i < rest_.size(); ++i) {
    if ((rest_[i] & ~other.rest_[i]) != 0) return false;
  }
  return true;
}

std::vector<BlockId> Origin::Blocks() const {
  std::vector<BlockId> blocks;
  for (uint64_t bit = 0; bit < 64 * (rest_.size() + 1); ++bit) {
    uint64_t word = bit < 64 ? word_ : rest_[bit / 64 - 1];
    if ((word >> (bit % 64)) & 1) blocks.push_back(BlockOf(bit));
  }
  return blocks;
}

std::strong_ordering Origin::operator<=>(const Origin& other) const {
  std::vector<BlockId> mine = Blocks(), theirs = other.Blocks();
  return std::lexicographical_compare_three_way(mine.begin(), mine.end(), theirs.begin(), theirs.end(),
                                                [](BlockId a, BlockId b) { return BitOf(a) <=> BitOf(b); });
}

}  // namespace hardtack::engine
