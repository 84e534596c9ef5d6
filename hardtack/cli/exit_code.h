// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the command answers to a script. docs/command.md, "Exit codes".

#ifndef HARDTACK_CLI_EXIT_CODE_H_
#define HARDTACK_CLI_EXIT_CODE_H_

#include "absl/status/status.h"
#include "hardtack/identity/refusal.h"

namespace hardtack::cli {

enum class ExitCode : int {
  kYes = 0,        // done, allowed, valid
  kNo = 1,         // denied, invalid, refused
  kUsage = 2,      // the command line, or a file that it names, cannot be used
  kNetwork = 3,    // a server cannot be reached, or answers what it should not
  kMalformed = 4,  // a token, key, message or Datalog text is not what it should be
  kBanned = 5,     // refused, since a ban covers the token
};

// The code for an error: kMalformed when input is to blame, kUsage when the command line is, kNetwork when a server or
// the way to it is, else kNo.
ExitCode ExitCodeOf(const absl::Status& error);
ExitCode ExitCodeOf(const identity::Refusal& refusal);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_EXIT_CODE_H_
