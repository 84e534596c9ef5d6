// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack token ...`: the verbs for any Biscuit token. Inputs are as input.h reads them.

#ifndef HARDTACK_CLI_TOKEN_COMMANDS_H_
#define HARDTACK_CLI_TOKEN_COMMANDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/cli/console.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/store_key.h"
#include "hardtack/cli/token_choice.h"
#include "hardtack/engine/limits.h"

namespace hardtack::cli {

struct InspectOptions {
  std::string token;
  std::string public_key;  // empty: the signatures are not checked
  std::string now = "now";
  StoreOptions store;
};
ExitCode InspectToken(const InspectOptions& options, Console& console);

struct GenerateOptions {
  std::string key;
  DatalogSource block{"--block", {}, {}};
  std::optional<uint32_t> root_key_id;
  StoreOptions store;
};
ExitCode GenerateToken(const GenerateOptions& options, Console& console);

struct AttenuateOptions {
  std::string token;
  DatalogSource block{"--block", {}, {}};
  StoreOptions store;
};
ExitCode AttenuateToken(const AttenuateOptions& options, Console& console);

struct SealOptions {
  std::string token;
  StoreOptions store;
};
ExitCode SealToken(const SealOptions& options, Console& console);

struct AuthorizeOptions {
  std::string token;
  std::string public_key;
  DatalogSource authorizer{"--authorizer", {}, {}};
  std::vector<std::string> facts;  // of the request
  std::string now;                 // adds the fact `time(...)`; empty: none
  engine::RunLimits limits;
  std::optional<uint32_t> max_time_ms;
  bool explain = false;
  StoreOptions store;
};
ExitCode AuthorizeToken(const AuthorizeOptions& options, Console& console);
ExitCode ExplainToken(const AuthorizeOptions& options, Console& console);  // as if with `explain`

struct RequestThirdPartyOptions {
  std::string token;
  StoreOptions store;
};
ExitCode RequestThirdParty(const RequestThirdPartyOptions& options, Console& console);

struct SignThirdPartyOptions {
  std::string request;
  std::string key;
  DatalogSource block{"--block", {}, {}};
  StoreOptions store;
};
ExitCode SignThirdParty(const SignThirdPartyOptions& options, Console& console);

struct AppendThirdPartyOptions {
  std::string token;
  std::string contents;
  StoreOptions store;
};
ExitCode AppendThirdParty(const AppendThirdPartyOptions& options, Console& console);

struct LintOptions {
  TokenChoice token;
  std::string now = "now";
  StoreOptions store;
};
ExitCode LintToken(const LintOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_TOKEN_COMMANDS_H_
