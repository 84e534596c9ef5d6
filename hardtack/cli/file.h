// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files by descriptor, so that secrets pass through no buffer but the caller's. Errors are Io with the path as subject
// and the system's words in the message.

#ifndef HARDTACK_CLI_FILE_H_
#define HARDTACK_CLI_FILE_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace hardtack::cli {

// "cannot VERB, REASON: PATH", with the system's reason for `code`, an errno.
absl::Status IoError(std::string_view verb, const std::string& path, int code);

// An open file; closed with the object. Standard input is borrowed and stays open.
class File {
 public:
  static absl::StatusOr<File> OpenToRead(const std::string& path);
  static File StandardInput();
  // Waits until no other process holds the lock of the file `path`, and takes it until the object goes. The lock is an
  // empty file beside it, which stays: one that is exchanged cannot be locked itself.
  static absl::StatusOr<File> LockFor(const std::string& path);

  File(File&& other) noexcept;
  File& operator=(File&& other) = delete;
  ~File();

  // Fills `buffer` as far as the file goes; how many bytes that is.
  absl::StatusOr<size_t> Read(std::span<char> buffer);

  int descriptor() const { return descriptor_; }  // valid as long as *this

 private:
  File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_;
  std::string path_;
};

bool FileExists(const std::string& path);

// Writes `bytes` to a new file that only its owner can read. With `replace` an older file is exchanged for it in one
// step; otherwise one is an error and stays as it is.
absl::Status WritePrivateFile(const std::string& path, std::string_view bytes, bool replace);

// Exchanges the file for one with these bytes that everybody can read, as far as the process's mask allows.
absl::Status WritePublicFile(const std::string& path, std::string_view bytes);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_FILE_H_
