// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Stores in folders of their own, for the tests of saved tokens and keys.

#ifndef HARDTACK_TESTS_CLI_STORE_TESTING_H_
#define HARDTACK_TESTS_CLI_STORE_TESTING_H_

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/store.h"
#include "tests/cli/process.h"

namespace hardtack::cli {

// What keyrings hold outlasts them, as a desktop's does the command.
using KeyringContent = std::map<std::string, std::string>;

class MemoryKeyring final : public Keyring {
 public:
  explicit MemoryKeyring(KeyringContent* content) : content_(content) {}
  absl::StatusOr<std::optional<crypto::SecretString>> Find(const std::string& fingerprint) override {
    const auto found = content_->find(fingerprint);
    if (found == content_->end()) return std::nullopt;
    return crypto::SecretString(found->second);
  }
  absl::Status Keep(const std::string& fingerprint, const crypto::SecretString& key) override {
    (*content_)[fingerprint] = std::string(key.view());
    return absl::OkStatus();
  }

 private:
  KeyringContent* content_;  // not owned
};

class SilentKeyring final : public Keyring {
 public:
  absl::StatusOr<std::optional<crypto::SecretString>> Find(const std::string&) override { return NoAnswer(); }
  absl::Status Keep(const std::string&, const crypto::SecretString&) override { return NoAnswer(); }

 private:
  static absl::Status NoAnswer() { return Error(ErrorKind::kIo, "the desktop's keyring does not answer: test"); }
};

// A store in a scratch folder: FOLDER/data/store, and FOLDER/config/store.key.
struct Home {
  ScratchFolder scratch;
  Disk disk;
  StoreOptions options;
  std::function<std::unique_ptr<Keyring>()> keyring = [] { return nullptr; };

  StorePlace place() const {
    return {(scratch.path() / "data" / "store").string(), (scratch.path() / "config" / "store.key").string()};
  }
  std::filesystem::path folder() const { return place().folder; }
  // As a new process has it.
  Store Open(Disk* other_disk = nullptr) {
    return Store({place(), options, other_disk == nullptr ? &disk : other_disk, keyring});
  }

  // These fail the test on an error.
  Store::Saved Save(const std::string& name, std::string_view secret, Shelf shelf = Shelf::kTokens) {
    auto saved = Open().Save(shelf, name, secret);
    INFO(std::string(saved.status().message()));
    REQUIRE(saved.ok());
    return *std::move(saved);
  }
  std::optional<std::string> Read(const std::string& name, Shelf shelf = Shelf::kTokens) {
    const auto secret = Open().Read(shelf, name);
    INFO(std::string(secret.status().message()));
    REQUIRE(secret.ok());
    if (!secret->has_value()) return std::nullopt;
    return std::string((*secret)->view());
  }
  // The message with which reading fails, which names the kind Io.
  std::string Refusal(const std::string& name, Shelf shelf = Shelf::kTokens) {
    const auto secret = Open().Read(shelf, name);
    REQUIRE_FALSE(secret.ok());
    CHECK(KindOf(secret.status()) == ErrorKind::kIo);
    return std::string(secret.status().message());
  }

  // All files below the scratch folder and below the store.
  static std::vector<std::filesystem::path> FilesBelow(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    return files;
  }
};

}  // namespace hardtack::cli

#endif  // HARDTACK_TESTS_CLI_STORE_TESTING_H_
