// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files by descriptor. Tested by tests/cli/keygen.txt and tests/cli/input.txt.

#include "hardtack/cli/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
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

absl::StatusOr<File> File::OpenToRead(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return IoError("read", path, errno);
  return File(descriptor, path);
}

absl::StatusOr<File> File::OpenAtOnce(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  if (descriptor < 0) return IoError("read", path, errno);
  return File(descriptor, path);
}

File File::StandardInput() { return File(STDIN_FILENO, "-"); }

absl::StatusOr<File> File::LockFor(const std::string& path) {
  const std::string lock_path = path + ".lock";
  const int descriptor = open(lock_path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
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

}  // namespace hardtack::cli
