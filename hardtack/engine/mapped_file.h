// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files of fact bases: one mapped to be read, one written beside the file that it will replace. Errors are Io with the
// path as subject and the system's words in the message. Internal to the engine.

#ifndef HARDTACK_ENGINE_MAPPED_FILE_H_
#define HARDTACK_ENGINE_MAPPED_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace hardtack::engine {

// A file in memory, as long as the object lives.
class MappedFile {
 public:
  static absl::StatusOr<MappedFile> Open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) = delete;
  ~MappedFile();

  std::string_view bytes() const { return bytes_; }  // begins at a page

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

// A file that takes its place when it is complete; until then, and if it never is, what was there stays.
class FileInMaking {
 public:
  static absl::StatusOr<FileInMaking> Create(const std::string& path);

  FileInMaking(FileInMaking&& other) noexcept;
  FileInMaking& operator=(FileInMaking&& other) = delete;
  ~FileInMaking();

  absl::Status Write(std::string_view bytes);
  // Once this is reported as done it outlasts a loss of power.
  absl::Status PutInPlace();

 private:
  FileInMaking(int descriptor, std::string path, std::string unfinished);

  int descriptor_;
  std::string path_;
  std::string unfinished_;  // where it is in the meantime; empty once it is in place
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_MAPPED_FILE_H_
