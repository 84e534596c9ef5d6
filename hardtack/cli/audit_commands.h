// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack audit ...`: what can be read off an authority's store.

#ifndef HARDTACK_CLI_AUDIT_COMMANDS_H_
#define HARDTACK_CLI_AUDIT_COMMANDS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "hardtack/cli/console.h"
#include "hardtack/cli/exit_code.h"

namespace hardtack::cli {

struct AuditVerifyOptions {
  std::string store;
  std::string public_key;  // of the authority; empty: whatever key a checkpoint names
  std::string checkpoint;  // a file with one that was kept elsewhere; empty: none
};
ExitCode VerifyAudit(const AuditVerifyOptions& options, Console& console);

struct AuditTreeOptions {
  std::string identity;  // from here down; empty: all
  std::string store;
};
ExitCode ShowAuditTree(const AuditTreeOptions& options, Console& console);

struct AuditListOptions {
  std::string store;
  std::optional<std::string> actor;
  std::optional<std::string> kind;
  std::optional<std::string> since, until;  // moments
  uint64_t after = 0;
  size_t limit = 1000;
};
ExitCode ListAudit(const AuditListOptions& options, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_AUDIT_COMMANDS_H_
