// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/authority/policy_file.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("hardtack-policy-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  void Write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

TEST_CASE("a folder's policy files are read by name, whatever else lies there") {
  const Folder folder;
  folder.Write("b.toml", "b");
  folder.Write("a.datalog", "a");
  folder.Write("README.md", "no policy");
  folder.Write(".b.toml.swp", "no policy");
  folder.Write(".hidden.toml", "no policy");
  fs::create_directories(folder.path() / "tests.toml");
  const auto files = ReadPolicyFolder(folder.path());
  REQUIRE(files.ok());
  REQUIRE(files->size() == 2);
  CHECK((*files)[0].name == "a.datalog");
  CHECK((*files)[1].name == "b.toml");
  CHECK((*files)[1].text == "b");
}

TEST_CASE("a folder that is not there, or that holds too many files, is an error") {
  const Folder folder;
  const auto missing = ReadPolicyFolder(folder.path() / "missing");
  CHECK(KindOf(missing.status()) == ErrorKind::kIo);
  CHECK(std::string(missing.status().message()).starts_with("cannot read, "));
  for (size_t i = 0; i <= kMaxPolicyFiles; ++i) folder.Write(std::to_string(i) + ".toml", "");
  CHECK(KindOf(ReadPolicyFolder(folder.path()).status()) == ErrorKind::kTextTooLarge);
}

TEST_CASE("a folder with more text than a policy may have is an error") {
  const Folder folder;
  folder.Write("a.toml", std::string(kMaxPolicyBytes / 2, '#'));
  folder.Write("b.toml", std::string(kMaxPolicyBytes / 2, '#'));
  REQUIRE(ReadPolicyFolder(folder.path()).ok());
  folder.Write("c.toml", "#");
  CHECK(KindOf(ReadPolicyFolder(folder.path()).status()) == ErrorKind::kTextTooLarge);
}

TEST_CASE("the hash is that of names and texts, and of where one ends and the next begins") {
  const auto hash = [](std::vector<PolicyFile> files) { return ContentHash(files); };
  CHECK(hash({{"a", "b"}}).size() == 64);
  CHECK(hash({{"a", "b"}}) == hash({{"a", "b"}}));
  CHECK(hash({{"a", "b"}}) != hash({{"a", "c"}}));
  CHECK(hash({{"a", "b"}}) != hash({{"b", "b"}}));
  CHECK(hash({{"a", "bc"}}) != hash({{"ab", "c"}}));
  CHECK(hash({{"a", ""}, {"b", ""}}) != hash({{"a", "b"}}));
}

}  // namespace
}  // namespace hardtack::authority
