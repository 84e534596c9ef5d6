// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BitMatrix is a set of pairs of small numbers, a row of bits for each first number. Rows are allocated when they get
// their first bit, and each knows which stretches of 64 bytes in it are not empty: all work is in proportion to those.
// A step of the budget pays for one of them (limits.h).
//
// Rows of bits combined word by word: Baker 1962, "A note on multiplying Boolean matrices"; Warshall 1962, "A theorem
// on Boolean matrices".

#ifndef HARDTACK_ENGINE_BIT_MATRIX_H_
#define HARDTACK_ENGINE_BIT_MATRIX_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace hardtack::engine {

// 512 bits, which lie in one line of the cache.
struct alignas(64) Stretch {
  static constexpr uint32_t kWords = 8;
  static constexpr uint32_t kBits = 64 * kWords;
  uint64_t words[kWords];
};

// How many bits are set.
uint32_t CountOf(const Stretch& stretch);

class BitMatrix {
 public:
  // One stretch before each row says which stretches of the row are not empty.
  static constexpr uint32_t kMaxWidth = Stretch::kBits * Stretch::kBits;

  // The most that a matrix of this width takes, in bytes: all of its rows. It has taken none of them yet.
  static uint64_t MostBytes(uint32_t width);
  // What making one is charged, for who makes them again and again: its table of rows, in stretches.
  // NOLINTNEXTLINE(bugprone-sizeof-expression): the table holds pointers
  static uint64_t StepsToMake(uint32_t width) { return 1 + width * sizeof(Stretch*) / sizeof(Stretch); }

  // Of numbers below `width`, at most kMaxWidth.
  explicit BitMatrix(uint32_t width);

  uint32_t width() const { return static_cast<uint32_t>(rows_.size()); }
  // Makes room for numbers below `width`, which is no less than before. Linear in the memory taken so far.
  void Widen(uint32_t width);

  bool Test(uint32_t row, uint32_t column) const;
  // Whether the pair was not there.
  bool Set(uint32_t row, uint32_t column) { return AddWord(row, column, uint64_t{1} << (column % 64)); }
  // Adds the pairs of `row` with those numbers of the aligned 64 around `column` whose bits are set in `bits`, which is
  // not zero. Whether one of them was not there.
  bool AddWord(uint32_t row, uint32_t column, uint64_t bits);

  bool empty() const { return used_rows_.empty(); }
  // The rows that are not empty, in the order in which they got their first bit.
  std::span<const uint32_t> used_rows() const { return used_rows_; }
  bool IsUsed(uint32_t row) const;
  // A stretch of a used row.
  const Stretch& StretchOf(uint32_t row, uint32_t index) const { return rows_[row][1 + index]; }
  // How many stretches of a row, and of all rows, are not empty.
  uint32_t StretchesOf(uint32_t row) const;
  uint64_t stretches() const;
  // How many pairs there are; linear in the stretches.
  uint64_t Count() const;

  // Adds the pairs of row `from` in `source`, another matrix of the same width, to row `to`.
  void AddRow(uint32_t to, const BitMatrix& source, uint32_t from);
  // Adds all pairs of `other`, or takes them away; of the same width.
  void Add(const BitMatrix& other);
  void Subtract(const BitMatrix& other);
  // Takes away the pairs that `all` has, and adds the others to it. Returns how many these are.
  uint64_t KeepNew(BitMatrix& all);
  // Takes all pairs away, and keeps the memory for later ones.
  void Clear();

  // The first column of a row that is not less than `column`, if there is one.
  std::optional<uint32_t> NextInRow(uint32_t row, uint32_t column) const;

  // Calls `visit` for each column of a row, ascending.
  template <typename Visit>
  void ForEachInRow(uint32_t row, Visit&& visit) const {
    ForEachStretchOf(row, [&](uint32_t index, const Stretch& stretch) {
      for (uint32_t i = 0; i < Stretch::kWords; ++i) {
        const uint32_t first = index * Stretch::kBits + i * 64;
        for (uint64_t word = stretch.words[i]; word != 0; word &= word - 1) visit(first + std::countr_zero(word));
      }
    });
  }

  // Calls `visit` for each stretch of a row that is not empty, with its position in the row, ascending.
  template <typename Visit>
  void ForEachStretchOf(uint32_t row, Visit&& visit) const {
    const Stretch* block = rows_[row];
    if (block == nullptr) return;
    for (uint32_t i = 0; i < summary_words_; ++i) {
      ForEachBit(i, block->words[i], [&](uint32_t index) { visit(index, block[1 + index]); });
    }
  }

 private:
  static uint32_t StretchesFor(uint32_t width) { return (width + Stretch::kBits - 1) / Stretch::kBits; }

  template <typename Visit>
  static void ForEachBit(uint32_t index, uint64_t word, Visit&& visit) {
    for (; word != 0; word &= word - 1) visit(index * 64 + std::countr_zero(word));
  }

  // INVARIANT: a stretch that its row's summary does not have is empty whatever its words are.
  bool HasStretch(const Stretch* block, uint32_t index) const {
    return (block->words[index / 64] >> (index % 64) & 1) != 0;
  }
  bool IsEmptyRow(const Stretch* block) const;
  // The row's summary and its stretches after it, allocated if there are none yet.
  Stretch* Row(uint32_t row);
  void AllocateRows();
  // Takes what `block` and `other` have in common away from `block`.
  void SubtractRow(Stretch* block, const Stretch* other) const;
  void AddToRow(Stretch* block, const Stretch* other) const;

  uint32_t row_stretches_;      // summary not counted
  uint32_t summary_words_;      // of a summary, those that have a bit for some stretch
  std::vector<Stretch*> rows_;  // null: never used
  std::vector<uint32_t> used_rows_;
  std::vector<std::unique_ptr<Stretch[]>> chunks_;
  std::span<Stretch> free_;  // of the last chunk
  uint32_t allocated_rows_ = 0;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BIT_MATRIX_H_
