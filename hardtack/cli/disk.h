// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Disk is what a store does to files, step by step. Each step is made of one system call that matters, so that the
// order of steps decides what a crash between two of them leaves behind; a test derives from Disk and crashes there.
// Errors are Io with the path as subject.

#ifndef HARDTACK_CLI_DISK_H_
#define HARDTACK_CLI_DISK_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace hardtack::cli {

// Who may read a file. Its owner alone may write to it.
enum class Readers : uint8_t {
  kOwner,      // whatever the process's mask
  kEverybody,  // as far as the mask allows
};

class Disk {
 public:
  Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  virtual ~Disk() = default;

  // A new folder for its owner alone, whatever the process's mask.
  virtual absl::Status MakeFolder(const std::string& path);
  // A new file; none is left when it cannot be written. The bytes may be lost until Sync.
  virtual absl::Status Create(const std::string& path, std::string_view bytes, Readers readers);
  // What was written to the file, or which names the folder has, outlasts a loss of power from here on.
  virtual absl::Status Sync(const std::string& path);
  // Exchanges what is at `to`, if anything, in one step.
  virtual absl::Status Rename(const std::string& from, const std::string& to);
  virtual absl::Status Remove(const std::string& path);
};

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_DISK_H_
