// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The file of a SQLite store. Tested by tests/authority/sqlite_store_test.cc.

#include "hardtack/authority/store/sqlite_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

constexpr mode_t kPrivate = S_IRUSR | S_IWUSR;
constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

// Closes a descriptor with the object.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

absl::Status FileError(std::string_view what, const std::string& path) {
  return Error(ErrorKind::kIo, fmt::format("the store's {}: {}", what, path), path);
}

absl::Status CannotMake(int error, const std::string& path) {
  return FileError(fmt::format("file cannot be made ({})", std::generic_category().message(error)), path);
}

std::string FolderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// EINVAL: a file system that has nothing to sync for folders.
bool Sync(int descriptor) { return fsync(descriptor) == 0 || errno == EINVAL; }

absl::Status MakeFile(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kPrivate));
  if (file.number() < 0 && errno == EEXIST) return absl::OkStatus();
  if (file.number() < 0 && errno == ENOENT) {
    const std::string folder = FolderOf(path);
    return FileError("folder is not there: make it with mkdir -p -m 700", folder);
  }
  if (file.number() < 0) return CannotMake(errno, path);
  // The mask may have taken bits away.
  if (fchmod(file.number(), kPrivate) != 0 || !Sync(file.number())) return CannotMake(errno, path);
  const Descriptor folder(open(FolderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || !Sync(folder.number())) return CannotMake(errno, path);
  return absl::OkStatus();
}

// SQLite would go on with a file that can only be read, and leave files beside it that it cannot write later either.
absl::Status CheckAccess(std::string_view what, const std::string& path) {
  if (faccessat(AT_FDCWD, path.c_str(), R_OK | W_OK, AT_EACCESS) == 0) return absl::OkStatus();
  return FileError(
      fmt::format("{} may not be read and written ({}): see who owns it, its mode, and whether its disk is "
                  "mounted read-only",
                  what, std::generic_category().message(errno)),
      path);
}

absl::Status CheckFile(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    return errno == ENOENT ? absl::OkStatus() : FileError(std::generic_category().message(errno), path);
  }
  if (!S_ISREG(status.st_mode)) return FileError("place is taken by something that is no file", path);
  RETURN_IF_ERROR(CheckAccess("file", path));
  if ((status.st_mode & kOthers) == 0) return absl::OkStatus();
  return FileError(fmt::format("file is open to others (mode {:o}): look who was there, then chmod 600",
                               status.st_mode & (S_IRWXU | kOthers)),
                   path);
}

}  // namespace

absl::Status PrepareSqliteFile(const std::string& path) {
  RETURN_IF_ERROR(MakeFile(path));
  for (const char* suffix : {"", "-wal", "-shm"}) RETURN_IF_ERROR(CheckFile(path + suffix));
  return CheckAccess("folder", FolderOf(path));
}

}  // namespace hardtack::authority
