// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ban lists in files: an authority's log, which is read and written again, and what it publishes, which is read.

#ifndef HARDTACK_CLI_BAN_FILE_H_
#define HARDTACK_CLI_BAN_FILE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/cli/input.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/ban_log.h"

namespace hardtack::cli {

// Errors are as in input.h and as BanLog::Read, BanFeed::Verify and BanList::Update, with the file in front.
absl::StatusOr<identity::BanLog> ReadBanLog(const std::string& name, Input& input);

// The snapshot in a file and then each of the deltas, all signed by `authority`.
absl::StatusOr<identity::BanList> ReadBanList(const std::string& name, const std::vector<std::string>& deltas,
                                              const crypto::PublicKey& authority, Input& input);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_BAN_FILE_H_
