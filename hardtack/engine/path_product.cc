// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Products of relations, one multiplication after the other. Tested by tests/engine/path_product_test.cc.

#include "hardtack/engine/path_product.h"

#include <algorithm>
#include <utility>

#include "hardtack/engine/bit_transpose.h"

namespace hardtack::engine {
namespace {

// What turning a stretch costs, in stretches added to a row.
constexpr uint64_t kTurningSteps = 16;

bool HasRows(const PairSets& sets) {
  return std::ranges::all_of(sets, [](const PairSet& set) { return set.bits != nullptr; });
}

// About how many stretches adding a row of `rows` for each pair of `links` touches, if those are spread evenly.
uint64_t StepsToAdd(const PairSet& rows, const PairSet& links, PairEnd joint) {
  const uint64_t touched = links.count * (rows.stretches + rows.bits->used_rows().size());
  const bool looks_at_all = links.bits != nullptr && links.rows_by != joint;
  return touched / rows.bits->width() + (looks_at_all ? links.count : 0);
}

// Calls `visit` for each number at the other end of a pair of `links`, whose number at `joint` is a used row of `rows`.
template <typename Visit>
void ForEachLink(const BitMatrix& rows, const PairSet& links, PairEnd joint, Visit&& visit) {
  if (links.links != nullptr) {
    const PairEnd end = links.rows_by == PairEnd::kFirst ? joint : OtherEnd(joint);
    for (uint32_t row : rows.used_rows()) {
      links.links->ForEachFrom(end, row, [&](uint32_t other) { visit(row, other); });
    }
  } else if (links.rows_by == joint) {
    for (uint32_t row : rows.used_rows()) {
      links.bits->ForEachInRow(row, [&](uint32_t other) { visit(row, other); });
    }
  } else {
    for (uint32_t other : links.bits->used_rows()) {
      links.bits->ForEachInRow(other, [&](uint32_t row) { visit(row, other); });
    }
  }
}

}  // namespace

bool PathProduct::Run(std::span<const PairSets> factors, size_t start, Targets targets) {
  Product product{factors[start], {}};
  for (size_t begin = start, end = start + 1; end - begin < factors.size();) {
    const bool is_last = end - begin + 1 == factors.size();
    const Multiplication by = Cheapest(product, factors, begin, end);
    if (!Multiply(by, is_last, targets, product)) return false;
    by.to_left ? --begin : ++end;
  }
  return AddToTargets(product.sets, targets);
}

// Of the factors beside the product [begin, end) and of the sides that can give the rows; of equal ones the first.
PathProduct::Multiplication PathProduct::Cheapest(const Product& product, std::span<const PairSets> factors,
                                                  size_t begin, size_t end) const {
  std::optional<Multiplication> best;
  const auto consider = [&](const Side& rows, const Side& links, bool to_left) {
    Multiplication candidate{rows, links, to_left, 0};
    candidate.steps = StepsOf(candidate, end - begin + 1 == factors.size());
    if (!best.has_value() || candidate.steps < best->steps) best = candidate;
  };
  if (begin > 0) {
    const Side left{&factors[begin - 1], PairEnd::kSecond}, right{&product.sets, PairEnd::kFirst};
    consider(right, left, true);
    if (HasRows(*left.sets)) consider(left, right, true);
  }
  if (end < factors.size()) {
    const Side left{&product.sets, PairEnd::kSecond}, right{&factors[end], PairEnd::kFirst};
    consider(left, right, false);
    if (HasRows(*right.sets)) consider(right, left, false);
  }
  return *best;
}

uint64_t PathProduct::StepsOf(const Multiplication& by, bool is_last) const {
  uint64_t steps = 0;
  for (const PairSet& rows : *by.rows.sets) {
    for (const PairSet& links : *by.links.sets) steps += StepsToAdd(rows, links, by.links.joint);
  }
  if (is_last && by.rows_by() != rows_by_) steps += kTurningSteps * steps;
  for (const PairSet& rows : *by.rows.sets) {
    if (rows.rows_by != by.rows.joint) steps += kTurningSteps * rows.stretches;
  }
  return steps;
}

// The last multiplication adds to the targets at once, if these have the same rows.
bool PathProduct::Multiply(const Multiplication& by, bool is_last, Targets targets, Product& product) {
  Product result;
  const auto find = [&](OriginKey origin) -> BitMatrix& {
    if (is_last && by.rows_by() == rows_by_) return targets(origin);
    const auto found = std::ranges::find(result.sets, origin, &PairSet::origin);
    if (found != result.sets.end()) return *result.matrices[found - result.sets.begin()];
    result.matrices.push_back(std::make_unique<BitMatrix>(width_));
    result.sets.push_back({origin, result.matrices.back().get(), nullptr, by.rows_by(), 0, 0});
    return *result.matrices.back();
  };
  for (const PairSet& rows : *by.rows.sets) {
    std::unique_ptr<BitMatrix> turned;
    const BitMatrix* bits = RowsBy(by.rows.joint, rows, turned);
    if (bits == nullptr) return false;
    for (const PairSet& links : *by.links.sets) {
      if (!AddRows(*bits, links, by.links.joint, find(origins_.Union(rows.origin, links.origin)))) return false;
    }
  }
  for (PairSet& set : result.sets) {
    set.stretches = set.bits->stretches();
    if (!budget_.Charge(set.stretches)) return false;
    set.count = set.bits->Count();
  }
  product = std::move(result);
  return true;
}

// The bits of `set` with rows by `end`, which are in `turned` if they had to be turned; null: the budget is exhausted.
const BitMatrix* PathProduct::RowsBy(PairEnd end, const PairSet& set, std::unique_ptr<BitMatrix>& turned) {
  if (set.rows_by == end) return set.bits;
  turned = std::make_unique<BitMatrix>(width_);
  return AddTransposed(*set.bits, budget_, *turned) ? turned.get() : nullptr;
}

bool PathProduct::AddRows(const BitMatrix& rows, const PairSet& links, PairEnd joint, BitMatrix& to) {
  const BitMatrix& walked = links.bits != nullptr && links.rows_by != joint ? *links.bits : rows;
  bool is_paid = budget_.Charge(walked.used_rows().size());
  ForEachLink(rows, links, joint, [&](uint32_t row, uint32_t other) {
    is_paid = is_paid && budget_.Charge(1 + rows.StretchesOf(row));
    if (is_paid) to.AddRow(other, rows, row);
  });
  return is_paid;
}

bool PathProduct::AddToTargets(const PairSets& sets, Targets targets) {
  for (const PairSet& set : sets) {
    BitMatrix& to = targets(set.origin);
    if (set.rows_by != rows_by_) {
      if (!AddTransposed(*set.bits, budget_, to)) return false;
    } else if (budget_.Charge(set.stretches)) {
      to.Add(*set.bits);
    } else {
      return false;
    }
  }
  return true;
}

std::optional<std::vector<OriginKey>> OriginsOfProduct(std::span<const PairSets> factors, OriginKey own, size_t most,
                                                       OriginSpace& origins) {
  std::vector<OriginKey> keys = {own};
  for (const PairSets& factor : factors) {
    std::vector<OriginKey> joined;
    for (OriginKey key : keys) {
      for (const PairSet& set : factor) {
        const OriginKey both = origins.Union(key, set.origin);
        if (std::ranges::find(joined, both) == joined.end()) joined.push_back(both);
      }
    }
    if (joined.size() > most) return std::nullopt;
    keys = std::move(joined);
  }
  return keys;
}

}  // namespace hardtack::engine
