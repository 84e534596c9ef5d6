// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What every store does. The same cases for SQLite and for PostgreSQL.

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "hardtack/authority/audit/audit_log.h"
#include "hardtack/identity/name.h"
#include "tests/authority/store_testing.h"

namespace hardtack::authority {
namespace {

constexpr int kThreads = 8;

#define STORE_TEST(name) TEST_CASE_TEMPLATE(name, Home, SqliteHome, PostgresHome)
#define REQUIRE_HOME() \
  if (!Home::Available()) return

BanLine BanOf(uint64_t number) { return {number, std::to_string(number) + "\tban\tidentity\talice\t5\t-\t\tlost"}; }

STORE_TEST("a new store is empty") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  CHECK((ValueOf(store->Head()) == AuditHead{}));
  CHECK(ValueOf(store->ReadAudit({})).empty());
  CHECK(ValueOf(store->ReadBans(0, 100)).empty());
  CHECK(ValueOf(store->ReadCheckpoints()).empty());
}

STORE_TEST("rows are numbered from 1, chained, and come back as they were") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  const std::vector<AuditRecord> records = Records(5, "first");
  const AuditHead head = ValueOf(store->Append(records));
  CHECK(head.number == 5);
  CHECK((ValueOf(store->Head()) == head));
  const std::vector<AuditRow> rows = WholeTrail(*store);
  REQUIRE(rows.size() == 5);
  for (size_t i = 0; i < rows.size(); ++i) CHECK((rows[i].record == records[i]));
  CHECK(ValueOf(store->Append(Records(2, "second"))).number == 7);
  CHECK(WholeTrail(*store).size() == 7);
}

STORE_TEST("a batch of a thousand rows is appended as one") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  CHECK(ValueOf(store->Append(Records(1000, std::string(300, 'x')))).number == 1000);
  CHECK(WholeTrail(*store).size() == 1000);
}

STORE_TEST("appending nothing returns the head at hand") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  const AuditHead head = ValueOf(store->Append(Records(1, "one")));
  CHECK((ValueOf(store->Append({})) == head));
  CHECK(WholeTrail(*store).size() == 1);
}

STORE_TEST("a record that cannot be kept is refused, and with it the batch") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  const AuditRecord good = RecordBy("alice", "good");
  const auto longest = [&] {
    AuditRecord record = good;
    record.kind = std::string(kMaxAuditKindBytes, 'k');
    record.actor.clear();
    for (uint32_t seed = 7; record.actor.size() < kMaxAuditActorBytes; seed = seed * 1103515245 + 12345) {
      record.actor += static_cast<char>(seed >> 24);  // which no compression makes shorter
    }
    record.event = std::string(kMaxAuditEventBytes, 'e');
    return record;
  }();
  std::vector<AuditRecord> bad(6, good);
  bad[0].kind.clear();
  bad[1].kind = "Ban";
  bad[2].kind = "ban\n";
  bad[3].kind = longest.kind + "k";
  bad[4].actor = longest.actor + "a";
  bad[5].event = longest.event + "e";
  for (const AuditRecord& record : bad) {
    const std::vector<AuditRecord> batch = {good, record};
    CHECK(RefusalOf(store->Append(batch).status(), ErrorKind::kInvalidArgument).starts_with("audit record: "));
    CHECK_FALSE(store->AppendBan(BanOf(1), record).ok());
  }
  CHECK(WholeTrail(*store).empty());
  CHECK(ValueOf(store->ReadBans(0, 1)).empty());
  CHECK(ValueOf(store->Append({&longest, 1})).number == 1);
  CHECK((WholeTrail(*store)[0].record == longest));
}

STORE_TEST("actor and event may be any bytes") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  const AuditRecord record{-5, "authorize", every, every + "'; DROP TABLE audit; --"};
  REQUIRE(store->Append({&record, 1}).ok());
  REQUIRE(store->AppendBan({1, every}, record).ok());
  CHECK((WholeTrail(*store)[1].record == record));
  CHECK(ValueOf(store->ReadBans(0, 9))[0].line == every);
  CHECK(ValueOf(store->ReadAudit({.actor = every})).size() == 2);
}

STORE_TEST("a query by actor finds the name and those below it, and no neighbour") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  const std::vector<std::string> names = {
      "a", "a:b", "a:b:c", "a;b", "a!b", "ab", "A", "a:", "a:~", "a ", "", "b", "a/b", "a9", "a:b", "a\xff"};
  for (const std::string& name : names) REQUIRE(store->Append(std::vector{RecordBy(name, "x")}).ok());
  for (const std::string& asked : names) {
    std::vector<uint64_t> expected;
    for (size_t i = 0; i < names.size(); ++i) {
      if (names[i] == asked || identity::IsStrictlyBelow(names[i], asked)) expected.push_back(i + 1);
    }
    CAPTURE(asked);
    CHECK(NumbersOf(ValueOf(store->ReadAudit({.actor = asked}))) == expected);
  }
}

STORE_TEST("the conditions of a query hold together, for every combination of them") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  std::mt19937 random(7);
  const auto below = [&](uint32_t bound) { return static_cast<size_t>(random() % bound); };
  const std::vector<std::string> actors = {"a", "a:b", "a:b:c", "b", ""};
  const std::vector<std::string> kinds = {"issue", "ban", "sign"};
  std::vector<AuditRecord> records(300);
  for (AuditRecord& record : records) {
    record = {static_cast<int64_t>(below(20)), kinds[below(3)], actors[below(5)], "{}"};
  }
  REQUIRE(store->Append(records).ok());
  for (int combination = 0; combination < 16; ++combination) {
    for (int round = 0; round < 4; ++round) {
      AuditQuery query{.after = below(200), .most = 1 + below(120)};
      if ((combination & 1) != 0) query.actor = actors[below(5)];
      if ((combination & 2) != 0) query.kind = kinds[below(3)];
      if ((combination & 4) != 0) query.since = static_cast<int64_t>(below(20));
      if ((combination & 8) != 0) query.until = static_cast<int64_t>(below(25));
      std::vector<uint64_t> expected;
      for (uint64_t number = query.after + 1; number <= records.size() && expected.size() < query.most; ++number) {
        const AuditRecord& record = records[number - 1];
        if (query.actor.has_value() && record.actor != *query.actor &&
            !identity::IsStrictlyBelow(record.actor, *query.actor)) {
          continue;
        }
        if (query.kind.has_value() && record.kind != *query.kind) continue;
        if (query.since.has_value() && record.time < *query.since) continue;
        if (query.until.has_value() && record.time >= *query.until) continue;
        expected.push_back(number);
      }
      CAPTURE(combination);
      CHECK(NumbersOf(ValueOf(store->ReadAudit(query))) == expected);
    }
  }
}

STORE_TEST("the largest numbers are no error") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  REQUIRE(store->Append(Records(3, "x")).ok());
  constexpr uint64_t kLargest = std::numeric_limits<uint64_t>::max();
  CHECK(ValueOf(store->ReadAudit({.after = kLargest})).empty());
  CHECK(ValueOf(store->ReadAudit({.most = kLargest})).size() == 3);
  CHECK(ValueOf(store->ReadAudit({.most = 0})).empty());
  CHECK(ValueOf(store->ReadBans(kLargest, kLargest)).empty());
  CHECK_FALSE(ValueOf(store->AppendBan(BanOf(kLargest), RecordBy("x", "y"))));
}

STORE_TEST("a ban and its row are appended together, in the order of their numbers only") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  for (uint64_t number = 1; number <= 4; ++number) {
    for (const uint64_t wrong : {uint64_t{0}, number - 1, number + 1, number + 100}) {
      CHECK_FALSE(ValueOf(store->AppendBan(BanOf(wrong), RecordBy("alice", "wrong"))));
    }
    CHECK(ValueOf(store->AppendBan(BanOf(number), RecordBy("alice", "ban " + std::to_string(number)))));
  }
  CHECK(WholeTrail(*store).size() == 4);
  CHECK((ValueOf(store->ReadBans(0, 100)) == std::vector{BanOf(1), BanOf(2), BanOf(3), BanOf(4)}));
  CHECK((ValueOf(store->ReadBans(1, 2)) == std::vector{BanOf(2), BanOf(3)}));
  CHECK(ValueOf(store->ReadBans(4, 100)).empty());
}

STORE_TEST("a policy keeps its number while nothing else is used") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  CHECK(ValueOf(store->NumberGeneration("aa", 10)) == 1);
  CHECK(ValueOf(store->NumberGeneration("aa", 11)) == 1);
  CHECK(ValueOf(store->NumberGeneration("bb", 12)) == 2);
  CHECK(ValueOf(store->NumberGeneration("aa", 13)) == 3);
  CHECK(ValueOf(home.Open()->NumberGeneration("aa", 14)) == 3);
}

STORE_TEST("checkpoints come back by number, and one that is added twice is one") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  const AuditHead early = ValueOf(store->Append(Records(2, "x")));
  const AuditHead late = ValueOf(store->Append(Records(2, "y")));
  const AuditCheckpoint first{early, 10, "ed25519/00", std::string("\0sig", 4)};
  const AuditCheckpoint second{late, 20, "ed25519/00", "signature"};
  const AuditCheckpoint again{late, 30, "ed25519/00", "signature"};
  for (const auto& checkpoint : {again, second, first, second}) REQUIRE(store->AddCheckpoint(checkpoint).ok());
  CHECK((ValueOf(store->ReadCheckpoints()) == std::vector{first, second, again}));
}

STORE_TEST("what was kept is there when the store is opened again") {
  REQUIRE_HOME();
  const Home home;
  const AuditCheckpoint checkpoint{{}, 10, "ed25519/00", "signature"};
  std::vector<AuditRow> rows;
  {
    const auto store = home.Open();
    REQUIRE(store->Append(Records(10, "x")).ok());
    REQUIRE(ValueOf(store->AppendBan(BanOf(1), RecordBy("alice", "ban"))));
    REQUIRE(store->AddCheckpoint(checkpoint).ok());
    REQUIRE(ValueOf(store->NumberGeneration("aa", 10)) == 1);
    rows = WholeTrail(*store);
  }
  const auto store = home.Open();
  CHECK((WholeTrail(*store) == rows));
  CHECK((ValueOf(store->ReadBans(0, 9)) == std::vector{BanOf(1)}));
  CHECK((ValueOf(store->ReadCheckpoints()) == std::vector{checkpoint}));
  CHECK(ValueOf(store->Append(Records(1, "y"))).number == 12);
  CHECK(ValueOf(store->NumberGeneration("bb", 11)) == 2);
}

STORE_TEST("a store that can be written says so, and nothing of it shows") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  for (int i = 0; i < 3; ++i) CHECK(store->Check().ok());
  CHECK(WholeTrail(*store).empty());
}

STORE_TEST("rows that eight threads append through two stores make one chain") {
  REQUIRE_HOME();
  const Home home;
  const auto one = home.Open();
  const auto other = home.Open();
  constexpr int kBatches = 15;
  std::atomic<int> failures = 0;
  RunTogether(kThreads, [&](int thread) {
    Store& store = thread % 2 == 0 ? *one : *other;
    for (int batch = 0; batch < kBatches; ++batch) {
      const auto name = std::to_string(thread) + "/" + std::to_string(batch);
      if (!store.Append(Records(1 + static_cast<size_t>(batch % 4), name)).ok()) ++failures;
      if (!store.ReadAudit({.most = 5}).ok() || !store.Head().ok()) ++failures;
    }
  });
  CHECK(failures == 0);
  std::set<std::string> events;
  const std::vector<AuditRow> rows = WholeTrail(*one);
  for (const AuditRow& row : rows) events.insert(row.record.event);
  CHECK(events.size() == rows.size());
  CHECK(rows.size() == kThreads * (3 * 10 + 6));
}

STORE_TEST("of eight threads that append the same number to the log of bans, one succeeds") {
  REQUIRE_HOME();
  const Home home;
  const auto one = home.Open();
  const auto other = home.Open();
  constexpr uint64_t kBans = 12;
  std::map<uint64_t, std::atomic<int>> winners;
  for (uint64_t number = 1; number <= kBans; ++number) winners[number] = 0;
  std::atomic<int> failures = 0;
  RunTogether(kThreads, [&](int thread) {
    Store& store = thread % 2 == 0 ? *one : *other;
    for (uint64_t number = 1; number <= kBans; ++number) {
      const auto appended = store.AppendBan(BanOf(number), RecordBy("t" + std::to_string(thread), "ban"));
      if (!appended.ok()) ++failures;
      if (appended.ok() && *appended) ++winners.at(number);
    }
  });
  CHECK(failures == 0);
  for (const auto& [number, count] : winners) CHECK(count == 1);
  CHECK(ValueOf(one->ReadBans(0, 1000)).size() == kBans);
  CHECK(WholeTrail(*one).size() == kBans);
}

STORE_TEST("events that wait for each other share commits, and one that cannot be kept harms no other") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  constexpr int kEach = 40;
  std::atomic<int> kept = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> others = 0;
  {
    AuditLog log(*store);
    const auto done = [&](const absl::Status& status) {
      ++(status.ok() ? kept : KindOf(status) == ErrorKind::kInvalidArgument ? refused : others);
    };
    RunTogether(kThreads, [&](int) {
      for (int i = 0; i < kEach; ++i) {
        AuditRecord record = RecordBy("alice", "x");
        if (i % 10 == 0) record.kind = "not a kind";
        log.Append(std::move(record), done);
      }
    });
  }
  CHECK(kept == kThreads * kEach * 9 / 10);
  CHECK(refused == kThreads * kEach / 10);
  CHECK(others == 0);
  CHECK(WholeTrail(*store).size() == static_cast<size_t>(kept));
}

STORE_TEST("tables of a newer version are refused and left alone") {
  REQUIRE_HOME();
  const Home home;
  REQUIRE(home.Open()->Append(Records(1, "x")).ok());
  const bool sqlite = home.place().starts_with("sqlite:");
  home.Run(sqlite ? "PRAGMA user_version = 99" : "INSERT INTO hardtack.version VALUES (99)");
  const std::string refusal = RefusalOf(OpenStore(home.place()).status(), ErrorKind::kUnsupportedVersion);
  CHECK(refusal.find("version 99") != std::string::npos);
  CHECK(home.Run("SELECT count(*) FROM " + Home::Table("audit")) == "1");
}

STORE_TEST("a hash of another length is damage") {
  REQUIRE_HOME();
  const Home home;
  const auto store = home.Open();
  REQUIRE(store->Append(Records(2, "x")).ok());
  home.Run("UPDATE " + Home::Table("audit") +
           (home.place().starts_with("sqlite:") ? " SET hash = x'00'" : " SET hash = '\\x00'"));
  for (const absl::Status& status : {store->Head().status(), store->ReadAudit({}).status(),
                                     store->Append(Records(1, "y")).status(), OpenStore(home.place()).status()}) {
    CHECK(RefusalOf(status).find("damaged") != std::string::npos);
  }
}

}  // namespace
}  // namespace hardtack::authority
