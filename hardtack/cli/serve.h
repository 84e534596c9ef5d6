// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack serve` and `hardtack dev`: an authority that runs until it is told to end.

#ifndef HARDTACK_CLI_SERVE_H_
#define HARDTACK_CLI_SERVE_H_

#include <cstdint>
#include <string>

#include "hardtack/cli/console.h"
#include "hardtack/cli/exit_code.h"

namespace hardtack::cli {

struct ServeOptions {
  std::string config;
  std::string drain = "10";  // seconds
};
ExitCode Serve(const ServeOptions& options, Console& console);

struct DevOptions {
  std::string folder = "hardtack-dev";
  uint32_t port = 7443;
  uint32_t public_port = 7444;
};
ExitCode Dev(const DevOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_SERVE_H_
