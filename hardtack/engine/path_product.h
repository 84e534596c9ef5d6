// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PathProduct multiplies the factors of a path rule, of which one is a set of new pairs: what the rule derives from
// them. It starts there and extends the product by one factor at a time to the left or to the right, whichever looks
// cheaper, so that what is not connected with a new pair is never touched.
//
// Each multiplication adds rows of one side to rows of the product, one for each pair of the other side; which side
// gives the rows is chosen by what it costs. The choices depend on the sizes of the sets alone.

#ifndef HARDTACK_ENGINE_PATH_PRODUCT_H_
#define HARDTACK_ENGINE_PATH_PRODUCT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "absl/functional/function_ref.h"
#include "hardtack/engine/bit_matrix.h"
#include "hardtack/engine/budget.h"
#include "hardtack/engine/origin_space.h"
#include "hardtack/engine/pair_links.h"

namespace hardtack::engine {

// The pairs of a factor with one origin: a matrix or links.
struct PairSet {
  OriginKey origin = 0;
  const BitMatrix* bits = nullptr;
  const PairLinks* links = nullptr;
  // The end of a pair by which `bits` has rows, or the first of `links`: kFirst is the left one in the product.
  PairEnd rows_by = PairEnd::kFirst;
  uint64_t count = 0;      // of pairs
  uint64_t stretches = 0;  // of `bits`
};

// By origin.
using PairSets = std::vector<PairSet>;

class PathProduct {
 public:
  // Of matrices of `width`; those that the product is added to have rows by `rows_by`.
  PathProduct(uint32_t width, PairEnd rows_by, OriginSpace& origins, Budget& budget)
      : width_(width), rows_by_(rows_by), origins_(origins), budget_(budget) {}

  // Adds the product of `factors`, of which the sets of `start` are bits, to the matrices that `targets` gives for the
  // joined origins of its pairs. A step is charged for each row that is walked, for each pair that is followed, for each
  // stretch of a row that is added, and as AddTransposed does. False: the budget is exhausted,
  // and the targets have a part of the product.
  using Targets = absl::FunctionRef<BitMatrix&(OriginKey)>;
  bool Run(std::span<const PairSets> factors, size_t start, Targets targets);

 private:
  // One side of a multiplication: sets, and the end of their pairs at which the other side is joined.
  struct Side {
    const PairSets* sets;
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
  // Sets of the product so far, those of one factor or with matrices of their own.
  struct Product {
    PairSets sets;
    std::vector<std::unique_ptr<BitMatrix>> matrices;
  };

  Multiplication Cheapest(const Product& product, std::span<const PairSets> factors, size_t begin, size_t end) const;
  uint64_t StepsOf(const Multiplication& by, bool is_last) const;
  bool Multiply(const Multiplication& by, bool is_last, Targets targets, Product& product);
  const BitMatrix* RowsBy(PairEnd end, const PairSet& set, std::unique_ptr<BitMatrix>& turned);
  bool AddRows(const BitMatrix& rows, const PairSet& links, PairEnd joint, BitMatrix& to);
  bool AddToTargets(const PairSets& sets, Targets targets);

  uint32_t width_;
  PairEnd rows_by_;
  OriginSpace& origins_;
  Budget& budget_;
};

// The origins of what `factors` give together with `own`; nullopt: more than `most`.
std::optional<std::vector<OriginKey>> OriginsOfProduct(std::span<const PairSets> factors, OriginKey own, size_t most,
                                                       OriginSpace& origins);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATH_PRODUCT_H_
