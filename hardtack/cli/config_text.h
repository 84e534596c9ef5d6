// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The configuration's files as TOML. Functions without state: any thread. Linear in the text.
//
//   Syntax   reading: no TOML, a member that there is not or of another type; the message has file, line and column

#ifndef HARDTACK_CLI_CONFIG_TEXT_H_
#define HARDTACK_CLI_CONFIG_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/cli/config.h"

namespace hardtack::cli {

// `file` is for messages.
absl::StatusOr<Settings> ParseSettings(std::string_view text, const std::string& file);
absl::StatusOr<ServerSettings> ParseServer(std::string_view text, const std::string& file);

std::string ToText(const Settings& settings);
std::string ToText(const ServerSettings& server);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_CONFIG_TEXT_H_
