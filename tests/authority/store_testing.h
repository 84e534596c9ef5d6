// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the tests of stores share: places for stores of either kind, records to append, and what must hold of a trail.

#ifndef HARDTACK_TESTS_AUTHORITY_STORE_TESTING_H_
#define HARDTACK_TESTS_AUTHORITY_STORE_TESTING_H_

#include <sqlite3.h>

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/authority/store/store.h"
#include "hardtack/base/error.h"
#include "tests/authority/postgres_server.h"
#include "tests/cli/process.h"

namespace hardtack::authority {

inline bool Holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

inline std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

// Fails the test on an error.
template <typename T>
T ValueOf(absl::StatusOr<T> value) {
  INFO(MessageOf(value.status()));
  REQUIRE(value.ok());
  return *std::move(value);
}

inline std::unique_ptr<Store> OpenOrFail(const std::string& place) { return ValueOf(OpenStore(place)); }

// The message of an error, which must be of `kind`.
inline std::string RefusalOf(const absl::Status& status, ErrorKind kind = ErrorKind::kIo) {
  REQUIRE_FALSE(status.ok());
  CHECK(NameOf(KindOf(status).value_or(ErrorKind::kInternal)) == NameOf(kind));
  return MessageOf(status);
}

// Runs SQL on a file, beside the store; the first value of the first row, empty if there is none.
inline std::string RunOnFile(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
  std::string value;
  const auto keep = [](void* kept, int, char** values, char**) {
    auto& first = *static_cast<std::string*>(kept);
    if (first.empty() && values[0] != nullptr) first = values[0];
    return 0;
  };
  const int code = sqlite3_exec(handle, sql.c_str(), keep, &value, nullptr);
  CHECK_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(handle));
  sqlite3_close(handle);
  return value;
}

// A place for a store in SQLite.
class SqliteHome {
 public:
  static bool Available() { return true; }

  std::string path() const { return (folder_.path() / "authority.db").string(); }
  std::string place() const { return "sqlite:" + path(); }
  std::unique_ptr<Store> Open() const { return OpenOrFail(place()); }
  // Beside the store; tables are named without their schema.
  std::string Run(const std::string& sql) const { return RunOnFile(path(), sql); }
  static std::string Table(const std::string& name) { return name; }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  cli::ScratchFolder folder_;
};

// A place for a store in PostgreSQL.
class PostgresHome {
 public:
  static bool Available() {
    const std::string obstacle = PostgresServer::Obstacle();
    if (!obstacle.empty()) std::cerr << "NOT RUN: stores in PostgreSQL: " << obstacle << "\n";
    return obstacle.empty();
  }

  explicit PostgresHome(const std::string& options = "") : database_(PostgresServer::Shared().NewDatabase(options)) {}

  const std::string& database() const { return database_; }
  std::string place() const { return PostgresServer::Shared().Uri(database_); }
  std::unique_ptr<Store> Open() const { return OpenOrFail(place()); }
  std::string Run(const std::string& sql) const { return PostgresServer::Shared().Run(database_, sql); }
  static std::string Table(const std::string& name) { return "hardtack." + name; }

 private:
  std::string database_;
};

inline AuditRecord RecordBy(std::string actor, const std::string& what, int64_t time = 1'700'000'000) {
  std::string event = R"({"actor":")" + actor + R"(","what":")" + what + R"("})";
  return {time, "authorize", std::move(actor), std::move(event)};
}

inline std::vector<AuditRecord> Records(size_t count, const std::string& what) {
  std::vector<AuditRecord> records;
  for (size_t i = 0; i < count; ++i) records.push_back(RecordBy("alice", what + " " + std::to_string(i)));
  return records;
}

// Runs `work`, which gets the thread's number, in so many threads at once.
inline void RunTogether(int count, const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  threads.reserve(static_cast<size_t>(count));
  for (int thread = 0; thread < count; ++thread) threads.emplace_back(work, thread);
  for (std::thread& thread : threads) thread.join();
}

// All rows, read page by page; the chain that they make must be whole and end in the head.
inline std::vector<AuditRow> WholeTrail(Store& store, size_t page = 700) {
  std::vector<AuditRow> rows;
  AuditHead head;
  while (true) {
    const std::vector<AuditRow> more = ValueOf(store.ReadAudit({.after = head.number, .most = page}));
    for (const AuditRow& row : more) {
      head = Advance(head, row.record.event);
      const bool follows = row.number == head.number && row.hash == head.hash;
      REQUIRE(follows);
      rows.push_back(row);
    }
    if (more.empty()) break;
  }
  CHECK((ValueOf(store.Head()) == head));
  return rows;
}

inline std::vector<uint64_t> NumbersOf(const std::vector<AuditRow>& rows) {
  std::vector<uint64_t> numbers;
  numbers.reserve(rows.size());
  for (const AuditRow& row : rows) numbers.push_back(row.number);
  return numbers;
}

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_STORE_TESTING_H_
