// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files that the user names: exchanged whole, by several processes at a time, over what a crash left. The steps of an
// exchange, and a crash between them, are those of a store: store_crash_test.cc.

#include "hardtack/cli/replace_file.h"

#include <sys/stat.h>

#include <cstdlib>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/cli/process.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

unsigned ModeOf(const fs::path& path) { return static_cast<unsigned>(fs::status(path).permissions()); }

size_t FilesIn(const fs::path& folder) {
  return static_cast<size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST_CASE("a file is exchanged, and what an earlier crash left beside it is gone") {
  const ScratchFolder folder;
  const std::string path = (folder.path() / "bans").string();
  WriteWhole(folder.path() / ".bans.new", "half of");
  REQUIRE(ReplaceFile(path, "first", Readers::kEverybody).ok());
  CHECK(ReadWhole(path) == "first");
  CHECK(FilesIn(folder.path()) == 1);
  REQUIRE(ReplaceFile(path, "second", Readers::kOwner).ok());
  CHECK(ReadWhole(path) == "second");
  CHECK(ModeOf(path) == 0600);
  CHECK(FilesIn(folder.path()) == 1);
}

TEST_CASE("a new file takes no other's place, and a device is not exchanged") {
  const ScratchFolder folder;
  const std::string path = (folder.path() / "root.key").string();
  REQUIRE(WriteNewFile(path, "first", Readers::kOwner).ok());
  CHECK(WriteNewFile(path, "second", Readers::kOwner).message() == "cannot create, file exists: " + path);
  CHECK(ReadWhole(path) == "first");
  REQUIRE(mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
  const std::string pipe = (folder.path() / "pipe").string();
  CHECK(ReplaceFile(pipe, "x", Readers::kOwner).message() == "not a file that could be exchanged: " + pipe);
  const std::string nowhere = (folder.path() / "no/where").string();
  CHECK(ReplaceFile(nowhere, "x", Readers::kOwner).message() == "cannot write, no such file or directory: " + nowhere);
}

TEST_CASE("processes that make a key of the same name at the same time lose none: one succeeds") {
  const ScratchFolder folder;
  const std::string make = "( " HARDTACK_COMMAND " keygen --save-as root > out.$i 2> err.$i; echo $? > code.$i ) & ";
  const std::string line = "for i in 1 2 3 4 5 6 7 8; do " + make + "done; wait";
  RunProcess({{"/bin/sh", "-c", line}, {"HARDTACK_HOME=" + folder.path().string()}, folder.path(), {}});
  std::string public_key;
  for (int i = 1; i <= 8; ++i) {
    const std::string number = std::to_string(i);
    if (ReadWhole(folder.path() / ("code." + number)) == "0\n") {
      CHECK(public_key.empty());
      public_key = ReadWhole(folder.path() / ("out." + number));
    } else {
      CHECK(ReadWhole(folder.path() / ("err." + number)).find("a key is saved under this name: root") !=
            std::string::npos);
    }
  }
  REQUIRE_FALSE(public_key.empty());
  public_key.pop_back();
  const std::string check = HARDTACK_COMMAND " identity issue --subject a --key root --ttl 60 | " HARDTACK_COMMAND
                                             " identity verify --public-key " +
                            public_key;
  const Result result =
      RunProcess({{"/bin/sh", "-c", check}, {"HARDTACK_HOME=" + folder.path().string()}, folder.path(), {}});
  CHECK(result.exit_code == 0);
}

}  // namespace
}  // namespace hardtack::cli
