// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// VerbOutline is what the tree of verbs says about itself, as plain values: completions and manual pages are made from
// it, so that they cannot differ from what the command accepts.

#ifndef HARDTACK_CLI_VERB_OUTLINE_H_
#define HARDTACK_CLI_VERB_OUTLINE_H_

#include <string>
#include <vector>

namespace hardtack::cli {

struct OptionOutline {
  std::vector<std::string> names;   // as typed, e.g. "--key"; empty for an argument that stands by its place
  std::string argument;             // the name of such an argument, else empty
  std::string type;                 // the name of its value; empty for a flag
  std::vector<std::string> values;  // all that it accepts; empty: anything
  std::string help;
  bool required = false;
};

struct VerbOutline {
  std::string path;  // e.g. "hardtack token inspect"
  std::string description;
  std::string footer;
  std::vector<OptionOutline> options;
  std::vector<VerbOutline> verbs;
};

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_VERB_OUTLINE_H_
