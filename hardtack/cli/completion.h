// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack completion`: a script that completes verbs and options in a shell.

#ifndef HARDTACK_CLI_COMPLETION_H_
#define HARDTACK_CLI_COMPLETION_H_

#include <string>

#include "hardtack/cli/verb_outline.h"

namespace hardtack::cli {

// The scripts, for `root` and all verbs below it. Where an option takes one of some values these are offered, otherwise
// the names of files.
std::string BashCompletion(const VerbOutline& root);
std::string ZshCompletion(const VerbOutline& root);
std::string FishCompletion(const VerbOutline& root);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_COMPLETION_H_
