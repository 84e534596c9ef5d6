// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files for their owner alone. Tested by tests/cli/store_test.cc.

#include "hardtack/cli/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <span>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/replace_file.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

std::string Octal(mode_t mode) {
  std::string digits;
  for (int shift = 6; shift >= 0; shift -= 3) digits.push_back(static_cast<char>('0' + (mode >> shift & 7)));
  return digits;
}

// Who may do what with an open file or folder decides, not what is at its path a moment later.
absl::Status CheckOwner(const struct stat& status, std::string_view what, const char* mode, const std::string& path) {
  const std::string subject(what);
  if (status.st_uid != geteuid()) {
    return Error(ErrorKind::kIo, subject + " belongs to another user; move it away or set HARDTACK_HOME: " + path,
                 path);
  }
  if ((status.st_mode & kOthers) == 0) return absl::OkStatus();
  return Error(ErrorKind::kIo,
               subject + " is open to others (mode " + Octal(status.st_mode) + "); look who was there, then chmod " +
                   mode + ": " + path,
               path);
}

// As std::filesystem::create_directories, but step by step through `disk`.
absl::Status MakeFolders(Disk& disk, const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return absl::OkStatus();
  RETURN_IF_ERROR(MakeFolders(disk, folder.parent_path()));
  absl::Status made = disk.MakeFolder(folder.string());
  // Another process may have been faster.
  if (!made.ok() && !fs::is_directory(folder, error)) return made;
  return disk.Sync(folder.has_parent_path() ? folder.parent_path().string() : ".");
}

// What a crash between two steps of ReplacePrivateFile left.
absl::Status RemoveUnfinished(Disk& disk, const std::string& folder) {
  std::vector<std::string> unfinished;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name[0] == '.' && name.ends_with(kUnfinished)) unfinished.push_back(entry->path().string());
  }
  if (error) return IoError("read", folder, error.value());
  for (const std::string& path : unfinished) RETURN_IF_ERROR(disk.Remove(path));
  return absl::OkStatus();
}

}  // namespace

absl::Status MakePrivateFolders(Disk& disk, const std::string& folder) { return MakeFolders(disk, fs::path(folder)); }

absl::StatusOr<bool> CheckPrivateFolder(const std::string& folder, std::string_view whose) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) return false;
  if (descriptor < 0) return IoError("read", folder, errno);
  struct stat status {};
  const int error = fstat(descriptor, &status) == 0 ? 0 : errno;
  close(descriptor);
  if (error != 0) return IoError("read", folder, error);
  RETURN_IF_ERROR(CheckOwner(status, std::string(whose) + " folder", "700", folder));
  return true;
}

absl::StatusOr<std::optional<crypto::SecretString>> ReadPrivateFile(const std::string& path, size_t max_bytes,
                                                                    std::string_view whose) {
  if (!FileExists(path)) return std::nullopt;
  ASSIGN_OR_RETURN(File file, File::OpenAtOnce(path));
  struct stat status {};
  if (fstat(file.descriptor(), &status) != 0) return IoError("read", path, errno);
  if (!S_ISREG(status.st_mode)) return Error(ErrorKind::kIo, "not a file: " + path, path);
  RETURN_IF_ERROR(CheckOwner(status, std::string(whose) + " file", "600", path));
  const auto size = static_cast<size_t>(status.st_size);
  if (size > max_bytes) {
    return Error(ErrorKind::kIo, "more than " + std::to_string(max_bytes) + " bytes: " + path, path);
  }
  crypto::SecretString bytes(std::string(size, '\0'));
  ASSIGN_OR_RETURN(const size_t read, file.Read(std::span(bytes.data(), bytes.size())));
  if (read != size) return Error(ErrorKind::kIo, "changed while it was read: " + path, path);
  return bytes;
}

absl::Status ReplacePrivateFile(Disk& disk, const std::string& folder, const std::string& name,
                                std::string_view bytes) {
  RETURN_IF_ERROR(RemoveUnfinished(disk, folder));
  return ReplaceInSteps(disk, folder, name, bytes, Readers::kOwner);
}

}  // namespace hardtack::cli
