// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack init` and `hardtack config ...`: what the command remembers of authorities (config.h).

#ifndef HARDTACK_CLI_CONFIG_COMMANDS_H_
#define HARDTACK_CLI_CONFIG_COMMANDS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "hardtack/cli/console.h"

namespace hardtack::cli {

struct InitOptions {
  std::string server;
  std::optional<uint32_t> port;
  std::string cert;
  std::string key;
  std::string ca;
  bool set_default = false;  // also where another one is
  bool skip_fetch = false;   // ask the server nothing
  bool force = false;        // write anew what is there
};
ExitCode InitServer(const InitOptions& options, Console& console);

struct ServerName {
  std::string server;
  bool force = false;  // as published clients have it: nothing is asked either way
};
// Fetches CA and public key again.
ExitCode RefreshServer(const ServerName& options, Console& console);
ExitCode ShowServer(const ServerName& options, Console& console);
ExitCode SwitchServer(const ServerName& options, Console& console);
ExitCode RemoveServer(const ServerName& options, Console& console);

struct ListServersOptions {
  bool details = false;
};
ExitCode ListServers(const ListServersOptions& options, Console& console);

struct SettingOptions {
  std::string key;
  std::string value;
};
ExitCode SetSetting(const SettingOptions& options, Console& console);
// One setting, or all when no key is given.
ExitCode GetSetting(const SettingOptions& options, Console& console);
ExitCode ShowConfigPath(const SettingOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_CONFIG_COMMANDS_H_
