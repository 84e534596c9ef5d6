// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Part by part, row by row, bit by bit. Tested by tests/engine/path_evaluator_test.cc.

#include "hardtack/engine/bit_candidates.h"

#include <utility>

namespace hardtack::engine {

BitCandidates::BitCandidates(BitRelation& bits, Stage stage, const std::array<std::optional<Value>, 2>& known,
                             Budget& budget)
    : bits_(&bits), budget_(&budget), stage_(stage) {
  if (stage == Stage::kRecent) return;
  std::array<std::optional<uint32_t>, 2> numbers;
  for (size_t i = 0; i < 2; ++i) {
    if (!known[i].has_value()) continue;
    numbers[i] = bits.numbers().Find(*known[i]);
    if (numbers[i].has_value() && *numbers[i] < bits.width()) continue;
    bits_ = nullptr;
    return;
  }
  if (bits.rows_by() == PairEnd::kSecond) std::swap(numbers[0], numbers[1]);
  is_turned_ = !numbers[0].has_value() && numbers[1].has_value();
  if (is_turned_) std::swap(numbers[0], numbers[1]);
  only_row_ = numbers[0];
  only_column_ = numbers[1];
}

bool BitCandidates::Next() {
  while (bits_ != nullptr) {
    if (row_.has_value() && NextColumn()) return true;
    if (budget_->exhausted()) return false;
    if (!NextRow() && !NextPart()) return false;
  }
  return false;
}

bool BitCandidates::NextPart() {
  row_.reset();
  next_row_ = 0;
  if (++part_ == bits_->parts().size()) {
    bits_ = nullptr;
    return false;
  }
  matrix_ = stage_ == Stage::kRecent ? &part().recent : is_turned_ ? bits_->Turned(part(), *budget_) : &part().all;
  return matrix_ != nullptr;
}

bool BitCandidates::NextRow() {
  row_.reset();
  if (matrix_ == nullptr) return false;
  const size_t count = only_row_.has_value() ? 1 : matrix_->used_rows().size();
  if (next_row_ == count) return false;
  const uint32_t row = only_row_.has_value() ? *only_row_ : matrix_->used_rows()[next_row_];
  ++next_row_;
  next_column_ = only_column_.value_or(0);
  if (!budget_->Charge(only_column_.has_value() ? 1 : matrix_->StretchesOf(row))) return false;
  row_ = row;
  return true;
}

bool BitCandidates::NextColumn() {
  while (true) {
    std::optional<uint32_t> column;
    if (!only_column_.has_value()) {
      column = matrix_->NextInRow(*row_, next_column_);
    } else if (next_column_ == *only_column_ && matrix_->Test(*row_, next_column_)) {
      column = next_column_;
    }
    if (!column.has_value()) return false;
    next_column_ = *column + 1;
    const bool is_passed_over = stage_ == Stage::kStable &&
                                (is_turned_ ? part().recent.Test(*column, *row_) : part().recent.Test(*row_, *column));
    if (!is_passed_over) {
      const bool row_is_first = (bits_->rows_by() == PairEnd::kFirst) != is_turned_;
      values_[row_is_first ? 0 : 1] = bits_->numbers().value(*row_);
      values_[row_is_first ? 1 : 0] = bits_->numbers().value(*column);
      return true;
    }
    if (!budget_->Charge(1)) return false;
  }
}

}  // namespace hardtack::engine
