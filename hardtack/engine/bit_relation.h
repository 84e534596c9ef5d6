// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A BitRelation holds facts of two columns as bits, a matrix for each origin and stage: all facts that are kept, the
// recent ones among them, and the pending ones. Internal to the engine.
//
// Which origins it holds, and which values, changes between rounds alone. Not thread-safe.

#ifndef HARDTACK_ENGINE_BIT_RELATION_H_
#define HARDTACK_ENGINE_BIT_RELATION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "hardtack/engine/bit_matrix.h"
#include "hardtack/engine/budget.h"
#include "hardtack/engine/pair_links.h"
#include "hardtack/engine/rows.h"
#include "hardtack/engine/value.h"
#include "hardtack/engine/value_numbering.h"

namespace hardtack::engine {

class BitRelation {
 public:
  // The facts with one origin.
  struct Part {
    Part(OriginKey its_origin, uint32_t width)
        : origin(its_origin), all(width), recent(width), pending(width), turned(width) {}

    OriginKey origin;
    BitMatrix all;  // recent ones included
    BitMatrix recent;
    BitMatrix pending;  // may have facts that are in `all` until they are counted
    uint64_t count = 0;
    uint64_t recent_count = 0;
    uint64_t pending_count = 0;  // of those that are new, once they are counted

    BitMatrix turned;  // `all` with rows by the other end, as far as it has been asked for
    enum class Missing : uint8_t { kNothing, kRecent, kAll } missing_in_turned = Missing::kAll;
  };
  // The most memory that a part takes, in bytes.
  static uint64_t MostBytes(uint32_t width) { return 4 * BitMatrix::MostBytes(width); }

  // Of values whose numbers are below `width`; matrices have rows by the column `rows_by`.
  BitRelation(std::shared_ptr<const ValueNumbering> numbers, uint32_t width, PairEnd rows_by)
      : numbers_(std::move(numbers)), width_(width), rows_by_(rows_by) {}

  PairEnd rows_by() const { return rows_by_; }
  uint32_t width() const { return width_; }
  const ValueNumbering& numbers() const { return *numbers_; }
  // Makes room for numbers below `width`, which is no less than before.
  void Widen(uint32_t width);

  // Between rounds: holds facts with this origin from now on, if it did not.
  Part& FindOrAddPart(OriginKey origin);
  const std::vector<std::unique_ptr<Part>>& parts() const { return parts_; }

  // Between rounds: keeps a fact whose values have numbers below the width. It is not there yet.
  void Keep(std::span<const Value> values, OriginKey origin, bool is_recent);

  // Whether facts with these values and this origin are held; if so, the fact is pending now, or was there.
  bool Insert(std::span<const Value> values, OriginKey origin);

  // How many facts are kept, and recent.
  size_t facts() const;
  bool has_recent() const;

  // Ends a round in two steps. First the pending facts are counted, which takes as many steps as it says; then they
  // become recent and the recent ones stable, or they are forgotten, which they can be without being counted. Advance
  // returns how many became recent.
  uint64_t StepsToCount() const;
  uint64_t CountPending();
  size_t Advance();
  void DropPending();

  // `all` of a part with rows by the other end, brought up to date; null: the budget is exhausted.
  const BitMatrix* Turned(Part& part, Budget& budget);

  // Calls `visit` with the values of each fact that is kept with the origin of `part`, and whether it is recent.
  template <typename Visit>
  void ForEach(const Part& part, Visit&& visit) const {
    ForEachIn(part.all, [&](std::span<const Value> values, uint32_t row, uint32_t column) {
      visit(values, part.recent.Test(row, column));
    });
  }
  // The same for pending facts, which have been counted.
  template <typename Visit>
  void ForEachPending(const Part& part, Visit&& visit) const {
    ForEachIn(part.pending, [&](std::span<const Value> values, uint32_t, uint32_t) { visit(values); });
  }

 private:
  Part* FindPart(OriginKey origin) const;
  // Of a fact in a matrix.
  struct Position {
    uint32_t row;
    uint32_t column;
  };
  std::optional<Position> PositionOf(std::span<const Value> values) const;

  template <typename Visit>
  void ForEachIn(const BitMatrix& matrix, Visit&& visit) const {
    for (uint32_t row : matrix.used_rows()) {
      matrix.ForEachInRow(row, [&](uint32_t column) {
        std::array<Value, 2> values = {numbers_->value(row), numbers_->value(column)};
        if (rows_by_ == PairEnd::kSecond) std::swap(values[0], values[1]);
        visit(std::span<const Value>(values), row, column);
      });
    }
  }

  std::shared_ptr<const ValueNumbering> numbers_;
  uint32_t width_;
  PairEnd rows_by_;
  std::vector<std::unique_ptr<Part>> parts_;
  bool is_counted_ = false;  // the pending facts are, and are in `all`
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BIT_RELATION_H_
