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

// An open file; closed with the object. Standard input is borrowed and stays open.
class File {
 public:
  static absl::StatusOr<File> OpenToRead(const std::string& path);
  static File StandardInput();

  File(File&& other) noexcept;
  File& operator=(File&& other) = delete;
  ~File();

  // Fills `buffer` as far as the file goes; how many bytes that is.
  absl::StatusOr<size_t> Read(std::span<char> buffer);

 private:
  File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_;
  std::string path_;
};

bool FileExists(const std::string& path);

// Writes `bytes` to a new file that only its owner can read. With `replace` an older file is exchanged for it in one
// step; otherwise one is an error and stays as it is.
absl::Status WritePrivateFile(const std::string& path, std::string_view bytes, bool replace);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_FILE_H_
