// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack keygen`: a new key pair.

#ifndef HARDTACK_CLI_KEYGEN_H_
#define HARDTACK_CLI_KEYGEN_H_

#include <string>

#include "hardtack/cli/console.h"
#include "hardtack/cli/store_options.h"

namespace hardtack::cli {

struct KeygenOptions {
  std::string algorithm = "ed25519";
  std::string out;     // where the private key goes; empty or "-": standard output
  bool force = false;  // replace `out`, or what is saved
  SaveOptions save;    // at most one of this and `out`
};

ExitCode Keygen(const KeygenOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_KEYGEN_H_
