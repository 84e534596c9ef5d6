// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks and authorizers from where an option says they are.

#ifndef HARDTACK_CLI_DATALOG_H_
#define HARDTACK_CLI_DATALOG_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/cli/input.h"
#include "hardtack/engine/ast.h"
#include "hardtack/report/authorizer_source.h"

namespace hardtack::cli {

// Errors as Input::ReadDatalog and the parser, with the name of the option or file in front.
absl::StatusOr<engine::Block> ReadBlock(const DatalogSource& source, Input& input);
// Also where its statements stand, if `positions` is not null.
absl::StatusOr<engine::AuthorizerBlock> ReadAuthorizer(const DatalogSource& source, Input& input,
                                                       report::AuthorizerSource* positions = nullptr);

// A block that has checks and nothing else.
//   InvalidArgument   it has facts, rules or scopes
absl::StatusOr<std::vector<engine::Check>> ReadChecks(const DatalogSource& source, Input& input);

// The facts of --fact.
absl::StatusOr<std::vector<engine::Fact>> ParseFacts(const std::vector<std::string>& texts);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_DATALOG_H_
