// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Running a program in a folder, with its input and outputs as strings.

#ifndef HARDTACK_TESTS_CLI_PROCESS_H_
#define HARDTACK_TESTS_CLI_PROCESS_H_

#include <filesystem>
#include <string>
#include <vector>

namespace hardtack::cli {

struct Result {
  int exit_code = -1;  // -1: the program was ended by a signal
  int signal = 0;      // that ended it
  std::string out;
  std::string err;
};

struct Process {
  std::vector<std::string> arguments;    // the program first
  std::vector<std::string> environment;  // NAME=VALUE
  std::filesystem::path folder;
  std::string in;
  void (*prepare)() = nullptr;  // called in the child just before the program takes over
};

// Throws std::runtime_error when the program cannot be started.
Result RunProcess(const Process& process);

// A new empty folder that goes with the object.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string ReadWhole(const std::filesystem::path& path);
void WriteWhole(const std::filesystem::path& path, const std::string& content);

}  // namespace hardtack::cli

#endif  // HARDTACK_TESTS_CLI_PROCESS_H_
