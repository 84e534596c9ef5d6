// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A path rule is one whose body is a path of binary atoms from the first variable of its head to the second, such as
//   path($x, $z) <- path($x, $y), edge($y, $z)
//   same($x, $y) <- parent($x, $p), same($p, $q), parent($y, $q)
// What it derives is a product of relations, some of them turned around: parent * same * parent turned around.

#ifndef HARDTACK_ENGINE_PATH_RULE_H_
#define HARDTACK_ENGINE_PATH_RULE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "hardtack/engine/program.h"

namespace hardtack::engine {

// One relation of the product.
struct PathFactor {
  RelationId relation = kNoRelation;
  bool is_turned = false;  // its second column is nearer to the first variable of the head
  bool operator==(const PathFactor&) const = default;
};

// The factors in the order of the product; nullopt: the rule is no path rule. Its atoms may be written in any order; it
// has no expressions, no constants, no relation with shared facts, at most kMaxPlannedAtoms atoms, and each variable between two of them once in each.
// Quadratic in the number of atoms.
std::optional<std::vector<PathFactor>> PathOf(const Program& program, const CompiledRule& rule);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PATH_RULE_H_
