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
  // The same, but waits for nobody on the other end of a pipe, and follows no link.
  static absl::StatusOr<File> OpenAtOnce(const std::string& path);
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

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_FILE_H_
