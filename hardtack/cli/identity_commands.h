// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack identity ...`: the verbs for delegated identities. Inputs are as input.h reads them, lifetimes and moments
// as moment.h.

#ifndef HARDTACK_CLI_IDENTITY_COMMANDS_H_
#define HARDTACK_CLI_IDENTITY_COMMANDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/cli/ban_choice.h"
#include "hardtack/cli/console.h"
#include "hardtack/cli/store_options.h"
#include "hardtack/cli/token_choice.h"
#include "hardtack/identity/structure.h"

namespace hardtack::cli {

struct IssueIdentityOptions {
  std::string subject;
  std::string key;
  std::string ttl;
  bool leaf = false;
  std::string domain;  // empty: none
  std::optional<uint32_t> root_key_id;
  SaveOptions save;
};
ExitCode IssueIdentity(const IssueIdentityOptions& options, Console& console);

struct DelegateIdentityOptions {
  std::string from_token;
  std::string identity;
  std::string ttl;
  std::string public_key;  // empty: the signatures are not checked
  bool leaf = false;
  bool third_party = false;
  size_t max_depth = identity::kMaxDepth;
  SaveOptions save;
};
ExitCode DelegateIdentity(const DelegateIdentityOptions& options, Console& console);

// Narrows a token for one use.
struct RestrictOptions {
  TokenChoice token;
  std::string ttl;
  DatalogSource checks{"--checks", {}, {}};
  std::string public_key;  // empty: the signatures are not checked
  bool third_party = false;
  SaveOptions save;
};
ExitCode RestrictToken(const RestrictOptions& options, Console& console);

struct VerifyIdentityOptions {
  TokenChoice token;
  std::string public_key;
  std::optional<std::string> identity;  // nullopt: the bearer
  std::optional<std::string> domain;
  std::vector<std::string> facts;
  BanChoice bans;
  std::string now = "now";
  size_t max_depth = identity::kMaxDepth;
  bool allow_no_expiry = false;
  bool require_domain = false;
  bool explain = false;
  StoreOptions store;
};
ExitCode VerifyIdentity(const VerifyIdentityOptions& options, Console& console);

struct InspectIdentityOptions {
  TokenChoice token;
  std::string public_key;  // empty: the signatures are not checked
  std::string now = "now";
  StoreOptions store;
};
ExitCode InspectIdentity(const InspectIdentityOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_IDENTITY_COMMANDS_H_
