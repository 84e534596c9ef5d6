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

#include "hardtack/cli/console.h"
#include "hardtack/identity/structure.h"

namespace hardtack::cli {

struct IssueIdentityOptions {
  std::string subject;
  std::string key;
  std::string ttl;
  bool leaf = false;
  std::string domain;  // empty: none
  std::optional<uint32_t> root_key_id;
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
};
ExitCode DelegateIdentity(const DelegateIdentityOptions& options, Console& console);

// Which token a verb looks at: an argument, or the file of --token-file. One of the two is set.
struct TokenChoice {
  std::string token;
  std::string token_file;
};

struct VerifyIdentityOptions {
  TokenChoice token;
  std::string public_key;
  std::optional<std::string> identity;  // nullopt: the bearer
  std::optional<std::string> domain;
  std::string now = "now";
  size_t max_depth = identity::kMaxDepth;
  bool allow_no_expiry = false;
  bool require_domain = false;
};
ExitCode VerifyIdentity(const VerifyIdentityOptions& options, Console& console);

struct InspectIdentityOptions {
  TokenChoice token;
  std::string public_key;  // empty: the signatures are not checked
  std::string now = "now";
};
ExitCode InspectIdentity(const InspectIdentityOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_IDENTITY_COMMANDS_H_
