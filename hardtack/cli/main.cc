// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The hardtack command.

#include <cstdio>
#include <exception>

#include "hardtack/cli/command_tree.h"

int main(int argc, char** argv) {
  try {
    return static_cast<int>(hardtack::cli::Run(argc, argv));
  } catch (const std::exception& e) {
    // Out of memory, or a bug: nothing that a caller can put right.
    std::fprintf(stderr, "error: internal error: %s\n", e.what());
    return static_cast<int>(hardtack::cli::ExitCode::kNo);
  }
}
