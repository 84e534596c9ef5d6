// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that ask an authority: `hardtack identity authenticate | refresh | mint`, `hardtack authorize request`,
// `hardtack ban push | pull`. How it is reached is server_access.h's matter; lifetimes and moments are as in moment.h.

#ifndef HARDTACK_CLI_REMOTE_COMMANDS_H_
#define HARDTACK_CLI_REMOTE_COMMANDS_H_

#include <optional>
#include <string>

#include "hardtack/cli/ban_target.h"
#include "hardtack/cli/console.h"
#include "hardtack/cli/server_access.h"
#include "hardtack/cli/store_options.h"
#include "hardtack/cli/verb.h"

namespace hardtack::cli {

// What a token is saved as when nothing else is said.
inline constexpr char kDefaultToken[] = "default";

struct AuthenticateOptions {
  ServerChoice server;
  std::string ttl;         // empty: as the authority likes
  std::string public_key;  // empty: as the configuration has it
  SaveOptions save{kDefaultToken, {}};
};
ExitCode Authenticate(const AuthenticateOptions& options, Console& console);

struct RefreshOptions {
  ServerChoice server;
  std::string token_name = kDefaultToken;
  std::string public_key;
  SaveOptions save;  // without a name: in the old one's place
};
ExitCode RefreshIdentity(const RefreshOptions& options, Console& console);

struct MintOptions {
  ServerChoice server;
  std::string subject;
  std::string ttl;
  std::string public_key;
  bool token_only = false;
  SaveOptions save;
};
ExitCode MintIdentity(const MintOptions& options, Console& console);

struct RequestOptions {
  ServerChoice server;
  std::string resource;
  std::string operation;
  std::optional<std::string> domain;
  std::string identity_token;  // as Input::ReadToken reads it; at most one of the two
  std::string token_file;
  std::string public_key;
  bool token_only = false;
  SaveOptions save;
};
ExitCode RequestAuthorization(const RequestOptions& options, Console& console);

struct PushBanOptions {
  ServerChoice server;
  std::string identity_token;  // of who bans; empty: the certificate says
  BanTargetChoice target;
  std::string reason;
  std::optional<std::string> until;
  bool lift = false;
};
ExitCode PushBan(const PushBanOptions& options, Console& console);

struct PullBansOptions {
  ServerChoice server;
  std::string out;
  std::string public_key;    // of who signs the bans; empty: the server's own
  bool follow = false;       // go on until ended
  std::string every = "60";  // with follow: how old the file may grow
};
ExitCode PullBans(const PullBansOptions& options, Console& console);

// Each adds its verbs below the group.
void AddRemoteIdentityVerbs(Verb identity);
void AddRequestVerb(Verb authorize);
void AddRemoteBanVerbs(Verb ban);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_REMOTE_COMMANDS_H_
