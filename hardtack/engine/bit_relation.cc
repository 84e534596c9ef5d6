// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Stages of facts in bits. Tested by tests/engine/path_evaluator_test.cc.

#include "hardtack/engine/bit_relation.h"

#include <algorithm>

#include "hardtack/engine/bit_transpose.h"

namespace hardtack::engine {

void BitRelation::Widen(uint32_t width) {
  width_ = width;
  for (const auto& part : parts_) {
    for (BitMatrix* matrix : {&part->all, &part->recent, &part->pending, &part->turned}) matrix->Widen(width);
  }
}

BitRelation::Part* BitRelation::FindPart(OriginKey origin) const {
  for (const auto& part : parts_) {
    if (part->origin == origin) return part.get();
  }
  return nullptr;
}

BitRelation::Part& BitRelation::FindOrAddPart(OriginKey origin) {
  if (Part* part = FindPart(origin)) return *part;
  return *parts_.emplace_back(std::make_unique<Part>(origin, width_));
}

std::optional<BitRelation::Position> BitRelation::PositionOf(std::span<const Value> values) const {
  const std::optional<uint32_t> first = numbers_->Find(values[0]), second = numbers_->Find(values[1]);
  if (!first.has_value() || !second.has_value() || *first >= width_ || *second >= width_) return std::nullopt;
  return rows_by_ == PairEnd::kFirst ? Position{*first, *second} : Position{*second, *first};
}

void BitRelation::Keep(std::span<const Value> values, OriginKey origin, bool is_recent) {
  Part& part = FindOrAddPart(origin);
  const std::optional<Position> position = PositionOf(values);
  part.all.Set(position->row, position->column);
  ++part.count;
  if (!is_recent) return;
  part.recent.Set(position->row, position->column);
  ++part.recent_count;
}

bool BitRelation::Insert(std::span<const Value> values, OriginKey origin) {
  Part* part = FindPart(origin);
  if (part == nullptr) return false;
  const std::optional<Position> position = PositionOf(values);
  if (!position.has_value()) return false;
  part->pending.Set(position->row, position->column);
  return true;
}

size_t BitRelation::facts() const {
  size_t facts = 0;
  for (const auto& part : parts_) facts += part->count;
  return facts;
}

bool BitRelation::has_recent() const {
  return std::ranges::any_of(parts_, [](const auto& part) { return part->recent_count != 0; });
}

uint64_t BitRelation::StepsToCount() const {
  uint64_t steps = 0;
  for (const auto& part : parts_) steps += part->pending.used_rows().size() + part->pending.stretches();
  return steps;
}

uint64_t BitRelation::CountPending() {
  uint64_t count = 0;
  for (const auto& part : parts_) count += part->pending_count = part->pending.KeepNew(part->all);
  is_counted_ = true;
  return count;
}

size_t BitRelation::Advance() {
  size_t added = 0;
  for (const auto& part : parts_) {
    std::swap(part->recent, part->pending);
    part->pending.Clear();
    part->recent_count = std::exchange(part->pending_count, 0);
    part->count += part->recent_count;
    added += part->recent_count;
    const bool lacks_nothing_else = part->missing_in_turned == Part::Missing::kNothing;
    part->missing_in_turned = lacks_nothing_else ? Part::Missing::kRecent : Part::Missing::kAll;
  }
  is_counted_ = false;
  return added;
}

void BitRelation::DropPending() {
  for (const auto& part : parts_) {
    if (is_counted_) part->all.Subtract(part->pending);
    part->pending.Clear();
    part->pending_count = 0;
  }
  is_counted_ = false;
}

const BitMatrix* BitRelation::Turned(Part& part, Budget& budget) {
  if (part.missing_in_turned == Part::Missing::kNothing) return &part.turned;
  const BitMatrix& missing = part.missing_in_turned == Part::Missing::kRecent ? part.recent : part.all;
  if (!AddTransposed(missing, budget, part.turned)) return nullptr;
  part.missing_in_turned = Part::Missing::kNothing;
  return &part.turned;
}

}  // namespace hardtack::engine
