// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Test scripts: what the command is asked, and what it answers. One line each:
//
//   # TEXT                 a comment
//   hardtack WORD...       runs the command, which must exit with 0
//   exit N hardtack WORD.. runs it, which must exit with N
//   stdin FILE             the next command reads this file
//   env NAME=VALUE         for all following commands
//   stdout REGEX           the last command printed something that matches, anywhere; `! stdout REGEX`: nothing
//   stderr REGEX           likewise
//   stdout-is FILE         it printed exactly this
//   save FILE              what it printed goes to a file
//   chmod OCTAL FILE       gives a file these permissions
//   mode FILE OCTAL        the file has these permissions
//   absent FILE            there is no such file
//   join FILE FILE...      the first file becomes the others, one after the other
//
// Words stand between spaces, or in single quotes; {FILE} in a word is the file's content without the last line feed.
// At the end of the script stand files that it starts with, each after a line `-- NAME --`.
//
// A command that writes to standard error must be followed by a line `stderr`, so that no complaint goes unnoticed.

#ifndef HARDTACK_TESTS_CLI_SCRIPT_H_
#define HARDTACK_TESTS_CLI_SCRIPT_H_

#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace hardtack::cli {

class Script {
 public:
  // `command` is the path of the program that `hardtack` stands for.
  Script(std::filesystem::path file, std::string command);

  // A further file that the script starts with.
  void AddFile(const std::string& name, const std::string& content);

  // Runs the script; what did not come out as it says, each with file and line. Stops at the first line that it cannot
  // carry out.
  std::vector<std::string> Run();

 private:
  void RunLine(const std::string& line);
  void RunCommand(const std::vector<std::string>& words, int exit_code);
  void Match(const std::string& stream, const std::string& regex, bool expected);
  void SetVariable(const std::string& assignment);
  void CheckMode(const std::string& name, const std::string& octal);
  void EndCommand();
  std::vector<std::string> Words(const std::string& line) const;
  std::string Expand(const std::string& word) const;
  void Fail(const std::string& what);

  std::filesystem::path file_;
  std::string command_;
  ScratchFolder folder_;
  std::vector<std::string> lines_;
  std::vector<std::string> environment_;
  std::string in_;
  Result last_;
  bool stderr_read_ = true;
  size_t line_ = 0;          // counts from 1
  size_t command_line_ = 0;  // of the last command
  std::vector<std::string> failures_;
};

}  // namespace hardtack::cli

#endif  // HARDTACK_TESTS_CLI_SCRIPT_H_
