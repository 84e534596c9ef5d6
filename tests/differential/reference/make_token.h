// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Our tokens: as users make them, and around payloads that nobody would make.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MAKE_TOKEN_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MAKE_TOKEN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/differential/reference/case.h"

namespace hardtack::differential {

// The token of a program's blocks, issued, appended and sealed by token's own functions, with next keys of their making.
//   as token::Issue, Append, SignThirdParty, AppendThirdParty
absl::StatusOr<std::string> IssueToken(const Case& test_case);

// The payloads of the program's blocks, in order.
//   as wire::EncodeBlock
absl::StatusOr<std::vector<std::string>> EncodePayloads(const Program& program);

// A token whose block i has payload i, with every signature right and the fixed keys of keys.h; `program` says which
// blocks are third parties'. The same each time as long as all keys are Ed25519.
//   as crypto::SignBlock
absl::StatusOr<std::string> SignPayloads(const std::vector<std::string>& payloads, const Program& program,
                                         const Signing& signing);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_MAKE_TOKEN_H_
