// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Writes the token of each file that is named on the command line into that file, from its recipe (recipe.h):
//   build/dev/tests/golden/make_tokens tests/golden/tokens/NAME.txt ...
// What must come of a token is never written by a program.

#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "tests/golden/recipe.h"
#include "tests/sections/section_file.h"

namespace hardtack::golden {
namespace {

absl::Status WriteToken(const std::string& path) {
  ASSIGN_OR_RETURN(std::vector<sections::Case> cases, sections::ReadCases(path));
  if (cases.size() != 1) return Error(ErrorKind::kInvalidArgument, "a file has one case");
  ASSIGN_OR_RETURN(const MadeToken made, MakeToken(cases.front()));
  SetMade(made, cases.front());
  std::ofstream file(path, std::ios::binary);
  file << sections::ToText(cases.front());
  if (!file.flush()) return Error(ErrorKind::kIo, "cannot write a file", path);
  return absl::OkStatus();
}

}  // namespace
}  // namespace hardtack::golden

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (const absl::Status status = hardtack::golden::WriteToken(argv[i]); !status.ok()) {
      std::cerr << argv[i] << ": " << status.message() << "\n";
      return 1;
    }
  }
  return 0;
}
