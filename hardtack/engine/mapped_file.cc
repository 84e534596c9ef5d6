// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files of fact bases. Tested by tests/engine/fact_base_file_test.cc.

#include "hardtack/engine/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/huge_pages.h"

namespace hardtack::engine {
namespace {

absl::Status IoError(std::string_view verb, const std::string& path, int code) {
  return Error(ErrorKind::kIo,
               absl::StrCat("cannot ", ToAbsl(verb), " (", std::generic_category().message(code), "): ", path), path);
}

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

std::string FolderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// EINVAL: a file system that has nothing to sync for folders.
bool Sync(int descriptor) { return fsync(descriptor) == 0 || errno == EINVAL; }

}  // namespace

absl::StatusOr<MappedFile> MappedFile::Open(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return IoError("open", path, errno);
  struct stat status {};
  if (fstat(file.number(), &status) != 0) return IoError("read", path, errno);
  if (!S_ISREG(status.st_mode)) return Error(ErrorKind::kIo, absl::StrCat("not a file: ", path), path);
  const size_t size = static_cast<size_t>(status.st_size);
  if (size == 0) return MappedFile({});
  void* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (bytes == MAP_FAILED) return IoError("map", path, errno);
  AskForHugePages(bytes, size);
  return MappedFile(std::string_view(static_cast<const char*>(bytes), size));
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

FileInMaking::FileInMaking(int descriptor, std::string path, std::string unfinished)
    : descriptor_(descriptor), path_(std::move(path)), unfinished_(std::move(unfinished)) {}

FileInMaking::FileInMaking(FileInMaking&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      unfinished_(std::exchange(other.unfinished_, {})) {}

FileInMaking::~FileInMaking() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!unfinished_.empty()) unlink(unfinished_.c_str());
}

absl::StatusOr<FileInMaking> FileInMaking::Create(const std::string& path) {
  // Exchanging a device would take it away from everybody.
  std::error_code unknown;
  const std::filesystem::file_status status = std::filesystem::status(path, unknown);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    return Error(ErrorKind::kIo, absl::StrCat("not a file that could be exchanged: ", path), path);
  }
  // Writers at the same time each have a file of their own; the last one to finish stays.
  const std::string name = std::filesystem::path(path).filename().string();
  std::string unfinished = absl::StrCat(FolderOf(path), "/.", name, ".", absl::Hex(std::random_device()()), ".new");
  constexpr mode_t kForAll = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
  const int descriptor = open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kForAll);
  if (descriptor < 0) return IoError("create", path, errno);
  return FileInMaking(descriptor, path, std::move(unfinished));
}

absl::Status FileInMaking::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return IoError("write", path_, errno);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status FileInMaking::PutInPlace() {
  if (!Sync(descriptor_)) return IoError("write", path_, errno);
  if (close(std::exchange(descriptor_, -1)) != 0) return IoError("write", path_, errno);
  if (std::rename(unfinished_.c_str(), path_.c_str()) != 0) return IoError("replace", path_, errno);
  unfinished_.clear();
  const Descriptor folder(open(FolderOf(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || !Sync(folder.number())) return IoError("write", path_, errno);
  return absl::OkStatus();
}

}  // namespace hardtack::engine
