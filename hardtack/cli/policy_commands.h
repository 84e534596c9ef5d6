// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack policy ...`: what whoever keeps an authority's policy files does with them before a server reads them.

#ifndef HARDTACK_CLI_POLICY_COMMANDS_H_
#define HARDTACK_CLI_POLICY_COMMANDS_H_

#include <string>

#include "hardtack/cli/console.h"

namespace hardtack::cli {

struct CheckPolicyOptions {
  std::string folder;
};
ExitCode CheckPolicy(const CheckPolicyOptions& options, Console& console);

struct TestPolicyOptions {
  std::string folder;
  std::string cases;  // a folder; empty: `tests` in the policy's
};
ExitCode TestPolicy(const TestPolicyOptions& options, Console& console);

struct FormatPolicyOptions {
  std::string folder;
  bool check = false;  // say which files would change, and change none
};
ExitCode FormatPolicy(const FormatPolicyOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_POLICY_COMMANDS_H_
