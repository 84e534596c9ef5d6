// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack ban ...`: the verbs of an authority, which keeps a log of bans and publishes signed lists, and of whoever
// looks at these. Files are as ban_file.h reads them, moments as moment.h.

#ifndef HARDTACK_CLI_BAN_COMMANDS_H_
#define HARDTACK_CLI_BAN_COMMANDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/cli/ban_target.h"
#include "hardtack/cli/console.h"
#include "hardtack/cli/store_key.h"

namespace hardtack::cli {

struct AddBanOptions {
  std::string file;
  BanTargetChoice target;
  std::string reason;
  std::string author;
  std::optional<std::string> until;
  std::string now = "now";
};
ExitCode AddBan(const AddBanOptions& options, Console& console);

struct RemoveBanOptions {
  std::string file;
  BanTargetChoice target;
  std::string reason;
  std::string author;
  std::string now = "now";
};
ExitCode RemoveBan(const RemoveBanOptions& options, Console& console);

struct ShowBansOptions {
  std::string file;
  std::string public_key;  // empty: the file is a log
  std::vector<std::string> deltas;
  std::string now = "now";
};
ExitCode ListBans(const ShowBansOptions& options, Console& console);
ExitCode ShowBanTree(const ShowBansOptions& options, Console& console);

struct SignBansOptions {
  std::string file;
  std::string key;
  std::string out;
  std::optional<uint32_t> since;  // a delta with the entries after this number; nullopt: a snapshot
  std::string now = "now";
  StoreOptions store;
};
ExitCode SignBans(const SignBansOptions& options, Console& console);

struct VerifyBansOptions {
  std::string file;
  std::vector<std::string> deltas;
  std::string public_key;
  std::optional<std::string> max_age;
  std::string now = "now";
};
ExitCode VerifyBans(const VerifyBansOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_BAN_COMMANDS_H_
