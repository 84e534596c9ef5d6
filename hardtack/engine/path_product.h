// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PathProduct multiplies sets of pairs, the factors of a path rule, of which one is new: what the rule derives from it.
// It starts there and extends the product by one factor at a time to the left or to the right, whichever looks cheaper,
// so that what is not connected with a new pair is never touched.
//
// Each multiplication adds rows of one side to rows of the product, one for each pair of the other side; which side
// gives the rows is chosen by what it costs. The choices depend on the sizes of the sets alone. Internal to the engine.

#ifndef HARDTACK_ENGINE_PATH_PRODUCT_H_
#define HARDTACK_ENGINE_PATH_PRODUCT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "hardtack/engine/bit_matrix.h"
#include "hardtack/engine/budget.h"
#include "hardtack/engine/pair_links.h"

namespace hardtack::engine {

// A factor: a matrix, or links. Not owned.
struct PairSet {
  const BitMatrix* bits = nullptr;
  const PairLinks* links = nullptr;
  // The end of a pair, as the product has it, by which `bits` has rows, or which is the first in `links`; kFirst is the
  // left one.
  PairEnd rows_by = PairEnd::kFirst;
  uint64_t count = 0;  // of pairs

  PairSet Turned() const { return {bits, links, OtherEnd(rows_by), count}; }
};

class PathProduct {
 public:
  // How many matrices it makes at most at a time.
  static constexpr uint32_t kMatrices = 3;

  // Adds products to `to`, which has rows by the end `rows_by` of their pairs. All matrices are of its width.
  PathProduct(BitMatrix& to, PairEnd rows_by, Budget& budget) : to_(to), rows_by_(rows_by), budget_(budget) {}

  // Adds the product of `factors`, of which `start` is a matrix and not `to`. A step is charged for each row that is
  // walked, for each pair that is followed, for each stretch of a row that is added, and for matrices that are made or
  // turned. False: the budget is exhausted, and a part of the product was added.
  bool Run(std::span<const PairSet> factors, size_t start);

 private:
  // One side of a multiplication, and the end of its pairs at which it is joined with the other side.
  struct Side {
    PairSet set;
    PairEnd joint;
  };
  // Rows of `rows` are added for each pair of `links`; their other end is what the result has rows by.
  struct Multiplication {
    Side rows;
    Side links;
    bool to_left = false;  // the factor is on the left of the product
    uint64_t steps = 0;    // about
    PairEnd rows_by() const { return OtherEnd(links.joint); }
  };

  Multiplication Cheapest(const PairSet& product, std::span<const PairSet> factors, size_t begin, size_t end) const;
  uint64_t StepsOf(const Multiplication& by, bool is_last) const;
  bool Multiply(const Multiplication& by, BitMatrix& to);
  bool AddRows(const BitMatrix& rows, const PairSet& links, PairEnd joint, BitMatrix& to);
  bool Add(const PairSet& product);

  BitMatrix& to_;
  PairEnd rows_by_;
  Budget& budget_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATH_PRODUCT_H_
