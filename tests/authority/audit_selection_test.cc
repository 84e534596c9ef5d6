// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Which index a query of the audit trail walks in SQLite, by SQLite's own account.

#include "hardtack/authority/store/audit_selection.h"

#include "tests/authority/store_testing.h"

namespace hardtack::authority {
namespace {

// The steps of a statement's plan, a line each.
std::string PlanOf(sqlite3* handle, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(handle, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &statement, nullptr) == SQLITE_OK);
  std::string plan;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    plan += reinterpret_cast<const char*>(sqlite3_column_text(statement, 3));
    plan += '\n';
  }
  sqlite3_finalize(statement);
  return plan;
}

TEST_CASE("each combination of conditions walks the index that suits it, and no query scans the table") {
  const SqliteHome home;
  REQUIRE(home.Open()->Append(Records(3, "x")).ok());
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(home.path().c_str(), &handle) == SQLITE_OK);
  for (int combination = 0; combination < 16; ++combination) {
    AuditQuery query;
    if ((combination & 1) != 0) query.actor = "alice";
    if ((combination & 2) != 0) query.kind = "ban";
    if ((combination & 4) != 0) query.since = 1;
    if ((combination & 8) != 0) query.until = 2;
    const std::string plan = PlanOf(handle, Select(query).sql);
    CAPTURE(combination);
    CAPTURE(plan);
    CHECK(plan.find("SEARCH audit USING INTEGER PRIMARY KEY (rowid=?)") != std::string::npos);
    CHECK(plan.find("SCAN audit") == std::string::npos);
    const auto walks = [&](const std::string& step) { return plan.find(step) != std::string::npos; };
    if (query.actor.has_value()) {
      CHECK(walks("SEARCH audit USING COVERING INDEX audit_by_actor (actor=?"));
      CHECK(walks("SEARCH audit USING COVERING INDEX audit_by_actor (actor>? AND actor<?)"));
    } else if (query.since.has_value() || query.until.has_value()) {
      CHECK(walks("SEARCH audit USING COVERING INDEX audit_by_time (time"));
    } else if (query.kind.has_value()) {
      CHECK(walks("SEARCH audit USING COVERING INDEX audit_by_kind (kind=? AND rowid>?)"));
    } else {
      CHECK(walks("SEARCH audit USING INTEGER PRIMARY KEY (rowid>?)"));
    }
  }
  sqlite3_close(handle);
}

TEST_CASE("queries with the same conditions are the same statement") {
  CHECK(Select({.actor = "a", .since = 1}).sql == Select({.after = 7, .actor = "b", .since = 2}).sql);
  CHECK(Select({.actor = "a"}).sql != Select({.kind = "a"}).sql);
}

}  // namespace
}  // namespace hardtack::authority
