// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Products of pairs, one multiplication after the other. Tested by tests/engine/path_product_test.cc.

#include "hardtack/engine/path_product.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "hardtack/engine/bit_transpose.h"

namespace hardtack::engine {
namespace {

// What turning a stretch costs, in stretches added to a row.
constexpr uint64_t kTurningSteps = 16;

// At most, and about what it is unless pairs lie close together.
uint64_t StretchesOf(const PairSet& rows) {
  const uint64_t of_row = (rows.bits->width() + Stretch::kBits - 1) / Stretch::kBits;
  return std::min<uint64_t>(rows.count, of_row * rows.bits->used_rows().size());
}

// About how much adding a row of `rows` for each pair of `links` touches, if those are spread evenly.
uint64_t StepsToAdd(const PairSet& rows, const PairSet& links, PairEnd joint) {
  const uint64_t touched = links.count * (StretchesOf(rows) + rows.bits->used_rows().size());
  const bool looks_at_all = links.bits != nullptr && links.rows_by != joint;
  return touched / rows.bits->width() + (looks_at_all ? links.count : 0);
}

// Calls `visit` with the ends of each pair of `links` whose end at `joint` is a used row of `rows`, that end first, or,
// if it is cheaper, of each pair.
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

// The last multiplication adds to the result at once, if that has the same rows.
bool PathProduct::Run(std::span<const PairSet> factors, size_t start) {
  PairSet product = factors[start];
  std::unique_ptr<BitMatrix> matrix;  // of the product
  for (size_t begin = start, end = start + 1; end - begin < factors.size();) {
    const Multiplication by = Cheapest(product, factors, begin, end);
    by.to_left ? --begin : ++end;
    if (end - begin == factors.size() && by.rows_by() == rows_by_) return Multiply(by, to_);
    if (!budget_.Charge(BitMatrix::StepsToMake(to_.width()))) return false;
    auto next = std::make_unique<BitMatrix>(to_.width());
    if (!Multiply(by, *next) || !budget_.Charge(next->stretches())) return false;
    matrix = std::move(next);
    product = {matrix.get(), nullptr, by.rows_by(), matrix->Count()};
  }
  return Add(product);
}

// Of the factors beside the product [begin, end) and of the sides that can give the rows; of equal ones the first.
PathProduct::Multiplication PathProduct::Cheapest(const PairSet& product, std::span<const PairSet> factors,
                                                  size_t begin, size_t end) const {
  std::optional<Multiplication> best;
  const auto consider = [&](const Side& rows, const Side& links, bool to_left) {
    if (rows.set.bits == nullptr) return;
    Multiplication candidate{rows, links, to_left, 0};
    candidate.steps = StepsOf(candidate, end - begin + 1 == factors.size());
    if (!best.has_value() || candidate.steps < best->steps) best = candidate;
  };
  if (begin > 0) {
    const Side left{factors[begin - 1], PairEnd::kSecond}, right{product, PairEnd::kFirst};
    consider(right, left, true);
    consider(left, right, true);
  }
  if (end < factors.size()) {
    const Side left{product, PairEnd::kSecond}, right{factors[end], PairEnd::kFirst};
    consider(left, right, false);
    consider(right, left, false);
  }
  return *best;
}

uint64_t PathProduct::StepsOf(const Multiplication& by, bool is_last) const {
  const PairSet& rows = by.rows.set;
  uint64_t steps = StepsToAdd(rows, by.links.set, by.links.joint);
  if (is_last && by.rows_by() != rows_by_) steps += kTurningSteps * steps;
  if (rows.rows_by != by.rows.joint) steps += kTurningSteps * StretchesOf(rows);
  return steps;
}

bool PathProduct::Multiply(const Multiplication& by, BitMatrix& to) {
  const PairSet& rows = by.rows.set;
  if (rows.rows_by == by.rows.joint) return AddRows(*rows.bits, by.links.set, by.links.joint, to);
  if (!budget_.Charge(BitMatrix::StepsToMake(to_.width()))) return false;
  BitMatrix turned(to_.width());
  return AddTransposed(*rows.bits, budget_, turned) && AddRows(turned, by.links.set, by.links.joint, to);
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

bool PathProduct::Add(const PairSet& product) {
  if (product.rows_by != rows_by_) return AddTransposed(*product.bits, budget_, to_);
  if (!budget_.Charge(product.bits->stretches())) return false;
  to_.Add(*product.bits);
  return true;
}

}  // namespace hardtack::engine
