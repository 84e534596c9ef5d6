// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Makes of a program of the generator one that a token can carry and that both sides mean to read alike.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_PLAIN_PROGRAM_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_PLAIN_PROGRAM_H_

#include "tests/differential/program.h"

namespace hardtack::differential {

// Gives the program an authority block and third parties with keys that can sign; what the request states and is shared
// becomes the authorizer's or goes. Needed by every case.
void MakeSignable(Program& program);

// Rewrites what known_differences.h is about: strings that need escapes, sets that read as parameters, empty maps and
// byte arrays, eager operators, dates before a method, `reject if` with several queries; blocks that only we give
// version 6 get a reason on which the reference agrees.
void AvoidKnownDifferences(Program& program);

// Replaces every expression of blocks and authorizer by what its text parses to and drops what has no text: damaged
// expressions, unsafe rules, facts with variables.
void MakeTextual(Program& program);
void MakeTextual(engine::AuthorizerBlock& authorizer);

// Whether each block of the program is what its text parses to.
bool IsTextual(const Program& program);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_PLAIN_PROGRAM_H_
