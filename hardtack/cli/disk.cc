// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Steps on files. Tested by tests/cli/store_test.cc.

#include "hardtack/cli/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "hardtack/base/abseil.h"
#include "hardtack/cli/file.h"

namespace hardtack::cli {
namespace {

constexpr mode_t kPrivateFile = S_IRUSR | S_IWUSR;
constexpr mode_t kPublicFile = kPrivateFile | S_IRGRP | S_IROTH;
constexpr mode_t kPrivateFolder = S_IRWXU;

absl::Status WriteAll(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return IoError("write", path, errno);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Disk::MakeFolder(const std::string& path) {
  if (mkdir(path.c_str(), kPrivateFolder) != 0) return IoError("create", path, errno);
  // The mask may have taken bits away.
  if (chmod(path.c_str(), kPrivateFolder) != 0) return IoError("create", path, errno);
  return absl::OkStatus();
}

absl::Status Disk::Create(const std::string& path, std::string_view bytes, Readers readers) {
  const mode_t mode = readers == Readers::kOwner ? kPrivateFile : kPublicFile;
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (descriptor < 0) return IoError("create", path, errno);
  absl::Status status = absl::OkStatus();
  // The mask may have taken bits away.
  if (readers == Readers::kOwner && fchmod(descriptor, mode) != 0) status = IoError("create", path, errno);
  if (status.ok()) status = WriteAll(descriptor, bytes, path);
  if (close(descriptor) != 0 && status.ok()) status = IoError("write", path, errno);
  if (!status.ok()) unlink(path.c_str());
  return status;
}

absl::Status Disk::Sync(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return IoError("write", path, errno);
  // EINVAL: a file system that has nothing to sync for folders.
  const int error = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
  close(descriptor);
  return error == 0 ? absl::OkStatus() : IoError("write", path, error);
}

absl::Status Disk::Rename(const std::string& from, const std::string& to) {
  return std::rename(from.c_str(), to.c_str()) == 0 ? absl::OkStatus() : IoError("replace", to, errno);
}

absl::Status Disk::Remove(const std::string& path) {
  return unlink(path.c_str()) == 0 ? absl::OkStatus() : IoError("remove", path, errno);
}

}  // namespace hardtack::cli
