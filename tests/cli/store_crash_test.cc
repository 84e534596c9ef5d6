// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Saves that crash between any two steps on files. The disk is a real one that stops before a given step; what a loss of
// power may take besides is then taken from it: the end of every file that was not synced, and the names that a folder
// got since it was synced.

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/abseil.h"
#include "tests/cli/store_testing.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

struct Crash {};

enum class After {
  kEndOfProcess,   // what was written stays
  kTornFiles,      // what was not synced is cut; names stay
  kForgottenNames  // the same, and names go back to the last sync of their folder
};

class CrashingDisk final : public Disk {
 public:
  explicit CrashingDisk(size_t steps) : steps_(steps) {}

  absl::Status MakeFolder(const std::string& path) override {
    TakeStep();
    changes_.push_back({path, std::nullopt, true});
    return Disk::MakeFolder(path);
  }
  absl::Status Create(const std::string& path, std::string_view bytes, Readers readers) override {
    // A crash in the midst of writing.
    if (steps_ == 0) RETURN_IF_ERROR(Disk::Create(path, bytes.substr(0, bytes.size() / 2), readers));
    TakeStep();
    changes_.push_back({path, std::nullopt, false});
    unsynced_.insert(path);
    return Disk::Create(path, bytes, readers);
  }
  absl::Status Sync(const std::string& path) override {
    TakeStep();
    unsynced_.erase(path);
    std::erase_if(changes_, [&](const Change& change) { return fs::path(change.path).parent_path() == path; });
    return Disk::Sync(path);
  }
  absl::Status Rename(const std::string& from, const std::string& to) override {
    TakeStep();
    changes_.push_back({to, ContentOf(to), false});
    changes_.push_back({from, ContentOf(from), false});
    if (unsynced_.erase(from) > 0) unsynced_.insert(to);
    return Disk::Rename(from, to);
  }
  absl::Status Remove(const std::string& path) override {
    TakeStep();
    changes_.push_back({path, ContentOf(path), false});
    return Disk::Remove(path);
  }

  void Lose(After after) {
    if (after == After::kEndOfProcess) return;
    for (const std::string& path : unsynced_) fs::resize_file(path, fs::file_size(path) / 2);
    if (after == After::kTornFiles) return;
    for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) Undo(*change);
  }

 private:
  struct Change {
    std::string path;
    std::optional<std::string> before;  // nullopt: nothing was there
    bool folder;
  };

  static std::optional<std::string> ContentOf(const std::string& path) {
    if (!fs::exists(path)) return std::nullopt;
    return ReadWhole(path);
  }

  static void Undo(const Change& change) {
    fs::remove_all(change.path);
    if (!change.before.has_value()) return;
    WriteWhole(change.path, *change.before);
    fs::permissions(change.path, fs::perms::owner_read | fs::perms::owner_write);
  }

  void TakeStep() {
    if (steps_ == 0) throw Crash();
    --steps_;
  }

  size_t steps_;
  std::set<std::string> unsynced_;
  std::vector<Change> changes_;  // that a loss of power may undo
};

constexpr After kAll[] = {After::kEndOfProcess, After::kTornFiles, After::kForgottenNames};

// Lets `act` crash after each number of steps, and then calls `check`, the last time after none. `prepare` comes first.
template <typename Prepare, typename Act, typename Check>
size_t CrashEverywhere(After after, const Prepare& prepare, const Act& act, const Check& check) {
  for (size_t steps = 0;; ++steps) {
    CAPTURE(steps);
    Home home;
    prepare(home);
    CrashingDisk disk(steps);
    bool crashed = false;
    try {
      const absl::Status status = act(home.Open(&disk));
      CHECK_MESSAGE(status.ok(), std::string(status.message()));
    } catch (const Crash&) {
      crashed = true;
    }
    disk.Lose(after);
    check(home, crashed);
    if (!crashed) return steps;
    REQUIRE(steps < 100);
  }
}

size_t UnfinishedBelow(const Home& home) {
  size_t count = 0;
  for (const fs::path& file : Home::FilesBelow(home.scratch.path())) {
    if (file.filename().string()[0] == '.') ++count;
  }
  return count;
}

TEST_CASE("a save that crashes at any step leaves the old token or the new one, and the next one works") {
  for (const After after : kAll) {
    for (const bool first : {true, false}) {
      CAPTURE(static_cast<int>(after));
      CAPTURE(first);
      const auto prepare = [&](Home& home) {
        if (!first) home.Save("alice", "old");
      };
      const auto save = [](Store store) { return store.Save(Shelf::kTokens, "alice", "new").status(); };
      const std::optional<std::string> old = first ? std::nullopt : std::optional<std::string>("old");
      const size_t steps = CrashEverywhere(after, prepare, save, [&](Home& home, bool crashed) {
        const std::optional<std::string> now = home.Read("alice");
        CHECK((now == "new" || (crashed && now == old)));
        // What the crash left is cleared away by the next save of anything on the same shelf.
        home.Save("bob", "next");
        CHECK(home.Read("alice") == now);
        CHECK(UnfinishedBelow(home) == 0);
        home.Save("alice", "newer");
        CHECK(home.Read("alice") == "newer");
        CHECK(*home.Open().Names(Shelf::kTokens) == std::vector<std::string>{"alice", "bob"});
      });
      // Create, sync, rename, sync; the first time the same for the key and the header, and the folders.
      CHECK(steps == (first ? 20 : 4));
    }
  }
}

TEST_CASE("a removal that crashes leaves each token or not, and whole") {
  for (const After after : kAll) {
    CAPTURE(static_cast<int>(after));
    const auto prepare = [](Home& home) {
      home.Save("alice", "token of alice");
      home.Save("bob", "token of bob");
    };
    const auto remove = [](Store store) { return store.Remove(Shelf::kTokens, {"alice", "bob"}); };
    CrashEverywhere(after, prepare, remove, [](Home& home, bool crashed) {
      const auto alice = home.Read("alice");
      const auto bob = home.Read("bob");
      CHECK((alice == std::nullopt || (crashed && alice == "token of alice")));
      CHECK((bob == std::nullopt || (crashed && bob == "token of bob")));
    });
  }
}

// The test above must be able to fail.
TEST_CASE("a disk that loses what it says it synced is noticed") {
  Home home;
  home.Save("alice", "old");
  CrashingDisk disk(100);
  REQUIRE(disk.Create((home.folder() / "tokens/.alice.new").string(), "unsynced", Readers::kOwner).ok());
  REQUIRE(disk.Rename((home.folder() / "tokens/.alice.new").string(), (home.folder() / "tokens/alice").string()).ok());
  SUBCASE("the file is torn") {
    disk.Lose(After::kTornFiles);
    CHECK(ReadWhole(home.folder() / "tokens/alice") == "unsy");
  }
  SUBCASE("the name goes back") {
    disk.Lose(After::kForgottenNames);
    CHECK(home.Read("alice") == "old");
  }
}

}  // namespace
}  // namespace hardtack::cli
