// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Transposing in blocks of 64 x 64 bits. Tested by tests/engine/bit_matrix_test.cc.

#include "hardtack/engine/bit_transpose.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace hardtack::engine {
namespace {

constexpr uint32_t kBlock = 64;
// A block with no more words than this is turned around bit by bit.
constexpr uint32_t kFewWords = 4;

// By halves, quarters and so on: Warren, "Hacker's Delight", section 7-3.
void Transpose(std::array<uint64_t, kBlock>& block) {
  uint64_t mask = 0x00000000ffffffff;
  for (uint32_t half = kBlock / 2; half != 0; half /= 2, mask ^= mask << half) {
    for (uint32_t i = 0; i < kBlock; i = ((i | half) + 1) & ~half) {
      const uint64_t swapped = ((block[i] >> half) ^ block[i | half]) & mask;
      block[i] ^= swapped << half;
      block[i | half] ^= swapped;
    }
  }
}

// 64 rows that lie side by side, one stretch of each.
class Band {
 public:
  explicit Band(uint32_t first_row) : first_row_(first_row) {}

  void Add(uint32_t row, const Stretch& stretch) {
    rows_[count_++] = row - first_row_;
    stretches_[row - first_row_] = &stretch;
    bits_ += CountOf(stretch);
  }

  uint64_t steps() const { return count_ + std::min(bits_, Stretch::kBits); }

  void AddTransposed(uint32_t first_column, BitMatrix& to) const {
    for (uint32_t i = 0; i < Stretch::kWords; ++i) AddBlock(i, first_column + i * kBlock, to);
  }

 private:
  void AddBlock(uint32_t word, uint32_t first_column, BitMatrix& to) const {
    std::array<uint64_t, kBlock> block = {};
    uint32_t words = 0;
    for (uint32_t i = 0; i < count_; ++i) {
      block[rows_[i]] = stretches_[rows_[i]]->words[word];
      if (block[rows_[i]] != 0) ++words;
    }
    if (words > kFewWords) {
      Transpose(block);
      for (uint32_t i = 0; i < kBlock; ++i) {
        if (block[i] != 0) to.AddWord(first_column + i, first_row_, block[i]);
      }
    } else if (words > 0) {
      AddBits(block, first_column, to);
    }
  }

  void AddBits(const std::array<uint64_t, kBlock>& block, uint32_t first_column, BitMatrix& to) const {
    for (uint32_t i = 0; i < count_; ++i) {
      for (uint64_t bits = block[rows_[i]]; bits != 0; bits &= bits - 1) {
        to.Set(first_column + std::countr_zero(bits), first_row_ + rows_[i]);
      }
    }
  }

  uint32_t first_row_;
  uint32_t count_ = 0;
  uint32_t bits_ = 0;
  std::array<uint32_t, kBlock> rows_;  // of those added, by position in the band
  std::array<const Stretch*, kBlock> stretches_;
};

bool AddBandTransposed(const BitMatrix& from, std::span<const uint32_t> rows, Budget& budget, BitMatrix& to) {
  const uint32_t first_row = rows[0] / kBlock * kBlock;
  std::vector<std::pair<uint32_t, uint32_t>> stretches;  // by position in the row, then by row
  for (uint32_t row : rows) {
    from.ForEachStretchOf(row, [&](uint32_t index, const Stretch&) { stretches.emplace_back(index, row); });
  }
  std::ranges::sort(stretches);
  for (size_t i = 0; i < stretches.size();) {
    const uint32_t index = stretches[i].first;
    Band band(first_row);
    for (; i < stretches.size() && stretches[i].first == index; ++i) {
      band.Add(stretches[i].second, from.StretchOf(stretches[i].second, index));
    }
    if (!budget.Charge(band.steps())) return false;
    band.AddTransposed(index * Stretch::kBits, to);
  }
  return true;
}

}  // namespace

bool AddTransposed(const BitMatrix& from, Budget& budget, BitMatrix& to) {
  std::vector<uint32_t> rows(from.used_rows().begin(), from.used_rows().end());
  std::ranges::sort(rows);
  for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    while (end < rows.size() && rows[end] / kBlock == rows[begin] / kBlock) ++end;
    if (!AddBandTransposed(from, std::span(rows).subspan(begin, end - begin), budget, to)) return false;
  }
  return true;
}

}  // namespace hardtack::engine
