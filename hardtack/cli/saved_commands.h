// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack identity list | prune | delete`: the verbs for saved tokens.

#ifndef HARDTACK_CLI_SAVED_COMMANDS_H_
#define HARDTACK_CLI_SAVED_COMMANDS_H_

#include <string>
#include <vector>

#include "hardtack/cli/console.h"
#include "hardtack/cli/store_options.h"
#include "hardtack/cli/verb.h"

namespace hardtack::cli {

struct ListSavedOptions {
  StoreOptions store;
  std::string now = "now";
};
ExitCode ListSaved(const ListSavedOptions& options, Console& console);
// Deletes the tokens that have expired.
ExitCode PruneSaved(const ListSavedOptions& options, Console& console);

struct DeleteSavedOptions {
  std::vector<std::string> names;
};
ExitCode DeleteSaved(const DeleteSavedOptions& options, Console& console);

// The three verbs.
void AddSavedVerbs(Verb identity);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_SAVED_COMMANDS_H_
