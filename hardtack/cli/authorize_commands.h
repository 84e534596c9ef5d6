// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack authorize ...`: the verbs for authorization tokens. Inputs are as input.h reads them, lifetimes and moments
// as moment.h.

#ifndef HARDTACK_CLI_AUTHORIZE_COMMANDS_H_
#define HARDTACK_CLI_AUTHORIZE_COMMANDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/cli/ban_choice.h"
#include "hardtack/cli/console.h"
#include "hardtack/cli/store_options.h"
#include "hardtack/cli/token_choice.h"

namespace hardtack::cli {

struct IssueAuthorizationOptions {
  std::string subject;
  std::string resource;
  std::string operation;
  std::string key;
  std::string ttl;
  std::optional<std::string> domain;
  std::string prefix_key;     // public; empty: none
  std::string service_nodes;  // a JSON file; empty: none
  std::string parties;        // likewise
  std::optional<uint32_t> root_key_id;
  SaveOptions save;
};
ExitCode IssueAuthorization(const IssueAuthorizationOptions& options, Console& console);

// One of the three roles is set.
struct AttestOptions {
  TokenChoice token;
  std::string key;
  bool node = false;
  bool party = false;
  std::optional<std::string> prefix;
  StoreOptions store;
};
ExitCode Attest(const AttestOptions& options, Console& console);

struct VerifyAuthorizationOptions {
  TokenChoice token;
  std::string public_key;
  std::optional<std::string> subject;  // nullopt: the bearer
  std::string resource;
  std::string operation;
  std::optional<std::string> domain;
  std::optional<std::string> prefix;
  std::string service_nodes;  // a JSON file; empty: none
  std::optional<std::string> component;
  std::vector<std::string> facts;
  BanChoice bans;
  std::string now = "now";
  bool require_domain = false;
  bool allow_no_expiry = false;
  bool explain = false;
  StoreOptions store;
};
ExitCode VerifyAuthorization(const VerifyAuthorizationOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_AUTHORIZE_COMMANDS_H_
