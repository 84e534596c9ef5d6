// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What is particular to stores in SQLite: their files, and what can be wrong with them.

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

#include "hardtack/authority/store/sqlite_error.h"
#include "tests/authority/counted_syncs.h"
#include "tests/authority/store_testing.h"

namespace hardtack::authority {
namespace {

namespace fs = std::filesystem;

constexpr uid_t kNobody = 65534;

mode_t ModeOf(const std::string& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

std::string RefusalToOpen(const std::string& path) { return RefusalOf(OpenStore("sqlite:" + path).status()); }

// What another process says that uses the store.
std::vector<std::string> RunChild(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), HARDTACK_STORE_CHILD);
  const cli::Result result = cli::RunProcess({arguments, {}, fs::temp_directory_path(), "", nullptr});
  INFO(result.err);
  REQUIRE(result.signal == 0);
  std::vector<std::string> lines;
  std::istringstream text(result.out);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

TEST_CASE("the files of a store are for their owner alone, whatever the process's mask") {
  const SqliteHome home;
  const mode_t mask = umask(0);
  const auto store = home.Open();
  umask(mask);
  REQUIRE(store->Append(Records(1, "x")).ok());
  for (const char* suffix : {"", "-wal", "-shm"}) CHECK(ModeOf(home.path() + suffix) == 0600);
}

TEST_CASE("a file that others may read is not used") {
  const SqliteHome home;
  home.Open();
  REQUIRE(chmod(home.path().c_str(), 0640) == 0);
  const std::string refusal = RefusalToOpen(home.path());
  CHECK(Holds(refusal, "open to others (mode 640)"));
  CHECK(Holds(refusal, "chmod 600"));
}

TEST_CASE("each change is synced before it returns, and readings are not") {
  const SqliteHome home;
  const auto store = home.Open();
  int before = CountedSyncs();
  const auto syncs = [&] { return CountedSyncs() - std::exchange(before, CountedSyncs()); };
  for (int i = 1; i <= 3; ++i) {
    REQUIRE(store->Append(Records(5, "x")).ok());
    CHECK(syncs() > 0);
    REQUIRE(ValueOf(store->AppendBan({static_cast<uint64_t>(i), "line"}, RecordBy("alice", "ban"))));
    CHECK(syncs() > 0);
    REQUIRE(store->AddCheckpoint({{}, i, "key", "signature"}).ok());
    CHECK(syncs() > 0);
    REQUIRE(store->NumberGeneration(std::to_string(i), 5).ok());
    CHECK(syncs() > 0);
    REQUIRE(store->Check().ok());
    CHECK(syncs() > 0);
    CHECK(WholeTrail(*store).size() == static_cast<size_t>(6 * i));
    CHECK(syncs() == 0);
  }
}

TEST_CASE("the file that a new store is in outlasts a loss of power, since its folder was synced") {
  const SqliteHome home;
  const int before = CountedSyncs();
  home.Open();
  CHECK(CountedSyncs() - before >= 2);
}

TEST_CASE("readers do not wait for writers") {
  const SqliteHome home;
  const auto store = home.Open();
  CHECK(RunOnFile(home.path(), "PRAGMA journal_mode") == "wal");
  sqlite3* writer = nullptr;
  REQUIRE(sqlite3_open(home.path().c_str(), &writer) == SQLITE_OK);
  REQUIRE(sqlite3_exec(writer, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(store->Head().ok());
  CHECK(store->ReadAudit({}).ok());
  sqlite3_close(writer);
}

TEST_CASE("a store that another process holds for too long is an error that says so, and works again afterwards") {
  const SqliteHome home;
  const auto store = home.Open();
  sqlite3* writer = nullptr;
  REQUIRE(sqlite3_open(home.path().c_str(), &writer) == SQLITE_OK);
  REQUIRE(sqlite3_exec(writer, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(Holds(RefusalOf(store->Append(Records(1, "x")).status()), "held by another process"));
  sqlite3_close(writer);
  CHECK(store->Append(Records(1, "x")).ok());
}

TEST_CASE("a folder that is not there is named, with what to do") {
  const SqliteHome home;
  const std::string folder = (home.folder() / "none").string();
  CHECK(RefusalToOpen(folder + "/authority.db") ==
        "the store's folder is not there: make it with mkdir -p -m 700: " + folder);
}

TEST_CASE("a place that no file can have is refused") {
  const SqliteHome home;
  CHECK(Holds(RefusalToOpen(home.folder().string()), "no file"));
  CHECK(Holds(RefusalToOpen("/dev/null"), "no file"));
  RefusalOf(OpenStore("sqlite:").status(), ErrorKind::kInvalidArgument);
  RefusalOf(OpenStore(std::string("sqlite:a\0b", 10)).status(), ErrorKind::kInvalidArgument);
}

TEST_CASE("names that mean something else to SQLite are files") {
  const SqliteHome home;
  const fs::path before = fs::current_path();
  fs::current_path(home.folder());
  {
    const auto store = OpenOrFail("sqlite::memory:");
    CHECK(store->Describe() == "sqlite :memory:");
    // The place stays where it was.
    fs::current_path("/");
    CHECK(store->Append(Records(1, "x")).ok());
  }
  fs::current_path(before);
  CHECK(fs::exists(home.folder() / ":memory:"));
  CHECK(WholeTrail(*OpenOrFail("sqlite:" + (home.folder() / ":memory:").string())).size() == 1);
}

TEST_CASE("another program's database is refused and left alone") {
  const SqliteHome home;
  RunOnFile(home.path(), "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (5)");
  REQUIRE(chmod(home.path().c_str(), 0600) == 0);
  CHECK(Holds(RefusalToOpen(home.path()), "another program's database"));
  CHECK(RunOnFile(home.path(), "PRAGMA journal_mode") == "delete");
  CHECK(RunOnFile(home.path(), "SELECT a FROM theirs") == "5");
}

TEST_CASE("a file that is no database, or is damaged, is an error that says what to do") {
  const SqliteHome home;
  REQUIRE(home.Open()->Append(Records(200, std::string(500, 'x'))).ok());
  const std::string whole = cli::ReadWhole(home.path());
  const auto refuse = [&](const std::string& bytes) {
    cli::WriteWhole(home.path(), bytes);
    for (const char* suffix : {"-wal", "-shm"}) fs::remove(home.path() + suffix);
    const std::string refusal = RefusalToOpen(home.path());
    CHECK(Holds(refusal, "is damaged"));
    CHECK(Holds(refusal, "restore a backup"));
    CHECK(cli::ReadWhole(home.path()) == bytes);
  };
  refuse(
      "no database at all, but text that is longer than the header of one, which has a hundred bytes; here they are");
  std::string pages = whole;
  for (size_t i = 4096; i < pages.size(); ++i) pages[i] = '\x5a';
  refuse(pages);
  std::string schema = whole;
  for (size_t i = 100; i < 4096; ++i) schema[i] = '\x5a';
  refuse(schema);
}

TEST_CASE("damage to a page is told when it is read, and what is whole stays readable") {
  const SqliteHome home;
  REQUIRE(home.Open()->Append(Records(400, std::string(500, 'x'))).ok());
  std::fstream file(home.path(), std::ios::in | std::ios::out | std::ios::binary);
  const auto root = std::stoul(RunOnFile(home.path(), "SELECT rootpage FROM sqlite_schema WHERE name='audit_by_time'"));
  file.seekp(static_cast<std::streamoff>((root - 1) * 4096));
  file << std::string(4096, '\x5a');
  file.close();
  const auto store = home.Open();
  CHECK(Holds(RefusalOf(store->ReadAudit({.since = 1}).status()), "is damaged"));
  CHECK(Holds(RefusalOf(store->Append(Records(1, "y")).status()), "is damaged"));
  CHECK(WholeTrail(*store).size() == 400);
}

TEST_CASE("a file that was moved or removed takes no more rows") {
  const SqliteHome home;
  const auto store = home.Open();
  REQUIRE(store->Append(Records(1, "x")).ok());
  const std::string aside = home.path() + ".aside";
  fs::rename(home.path(), aside);
  CHECK(Holds(RefusalOf(store->Append(Records(1, "lost")).status()), "moved, replaced or removed"));
  CHECK(Holds(RefusalOf(store->Check()), "moved, replaced or removed"));
  fs::rename(aside, home.path());
  CHECK(store->Append(Records(1, "y")).ok());
  CHECK(WholeTrail(*home.Open()).size() == 2);
}

// docs/stores.md has the statement.
TEST_CASE("a backup that was made while rows were appended is a whole store") {
  const SqliteHome home;
  const auto store = home.Open();
  REQUIRE(store->Append(Records(50, "before")).ok());
  std::thread appending([&] {
    for (int i = 0; i < 20; ++i) CHECK(store->Append(Records(3, "meanwhile")).ok());
  });
  const std::string backup = (home.folder() / "backup.db").string();
  RunOnFile(home.path(), "VACUUM INTO '" + backup + "'");
  appending.join();
  REQUIRE(chmod(backup.c_str(), 0600) == 0);
  const auto restored = OpenOrFail("sqlite:" + backup);
  const size_t rows = WholeTrail(*restored).size();
  CHECK(rows >= 50);
  CHECK(ValueOf(restored->Append(Records(1, "after"))).number == rows + 1);
}

TEST_CASE("a store without room says so, keeps what it has, and goes on when there is room") {
  const SqliteHome home;
  const std::vector<std::string> said = RunChild({"full", home.place()});
  REQUIRE(said.size() == 3);
  CHECK(said[0] == "the store has no room left: free some on its disk, or raise its quota: " + home.path());
  CHECK(said[1] == said[0]);
  CHECK(said[2] == "ok");
  const std::vector<AuditRow> rows = WholeTrail(*home.Open());
  CHECK(rows.size() % 20 == 1);
  CHECK(rows.back().record.actor == "after");
}

TEST_CASE("a store that may not be written says which file or folder it is, and is as it was once it may") {
  const SqliteHome home;
  REQUIRE(home.Open()->Append(Records(1, "x")).ok());
  const auto child = [&] { return RunChild({"open", home.place(), std::to_string(kNobody)}); };
  if (geteuid() == 0) {
    CHECK(Holds(child().at(0), "Permission denied"));  // the folder is root's
    for (const std::string& path : {home.folder().string(), home.path()}) {
      REQUIRE(chown(path.c_str(), kNobody, kNobody) == 0);
    }
  }
  CHECK(child() == std::vector<std::string>{"ok"});
  struct Row {
    std::string path;
    mode_t mode, usual;
    std::string what;
  };
  const Row kRows[] = {
      {home.path(), 0400, 0600, "the store's file may not be read and written (Permission denied)"},
      {home.folder(), 0500, 0700, "the store's folder may not be read and written (Permission denied)"}};
  for (const Row& row : kRows) {
    REQUIRE(chmod(row.path.c_str(), row.mode) == 0);
    const std::string refusal = child().at(0);
    CHECK(refusal.starts_with(row.what));
    CHECK(refusal.ends_with(": " + row.path));
    REQUIRE(chmod(row.path.c_str(), row.usual) == 0);
    CHECK(child() == std::vector<std::string>{"ok"});
  }
}

TEST_CASE("each error of SQLite comes with what to do") {
  struct Row {
    int code, system_error;
    const char* text;
  };
  const Row kRows[] = {
      {SQLITE_FULL, 0, "has no room left: free some on its disk"},
      {SQLITE_IOERR_WRITE, EDQUOT, "has no room left"},
      {SQLITE_IOERR_WRITE, EFBIG, "has no room left"},
      {SQLITE_IOERR_SHMSIZE, ENOSPC, "has no room left"},
      {SQLITE_IOERR_FSYNC, EIO, "look for errors of the disk in the system's log"},
      {SQLITE_READONLY_DBMOVED, 0, "cannot be written: see who owns its file"},
      {SQLITE_READONLY, EROFS, "mounted read-only"},
      {SQLITE_CANTOPEN, EACCES, "cannot be opened"},
      {SQLITE_CORRUPT_INDEX, 0, "restore a backup"},
      {SQLITE_NOTADB, 0, "restore a backup"},
      {SQLITE_BUSY_SNAPSHOT, 0, "held by another process"},
      {SQLITE_NOMEM, 0, "cannot be used (out of memory)"},
      {SQLITE_CONSTRAINT_PRIMARYKEY, 0, "cannot be used (constraint failed)"},
  };
  for (const Row& row : kRows) {
    const absl::Status status = SqliteError(nullptr, row.code, row.system_error, "/a/b.db");
    const std::string refusal = RefusalOf(status);
    CAPTURE(refusal);
    CHECK(Holds(refusal, row.text));
    CHECK(refusal.ends_with(": /a/b.db"));
    CHECK(SubjectOf(status) == "/a/b.db");
  }
}

// As version 1 was: never to be changed here.
constexpr char kVersion1[] = R"(
  CREATE TABLE audit (number INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL,
                      event TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
  CREATE INDEX audit_by_actor ON audit (actor, time, kind);
  CREATE INDEX audit_by_time ON audit (time, kind);
  CREATE TABLE bans (number INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
  CREATE TABLE checkpoints (number INTEGER NOT NULL, time INTEGER NOT NULL, hash BLOB NOT NULL, key TEXT NOT NULL,
                            signature BLOB NOT NULL, PRIMARY KEY (number, time, hash, key, signature))
    STRICT, WITHOUT ROWID;
  CREATE TABLE generations (number INTEGER PRIMARY KEY, hash TEXT NOT NULL, time INTEGER NOT NULL) STRICT;
  CREATE TABLE probe (count INTEGER NOT NULL) STRICT;
  INSERT INTO probe VALUES (0);
  INSERT INTO audit VALUES (1, 1700000000, 'ban', 'alice', '{}',
                            x'5352ed2ea5e1a5e8bf1cf1ef30ea09b1f1c2f3d6d5d9e5b6a9c6b4e0a7d8c9f0');
  INSERT INTO bans VALUES (1, 'a line');
  INSERT INTO generations VALUES (4, 'aa', 1700000000);
  PRAGMA application_id = 1215578417;
  PRAGMA user_version = 1)";

TEST_CASE("a store of version 1 is migrated and keeps what it has") {
  const SqliteHome home;
  RunOnFile(home.path(), kVersion1);
  REQUIRE(chmod(home.path().c_str(), 0600) == 0);
  {
    const auto store = home.Open();
    CHECK(ValueOf(store->ReadAudit({.kind = "ban"})).size() == 1);
    CHECK(ValueOf(store->ReadBans(0, 9))[0].line == "a line");
    CHECK(ValueOf(store->NumberGeneration("bb", 1)) == 5);
    CHECK(store->Check().ok());
  }
  CHECK(RunOnFile(home.path(), "PRAGMA user_version") == "2");
  CHECK(ValueOf(home.Open()->Head()).number == 1);
}

TEST_CASE("nobody is woken by a store that nobody shares") {
  const SqliteHome home;
  const auto store = home.Open();
  store->OnChange([] { FAIL("woken"); });
  REQUIRE(ValueOf(store->AppendBan({1, "x"}, RecordBy("alice", "ban"))));
  store->OnChange({});
}

}  // namespace
}  // namespace hardtack::authority
