// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Choosing a token. Tested by tests/cli/input.txt.

#include "hardtack/cli/token_choice.h"

#include <unistd.h>

#include "hardtack/base/error.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {

void AddTokenChoice(Verb verb, TokenChoice& choice) {
  const Option token = verb.Add("TOKEN,--token", choice.token, "TOKEN", kTokenHelp);
  verb.Add("--token-file", choice.token_file, "FILE", "the token from a file, or - for standard input").Excludes(token);
}

absl::StatusOr<TokenInput> ReadToken(const TokenChoice& choice, Input& input) {
  if (!choice.token_file.empty()) return input.ReadTokenFile(choice.token_file);
  if (!choice.token.empty()) return input.ReadToken(choice.token);
  if (isatty(STDIN_FILENO) == 0) return input.ReadTokenFile("-");
  return Error(ErrorKind::kInvalidArgument,
               "no token is given: --token TOKEN, --token-file FILE, or the token on standard input");
}

}  // namespace hardtack::cli
