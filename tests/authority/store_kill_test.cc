// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A process that appends to a store in SQLite is killed at a random moment, again and again. What was acknowledged is
// there afterwards, and the chain is whole. This shows what outlasts a process; what outlasts a loss of power is up to
// SQLite, which syncs before it returns, and to the disk.
//
// authority_store_test -tc='*killed*' --kill-rounds=200 is a longer run.

#include <chrono>
#include <random>
#include <thread>

#include "hardtack/report/json_text.h"
#include "tests/authority/asked_number.h"
#include "tests/authority/child_process.h"
#include "tests/authority/store_testing.h"

namespace hardtack::authority {
namespace {

void CheckAcknowledged(Store& store, const Acknowledged& acknowledged) {
  const std::vector<AuditRow> rows = WholeTrail(store);
  for (const auto& [number, hash] : acknowledged.rows) {
    REQUIRE(number <= rows.size());
    REQUIRE(report::Hex(crypto::View(rows[number - 1].hash)) == hash);
  }
  const std::vector<BanLine> bans = ValueOf(store.ReadBans(0, 1'000'000));
  for (size_t i = 0; i < bans.size(); ++i) REQUIRE(bans[i].number == i + 1);
  for (const uint64_t number : acknowledged.bans) REQUIRE(number <= bans.size());
}

TEST_CASE("what was acknowledged by a process that was killed is kept, and the chain is whole") {
  const SqliteHome home;
  Acknowledged acknowledged;
  std::mt19937 random(std::random_device{}());
  const unsigned long rounds = AskedNumber("--kill-rounds=", 20);
  for (unsigned long round = 0; round < rounds; ++round) {
    CAPTURE(round);
    AppendingChild child(home.place(), "round " + std::to_string(round));
    // Some are killed while they open the store.
    if (round % 4 != 0) child.WaitForTheFirstReport();
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
    child.Kill();
    acknowledged.Add(child.Reports());
    CheckAcknowledged(*home.Open(), acknowledged);
  }
  MESSAGE(rounds << " kills, " << acknowledged.rows.size() << " appends and " << acknowledged.bans.size()
                 << " bans acknowledged, all kept");
  CHECK(acknowledged.rows.size() > rounds);
  CHECK(RunOnFile(home.path(), "PRAGMA integrity_check") == "ok");
}

}  // namespace
}  // namespace hardtack::authority
