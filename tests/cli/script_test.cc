// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Runs every script of this folder against the command.

#include "tests/cli/script.h"

#include <algorithm>

#include "doctest/doctest.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> Scripts() {
  std::vector<fs::path> scripts;
  for (const auto& entry : fs::directory_iterator(HARDTACK_SOURCE_DIR "/tests/cli")) {
    if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt") {
      scripts.push_back(entry.path());
    }
  }
  std::sort(scripts.begin(), scripts.end());
  return scripts;
}

std::vector<std::string> RunText(const std::string& text) {
  const ScratchFolder folder;
  WriteWhole(folder.path() / "script.txt", text);
  return Script(folder.path() / "script.txt", HARDTACK_COMMAND).Run();
}

TEST_CASE("the command does what every script says") {
  const std::vector<fs::path> scripts = Scripts();
  REQUIRE_FALSE(scripts.empty());
  for (const fs::path& script : scripts) {
    for (const std::string& failure : Script(script, HARDTACK_COMMAND).Run()) FAIL_CHECK(failure);
  }
}

TEST_CASE("a result that cannot be written is no success") {
  const ScratchFolder folder;
  for (const char* arguments : {"--version", "keygen --json"}) {
    CAPTURE(arguments);
    const std::string line = std::string(HARDTACK_COMMAND) + ' ' + arguments + " > /dev/full";
    const Result result = RunProcess({{"/bin/sh", "-c", line}, {}, folder.path(), {}});
    CHECK(result.exit_code == 1);
    CHECK(result.err == "error: standard output cannot be written\n");
  }
}

TEST_CASE("a script that says something else fails, with its line") {
  CHECK(RunText("hardtack --version\nstdout ^hardtack [0-9]+\\.[0-9]+\\.[0-9]+$\n").empty());
  CHECK(RunText("\nexit 1 hardtack --version\n").at(0).substr(0, 13) == "script.txt:2:");
  CHECK(RunText("hardtack --version\nstdout nothing like this\n").size() == 1);
  CHECK(RunText("hardtack --version\n! stdout hardtack\n").size() == 1);
  CHECK(RunText("hardtack --version\nstdout-is file.txt\n-- file.txt --\nother\n").size() == 1);
  CHECK(RunText("exit 2 hardtack\n").size() == 1);  // nobody reads the complaint
  CHECK(RunText("no such line\n").size() == 1);
}

}  // namespace
}  // namespace hardtack::cli
