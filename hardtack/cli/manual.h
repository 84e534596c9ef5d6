// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Manual pages: one for the command and one for each of its verbs.

#ifndef HARDTACK_CLI_MANUAL_H_
#define HARDTACK_CLI_MANUAL_H_

#include <string>
#include <vector>

#include "hardtack/cli/verb_outline.h"

namespace hardtack::cli {

struct ManualPage {
  std::string file;  // e.g. "hardtack-token-inspect.1"
  std::string text;  // for man, in the man(7) macros
};

std::vector<ManualPage> ManualPages(const VerbOutline& root);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_MANUAL_H_
