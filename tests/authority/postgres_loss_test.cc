// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Servers that go away, connections that are cut at the worst moment, and nodes that are held up.

#include <chrono>
#include <thread>

#include "tests/authority/postgres_testing.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Mode = CuttingProxy::Mode;

TEST_CASE("a server that is stopped is an Io error, and once it is started again the store works") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = OpenImpatient(home.place());
  REQUIRE(store->Append(Records(3, "before")).ok());
  PostgresServer::Shared().Stop();
  for (int i = 0; i < 3; ++i) {
    CHECK(Holds(RefusalOf(store->Append(Records(1, "lost")).status()), "cannot be reached"));
    CHECK(Holds(RefusalOf(store->Head().status()), "cannot be reached"));
    CHECK(Holds(RefusalOf(store->Check()), "cannot be reached"));
    std::this_thread::sleep_for(milliseconds(150));
  }
  PostgresServer::Shared().Start();
  const auto started = steady_clock::now();
  while (!store->Check().ok() && steady_clock::now() - started < std::chrono::seconds(10)) {
    std::this_thread::sleep_for(milliseconds(20));
  }
  CHECK(steady_clock::now() - started < Impatient().longest_pause + milliseconds(1000));
  CHECK(ValueOf(store->Append(Records(1, "after"))).number == 4);
  std::this_thread::sleep_for(Impatient().longest_pause);
  CHECK(WholeTrail(*store).size() == 4);
}

TEST_CASE("connections that ended while nobody used them are made again unnoticed") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = home.Open();
  for (int i = 1; i < 4; ++i) {
    home.Run(kEndSessions);
    CHECK(ValueOf(store->Append(Records(1, "x"))).number == static_cast<uint64_t>(3 * i - 2));
    home.Run(kEndSessions);
    CHECK(ValueOf(store->AppendBan({static_cast<uint64_t>(i), "line"}, RecordBy("alice", "ban"))));
    CHECK(ValueOf(store->NumberGeneration(std::to_string(i), 5)) == static_cast<uint64_t>(i));
    home.Run(kEndSessions);
    CHECK(store->Check().ok());
    CHECK(store->AddCheckpoint({{}, i, "key", "signature"}).ok());
    CHECK(ValueOf(store->Append(Records(1, "y"))).number == static_cast<uint64_t>(3 * i));
    CHECK(ValueOf(store->ReadCheckpoints()).size() == static_cast<size_t>(i));
  }
}

TEST_CASE("a change whose COMMIT did not arrive is made once") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  proxied.proxy.Set(Mode::kCutBeforeCommit);
  CHECK(ValueOf(proxied.store->Append(Records(3, "x"))).number == 3);
  proxied.proxy.Set(Mode::kCutBeforeCommit);
  CHECK(ValueOf(proxied.store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  proxied.proxy.Set(Mode::kCutBeforeCommit);
  CHECK(ValueOf(proxied.store->NumberGeneration("aa", 1)) == 1);
  CHECK(proxied.proxy.cuts() == 3);
  CHECK(WholeTrail(*proxied.store).size() == 4);
}

TEST_CASE("a change whose COMMIT was not answered is made once") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  proxied.proxy.Set(Mode::kCutAfterCommit);
  CHECK(ValueOf(proxied.store->Append(Records(3, "x"))).number == 3);
  proxied.proxy.Set(Mode::kCutAfterCommit);
  CHECK(ValueOf(proxied.store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  proxied.proxy.Set(Mode::kCutAfterCommit);
  CHECK(ValueOf(proxied.store->NumberGeneration("aa", 1)) == 1);
  CHECK(proxied.proxy.cuts() == 3);
  CHECK(WholeTrail(*proxied.store).size() == 4);
  CHECK(ValueOf(proxied.store->ReadBans(0, 9)).size() == 1);
}

TEST_CASE("when nobody can say what has become of a change, the error says so") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  for (const Mode mode : {Mode::kCutBeforeCommit, Mode::kCutAfterCommit}) {
    proxied.proxy.Set(mode, Mode::kClosed);
    const std::string refusal = RefusalOf(proxied.store->Append(Records(1, "x")).status());
    CAPTURE(refusal);
    CHECK(Holds(refusal, "whether the change was made is not known"));
    CHECK_FALSE(Holds(refusal, PostgresServer::kPassword));
    proxied.proxy.Set(Mode::kPass);
    std::this_thread::sleep_for(Impatient().longest_pause);
  }
  CHECK(WholeTrail(*proxied.store).size() == 1);
  CHECK(ValueOf(proxied.store->Append(Records(1, "y"))).number == 2);
}

TEST_CASE("a server that is not there is asked ever less often, and those who want it in between do not wait") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  proxied.proxy.Set(Mode::kClosed);
  std::this_thread::sleep_for(milliseconds(100));
  const int before = proxied.proxy.connections();
  const auto start = steady_clock::now();
  int refused = 0;
  while (steady_clock::now() - start < milliseconds(1200)) {
    if (!proxied.store->Head().ok()) ++refused;
    std::this_thread::sleep_for(milliseconds(1));
  }
  CHECK(refused > 100);
  // After 0.1, 0.3 and 0.7 s; libpq may try twice each time.
  const int connections = proxied.proxy.connections() - before;
  CHECK(connections <= 10);
}

TEST_CASE("a server that does not answer is given up in time") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  REQUIRE(proxied.store->Append(Records(1, "x")).ok());
  proxied.proxy.Set(Mode::kSilent);
  const auto start = steady_clock::now();
  RefusalOf(proxied.store->Append(Records(1, "y")).status());
  CHECK(steady_clock::now() - start < std::chrono::seconds(8));
  proxied.proxy.Set(Mode::kPass);
  std::this_thread::sleep_for(Impatient().longest_pause);
  CHECK(ValueOf(proxied.store->Append(Records(1, "z"))).number == 2);
}

TEST_CASE("a node that is held up in the middle of a change does not hold up the others for long") {
  if (!PostgresHome::Available()) return;
  ProxiedStore held;
  const auto other = held.home.Open();
  held.proxy.Set(Mode::kHoldCommit);
  absl::StatusOr<AuditHead> late;
  std::thread appending([&] { late = held.store->Append(Records(1, "held")); });
  while (held.proxy.mode() != Mode::kSilent) std::this_thread::sleep_for(milliseconds(5));
  const auto start = steady_clock::now();
  CHECK(ValueOf(other->Append(Records(1, "other"))).number == 1);
  CHECK(steady_clock::now() - start < Impatient().statement / 2 + milliseconds(1000));
  held.proxy.Set(Mode::kPass);
  appending.join();
  CHECK(ValueOf(late).number == 2);
  CHECK(WholeTrail(*other).size() == 2);
}

TEST_CASE("whoever waits too long for the others is refused, and nothing was changed") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = OpenImpatient(home.place());
  SideConnection holder(home.place());
  REQUIRE(holder.Run("BEGIN"));
  REQUIRE(holder.Run("SELECT pg_advisory_xact_lock(7521418628460274539)"));
  CHECK(Holds(RefusalOf(store->Append(Records(1, "x")).status()), "the server took too long"));
  CHECK(store->Head().ok());
  REQUIRE(holder.Run("ROLLBACK"));
  CHECK(ValueOf(store->Append(Records(1, "y"))).number == 1);
}

}  // namespace
}  // namespace hardtack::authority
