// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the two sides say otherwise than one another.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_COMPARE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_COMPARE_H_

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "tests/differential/reference/case.h"

namespace hardtack::differential {

enum class Aspect {
  kAcceptance,  // of a token, with the authorizer compiled on it, or of a text
  kResult,      // which policy, which checks failed, which kind of error
  kWorld,       // facts by origin, rules, checks, policies
  kPrinted,     // blocks and texts as Datalog, symbols, keys, signers
  kVersion,     // of written blocks
  kIds,         // revocation ids
  kBytes,       // payloads that both wrote, and tokens encoded again
};

std::string_view NameOf(Aspect aspect);

struct Difference {
  Aspect aspect = Aspect::kAcceptance;
  std::string what;  // "WHERE: expected THEIRS, got OURS"
};

// Everything that the judge's answer and we disagree about. Texts are the same when they parse to the same but for the
// order of members of sets and maps, which the reference takes from the numbers of symbols. `issued` is our token for kProgram, empty if it was refused.
std::vector<Difference> Compare(const Case& test_case, const std::string& issued, const boost::json::object& answer);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_COMPARE_H_
