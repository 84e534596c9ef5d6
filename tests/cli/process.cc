// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Running a program. Input and outputs go through files, so that no pipe can fill up.

#include "tests/cli/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace hardtack::cli {
namespace {

std::vector<char*> Pointers(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

void Redirect(const std::filesystem::path& path, int flags, int descriptor) {
  const int file = open(path.c_str(), flags, 0600);
  if (file < 0 || dup2(file, descriptor) < 0) _exit(126);
  close(file);
}

[[noreturn]] void Become(const Process& process, const std::filesystem::path& streams) {
  Redirect(streams / "in", O_RDONLY, STDIN_FILENO);
  Redirect(streams / "out", O_WRONLY | O_CREAT, STDOUT_FILENO);
  Redirect(streams / "err", O_WRONLY | O_CREAT, STDERR_FILENO);
  if (chdir(process.folder.c_str()) != 0) _exit(126);
  if (process.prepare != nullptr) process.prepare();
  execve(process.arguments[0].c_str(), Pointers(process.arguments).data(), Pointers(process.environment).data());
  _exit(126);
}

}  // namespace

Result RunProcess(const Process& process) {
  const ScratchFolder streams;
  WriteWhole(streams.path() / "in", process.in);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) Become(process, streams.path());
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("cannot wait for the program");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 126) throw std::runtime_error("cannot start " + process.arguments[0]);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
          ReadWhole(streams.path() / "out"), ReadWhole(streams.path() / "err")};
}

ScratchFolder::ScratchFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "hardtack.XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder");
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string ReadWhole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

void WriteWhole(const std::filesystem::path& path, const std::string& content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << content;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace hardtack::cli
