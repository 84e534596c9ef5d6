// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Which token a verb looks at: an argument, a file, or, when the line names neither, standard input.

#ifndef HARDTACK_CLI_TOKEN_CHOICE_H_
#define HARDTACK_CLI_TOKEN_CHOICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/verb.h"

namespace hardtack::cli {

// At most one of the two is set.
struct TokenChoice {
  std::string token;
  std::string token_file;
};

// The options --token and --token-file; the token may stand without its option.
void AddTokenChoice(Verb verb, TokenChoice& choice);

//   InvalidArgument   nothing is named, and standard input is a terminal
//   as Input::ReadToken
absl::StatusOr<TokenInput> ReadToken(const TokenChoice& choice, Input& input);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_TOKEN_CHOICE_H_
