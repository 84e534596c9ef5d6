// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files by descriptor. Tested by tests/cli/keygen.txt and tests/cli/input.txt.

#include "hardtack/cli/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::cli {

absl::Status IoError(std::string_view verb, const std::string& path, int code) {
  std::string reason = std::generic_category().message(code);
  if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z') reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
  std::string message = "cannot ";
  message.append(verb).append(", ").append(reason).append(": ").append(path);
  return Error(ErrorKind::kIo, message, path);
}

namespace {

absl::Status WriteAll(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return IoError("write", path, errno);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (fsync(descriptor) != 0) return IoError("write", path, errno);
  return absl::OkStatus();
}

constexpr mode_t kPrivate = S_IRUSR | S_IWUSR;
constexpr mode_t kPublic = kPrivate | S_IRGRP | S_IROTH;
constexpr int kMaxUnfinished = 100;

absl::Status WriteNewFile(const std::string& path, std::string_view bytes, mode_t mode) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return IoError("create", path, errno);
  absl::Status status = WriteAll(descriptor, bytes, path);
  if (close(descriptor) != 0 && status.ok()) status = IoError("write", path, errno);
  if (!status.ok()) unlink(path.c_str());
  return status;
}

absl::Status ReplaceFile(const std::string& path, std::string_view bytes, mode_t mode) {
  std::string fresh = path + ".new";
  // What a crash in the middle left behind must not stand in the way for ever. Of two processes that find the same free
  // name one fails.
  for (int i = 1; FileExists(fresh) && i < kMaxUnfinished; ++i) fresh = path + ".new" + std::to_string(i);
  RETURN_IF_ERROR(WriteNewFile(fresh, bytes, mode));
  if (std::rename(fresh.c_str(), path.c_str()) == 0) return absl::OkStatus();
  const absl::Status status = IoError("replace", path, errno);
  unlink(fresh.c_str());
  return status;
}

}  // namespace

absl::StatusOr<File> File::OpenToRead(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return IoError("read", path, errno);
  return File(descriptor, path);
}

File File::StandardInput() { return File(STDIN_FILENO, "-"); }

absl::StatusOr<File> File::LockFor(const std::string& path) {
  const std::string lock_path = path + ".lock";
  const int descriptor = open(lock_path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, kPrivate);
  if (descriptor < 0) return IoError("create", lock_path, errno);
  File lock(descriptor, lock_path);
  struct flock whole {};
  whole.l_type = F_WRLCK;
  while (fcntl(descriptor, F_SETLKW, &whole) != 0) {
    if (errno != EINTR) return IoError("lock", lock_path, errno);
  }
  return lock;
}

File::File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

File::~File() {
  if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

absl::StatusOr<size_t> File::Read(std::span<char> buffer) {
  size_t size = 0;
  while (size < buffer.size()) {
    const ssize_t count = read(descriptor_, buffer.data() + size, buffer.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return IoError("read", path_, errno);
    if (count == 0) break;
    size += static_cast<size_t>(count);
  }
  return size;
}

bool FileExists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

absl::Status WritePrivateFile(const std::string& path, std::string_view bytes, bool replace) {
  return replace ? ReplaceFile(path, bytes, kPrivate) : WriteNewFile(path, bytes, kPrivate);
}

absl::Status WritePublicFile(const std::string& path, std::string_view bytes) {
  return ReplaceFile(path, bytes, kPublic);
}

}  // namespace hardtack::cli
