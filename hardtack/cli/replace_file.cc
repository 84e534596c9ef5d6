// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Exchanging files. Tested by tests/cli/store_crash_test.cc, tests/cli/replace_file_test.cc and tests/cli/keygen.txt.

#include "hardtack/cli/replace_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

std::string FolderOf(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// Keeps other processes that write to a folder waiting as long as it lives. The lock is on the folder itself, so that
// nothing is left beside the user's files; a file system that knows no such locks goes without.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder)
      : descriptor_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), error_(descriptor_ < 0 ? errno : 0) {
    while (descriptor_ >= 0 && flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int error() const { return error_; }  // an errno: the folder cannot be opened

 private:
  int descriptor_;
  int error_;
};

// Nothing, or a file. Exchanging a device would take it away from everybody.
absl::Status CheckReplaceable(const std::string& path) {
  std::error_code unknown;
  const fs::file_status status = fs::status(path, unknown);
  if (!fs::exists(status) || fs::is_regular_file(status)) return absl::OkStatus();
  return Error(ErrorKind::kIo, "not a file that could be exchanged: " + path, path);
}

}  // namespace

std::string UnfinishedPath(const std::string& folder, const std::string& name) {
  return folder + "/." + name + std::string(kUnfinished);
}

absl::Status ReplaceInSteps(Disk& disk, const std::string& folder, const std::string& name, std::string_view bytes,
                            Readers readers) {
  const std::string unfinished = UnfinishedPath(folder, name);
  RETURN_IF_ERROR(disk.Create(unfinished, bytes, readers));
  RETURN_IF_ERROR(disk.Sync(unfinished));
  RETURN_IF_ERROR(disk.Rename(unfinished, folder + '/' + name));
  return disk.Sync(folder);
}

absl::Status ReplaceFile(const std::string& path, std::string_view bytes, Readers readers) {
  RETURN_IF_ERROR(CheckReplaceable(path));
  const std::string folder = FolderOf(path);
  const std::string name = fs::path(path).filename().string();
  const FolderLock others_wait(folder);
  if (others_wait.error() != 0) return IoError("write", path, others_wait.error());
  Disk disk;
  const std::string unfinished = UnfinishedPath(folder, name);
  if (FileExists(unfinished)) RETURN_IF_ERROR(disk.Remove(unfinished));
  absl::Status status = ReplaceInSteps(disk, folder, name, bytes, readers);
  if (!status.ok() && FileExists(unfinished)) disk.Remove(unfinished).IgnoreError();
  return status;
}

absl::Status WriteNewFile(const std::string& path, std::string_view bytes, Readers readers) {
  Disk disk;
  if (FileExists(path)) return IoError("create", path, EEXIST);
  RETURN_IF_ERROR(disk.Create(path, bytes, readers));
  absl::Status status = disk.Sync(path);
  if (status.ok()) status = disk.Sync(FolderOf(path));
  if (!status.ok()) disk.Remove(path).IgnoreError();
  return status;
}

}  // namespace hardtack::cli
