// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks and authorizers from where an option says they are.

#ifndef HARDTACK_CLI_DATALOG_H_
#define HARDTACK_CLI_DATALOG_H_

#include "absl/status/statusor.h"
#include "hardtack/cli/input.h"
#include "hardtack/engine/ast.h"

namespace hardtack::cli {

// Errors as Input::ReadDatalog and the parser, with the name of the option or file in front.
absl::StatusOr<engine::Block> ReadBlock(const DatalogSource& source, Input& input);
absl::StatusOr<engine::AuthorizerBlock> ReadAuthorizer(const DatalogSource& source, Input& input);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_DATALOG_H_
