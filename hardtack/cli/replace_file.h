// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files that are written whole or not at all. What is reported as written outlasts a loss of power, and a crash at any
// moment leaves the older file or the new one. Errors are Io with the path as subject.

#ifndef HARDTACK_CLI_REPLACE_FILE_H_
#define HARDTACK_CLI_REPLACE_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "hardtack/cli/disk.h"

namespace hardtack::cli {

// Where folder/name is while it is written: a name with a dot in front and this behind it.
inline constexpr std::string_view kUnfinished = ".new";
std::string UnfinishedPath(const std::string& folder, const std::string& name);

// Writes the bytes to folder/name by way of its UnfinishedPath, where nothing is, step by step through `disk`. One
// process at a time may do so.
absl::Status ReplaceInSteps(Disk& disk, const std::string& folder, const std::string& name, std::string_view bytes,
                            Readers readers);

// The same for a path that the user gave. Processes that write to the folder at the same time wait for each other; what
// a crash left under the name in between is cleared away first.
//   Io   also: what is at the path is no file, such as a device
absl::Status ReplaceFile(const std::string& path, std::string_view bytes, Readers readers);

// Writes a file where there is none.
//   Io   also: there is one, and it stays as it is
absl::Status WriteNewFile(const std::string& path, std::string_view bytes, Readers readers);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_REPLACE_FILE_H_
