// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files that are their owner's alone, and must be: one that others can read, or that somebody else owns, is refused,
// with a sentence that says what to do and names it as `whose` it is. Errors are Io with the path as subject.

#ifndef HARDTACK_CLI_PRIVATE_FILE_H_
#define HARDTACK_CLI_PRIVATE_FILE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/cli/disk.h"
#include "hardtack/crypto/key.h"

namespace hardtack::cli {

// Makes what is missing of the folders down to `folder`, each for its owner alone.
absl::Status MakePrivateFolders(Disk& disk, const std::string& folder);

// Whether the folder is there; an error when it is, but is not its owner's alone.
absl::StatusOr<bool> CheckPrivateFolder(const std::string& folder, std::string_view whose = "the store's");

// What the file holds; nullopt when there is none.
absl::StatusOr<std::optional<crypto::SecretString>> ReadPrivateFile(const std::string& path, size_t max_bytes,
                                                                    std::string_view whose = "the store's");

// Puts a file with these bytes at folder/name in one step: a crash at any moment leaves the older file or the new one,
// whole. It is written beside its place, under a name that starts with a dot; what an earlier crash left under such
// names is removed first, so only one process may write to the folder at a time.
absl::Status ReplacePrivateFile(Disk& disk, const std::string& folder, const std::string& name, std::string_view bytes);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_PRIVATE_FILE_H_
