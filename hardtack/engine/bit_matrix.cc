// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Rows of bits in plain words: loops over a stretch have a fixed length, which compilers turn into vector instructions.
// Tested by tests/engine/bit_matrix_test.cc.

#include "hardtack/engine/bit_matrix.h"

#include <algorithm>

namespace hardtack::engine {
namespace {

// Chunks of memory grow with the matrix, up to so many rows.
constexpr uint32_t kFewestRows = 8;
constexpr uint32_t kMostRows = 256;

// By values, so that the compiler need not fear that the two overlap.
Stretch Either(Stretch a, Stretch b) {
  for (uint32_t i = 0; i < Stretch::kWords; ++i) a.words[i] |= b.words[i];
  return a;
}

Stretch Without(Stretch a, Stretch b) {
  for (uint32_t i = 0; i < Stretch::kWords; ++i) a.words[i] &= ~b.words[i];
  return a;
}

bool IsEmpty(const Stretch& stretch) {
  uint64_t any = 0;
  for (uint64_t word : stretch.words) any |= word;
  return any == 0;
}

}  // namespace

// Without an instruction for it: sums in each byte, then over the bytes. Warren, "Hacker's Delight", chapter 5.
uint32_t CountOf(const Stretch& stretch) {
  uint64_t bytes = 0;
  for (uint64_t word : stretch.words) {
    word -= (word >> 1) & 0x5555555555555555;
    word = (word & 0x3333333333333333) + ((word >> 2) & 0x3333333333333333);
    bytes += (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f;
  }
  const uint64_t pairs = (bytes & 0x00ff00ff00ff00ff) + ((bytes >> 8) & 0x00ff00ff00ff00ff);
  return static_cast<uint32_t>((pairs * 0x0001000100010001) >> 48);
}

uint64_t BitMatrix::MostBytes(uint32_t width) {
  // NOLINTNEXTLINE(bugprone-sizeof-expression): the table holds pointers
  const uint64_t row = (1 + uint64_t{StretchesFor(width)}) * sizeof(Stretch) + sizeof(Stretch*) + sizeof(uint32_t);
  return row * width;
}

BitMatrix::BitMatrix(uint32_t width)
    : row_stretches_(StretchesFor(width)), summary_words_((row_stretches_ + 63) / 64), rows_(width) {}

void BitMatrix::Widen(uint32_t width) {
  BitMatrix wider(width);
  for (uint32_t row : used_rows_) {
    wider.AddToRow(wider.Row(row), rows_[row]);
    wider.used_rows_.push_back(row);
  }
  *this = std::move(wider);
}

void BitMatrix::AllocateRows() {
  const uint32_t left = width() - allocated_rows_;
  const uint32_t count = std::min(left, std::clamp(allocated_rows_, kFewestRows, kMostRows));
  const size_t stretches = size_t{count} * (1 + row_stretches_);
  chunks_.push_back(std::make_unique_for_overwrite<Stretch[]>(stretches));
  free_ = {chunks_.back().get(), stretches};
  allocated_rows_ += count;
}

Stretch* BitMatrix::Row(uint32_t row) {
  if (rows_[row] == nullptr) {
    if (free_.empty()) AllocateRows();
    rows_[row] = free_.data();
    *rows_[row] = Stretch{};
    free_ = free_.subspan(1 + row_stretches_);
  }
  return rows_[row];
}

bool BitMatrix::IsEmptyRow(const Stretch* block) const {
  uint64_t any = 0;
  for (uint32_t i = 0; i < summary_words_; ++i) any |= block->words[i];
  return any == 0;
}

bool BitMatrix::IsUsed(uint32_t row) const { return rows_[row] != nullptr && !IsEmptyRow(rows_[row]); }

bool BitMatrix::Test(uint32_t row, uint32_t column) const {
  const Stretch* block = rows_[row];
  const uint32_t index = column / Stretch::kBits;
  if (block == nullptr || !HasStretch(block, index)) return false;
  return (block[1 + index].words[column % Stretch::kBits / 64] >> (column % 64) & 1) != 0;
}

bool BitMatrix::AddWord(uint32_t row, uint32_t column, uint64_t bits) {
  Stretch* block = Row(row);
  const uint32_t index = column / Stretch::kBits;
  if (!HasStretch(block, index)) {
    if (IsEmptyRow(block)) used_rows_.push_back(row);
    block->words[index / 64] |= uint64_t{1} << (index % 64);
    block[1 + index] = Stretch{};
  }
  uint64_t& word = block[1 + index].words[column % Stretch::kBits / 64];
  const bool is_new = (bits & ~word) != 0;
  word |= bits;
  return is_new;
}

uint32_t BitMatrix::StretchesOf(uint32_t row) const {
  const Stretch* block = rows_[row];
  uint32_t count = 0;
  for (uint32_t i = 0; block != nullptr && i < summary_words_; ++i) count += std::popcount(block->words[i]);
  return count;
}

uint64_t BitMatrix::stretches() const {
  uint64_t count = 0;
  for (uint32_t row : used_rows_) count += StretchesOf(row);
  return count;
}

uint64_t BitMatrix::Count() const {
  uint64_t count = 0;
  for (uint32_t row : used_rows_) {
    ForEachStretchOf(row, [&](uint32_t, const Stretch& stretch) { count += CountOf(stretch); });
  }
  return count;
}

void BitMatrix::AddToRow(Stretch* block, const Stretch* other) const {
  for (uint32_t i = 0; i < summary_words_; ++i) {
    const uint64_t ours = block->words[i], theirs = other->words[i];
    ForEachBit(i, theirs & ours, [&](uint32_t at) { block[1 + at] = Either(block[1 + at], other[1 + at]); });
    ForEachBit(i, theirs & ~ours, [&](uint32_t at) { block[1 + at] = other[1 + at]; });
    block->words[i] = ours | theirs;
  }
}

void BitMatrix::SubtractRow(Stretch* block, const Stretch* other) const {
  for (uint32_t i = 0; i < summary_words_; ++i) {
    ForEachBit(i, block->words[i] & other->words[i], [&](uint32_t at) {
      block[1 + at] = Without(block[1 + at], other[1 + at]);
      if (IsEmpty(block[1 + at])) block->words[i] &= ~(uint64_t{1} << (at % 64));
    });
  }
}

void BitMatrix::AddRow(uint32_t to, const BitMatrix& source, uint32_t from) {
  if (!source.IsUsed(from)) return;
  Stretch* block = Row(to);
  if (IsEmptyRow(block)) used_rows_.push_back(to);
  AddToRow(block, source.rows_[from]);
}

void BitMatrix::Add(const BitMatrix& other) {
  for (uint32_t row : other.used_rows_) AddRow(row, other, row);
}

void BitMatrix::Subtract(const BitMatrix& other) {
  std::erase_if(used_rows_, [&](uint32_t row) {
    if (other.rows_[row] != nullptr) SubtractRow(rows_[row], other.rows_[row]);
    return IsEmptyRow(rows_[row]);
  });
}

uint64_t BitMatrix::KeepNew(BitMatrix& all) {
  uint64_t count = 0;
  std::erase_if(used_rows_, [&](uint32_t row) {
    if (all.rows_[row] != nullptr) SubtractRow(rows_[row], all.rows_[row]);
    ForEachStretchOf(row, [&](uint32_t, const Stretch& stretch) { count += CountOf(stretch); });
    all.AddRow(row, *this, row);
    return IsEmptyRow(rows_[row]);
  });
  return count;
}

void BitMatrix::Clear() {
  for (uint32_t row : used_rows_) *rows_[row] = Stretch{};
  used_rows_.clear();
}

std::optional<uint32_t> BitMatrix::NextInRow(uint32_t row, uint32_t column) const {
  const Stretch* block = rows_[row];
  if (block == nullptr || column >= width()) return std::nullopt;
  uint32_t index = column / Stretch::kBits;
  uint32_t first = column % Stretch::kBits / 64;  // of the words of the stretch
  uint64_t mask = UINT64_MAX << (column % 64);    // of the first word
  uint64_t summary = block->words[index / 64] >> (index % 64) << (index % 64);
  for (uint32_t i = index / 64;;) {
    for (; summary != 0; summary &= summary - 1) {
      const uint32_t at = i * 64 + std::countr_zero(summary);
      const uint32_t begin = at == index ? first : 0;
      for (uint32_t j = begin; j < Stretch::kWords; ++j) {
        const uint64_t word = block[1 + at].words[j] & (at == index && j == begin ? mask : UINT64_MAX);
        if (word != 0) return at * Stretch::kBits + j * 64 + std::countr_zero(word);
      }
    }
    if (++i >= summary_words_) return std::nullopt;
    summary = block->words[i];
  }
}

}  // namespace hardtack::engine
