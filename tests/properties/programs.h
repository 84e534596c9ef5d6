// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random programs (tests/differential/generate.h) for properties, and what their syntax says about trust, read from the
// specification ("Scopes") and not from the engine.

#ifndef HARDTACK_TESTS_PROPERTIES_PROGRAMS_H_
#define HARDTACK_TESTS_PROPERTIES_PROGRAMS_H_

#include <ostream>
#include <string>
#include <vector>

#include "hardtack/engine/evaluate.h"
#include "hardtack/engine/origin.h"
#include "rapidcheck.h"
#include "tests/differential/engine_run.h"
#include "tests/differential/program.h"

namespace hardtack::differential {

// How RapidCheck prints one.
void showValue(const Program& program, std::ostream& out);

}  // namespace hardtack::differential

namespace hardtack::properties {

// Any program; it shrinks by leaving out parts.
rc::Gen<differential::Program> Programs();

// Whether `query` of `reader` (a block of the program or kAuthorizerBlock) sees facts whose origin has `block`.
bool Trusts(const differential::Program& program, engine::BlockId reader, const engine::Rule& query,
            engine::BlockId block);

// The same for a query asked of the world, which has the default scopes where it has none of its own.
bool QueryTrusts(const differential::Program& program, const engine::Rule& query, engine::BlockId block);

// The same as Trusts for any rule, check or policy of anybody but `block` itself.
bool AnybodyTrusts(const differential::Program& program, engine::BlockId block);

// The facts as text behind `prefix`, sorted, the members of sets and maps in an order of their own.
std::vector<std::string> TextsOf(const std::vector<engine::Fact>& facts, const std::string& prefix = {});

// The facts of a world, `block` not in their origin, as text behind their origin.
std::vector<std::string> FactsWithout(engine::BlockId block, const std::vector<engine::OriginFacts>& facts);

// The failed checks of all blocks but `block`.
std::vector<engine::CheckPosition> FailedChecksWithout(engine::BlockId block, const engine::Decision& decision);

}  // namespace hardtack::properties

#endif  // HARDTACK_TESTS_PROPERTIES_PROGRAMS_H_
