// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The tree of verbs and options: what the command line may say, and what it says when it says it wrongly.

#ifndef HARDTACK_CLI_COMMAND_TREE_H_
#define HARDTACK_CLI_COMMAND_TREE_H_

#include "hardtack/cli/exit_code.h"

namespace hardtack::cli {

// Parses the command line and carries it out.
ExitCode Run(int argc, char** argv);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_COMMAND_TREE_H_
