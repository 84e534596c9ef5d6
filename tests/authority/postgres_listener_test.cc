// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Who is told of changes in PostgreSQL, and when.

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/authority/postgres_testing.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST_CASE("bans and policies are notified, rows of the audit trail are not") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = home.Open();
  SideConnection listener(home.place());
  REQUIRE(listener.Run("LISTEN hardtack_change"));
  REQUIRE(store->Append(Records(5, "x")).ok());
  REQUIRE(store->AddCheckpoint({{}, 1, "key", "signature"}).ok());
  REQUIRE(store->Check().ok());
  std::this_thread::sleep_for(milliseconds(200));
  CHECK(listener.TakeNotifications() == 0);
  REQUIRE(ValueOf(store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  REQUIRE(ValueOf(store->NumberGeneration("aa", 1)) == 1);
  REQUIRE(ValueOf(store->NumberGeneration("aa", 1)) == 1);
  std::this_thread::sleep_for(milliseconds(200));
  CHECK(listener.TakeNotifications() == 2);
}

// When a store that listens has seen so many bans.
class BanWatcher {
 public:
  explicit BanWatcher(Store& store) : store_(store) {
    store_.OnChange([this] {
      ++wakes_;
      const auto bans = store_.ReadBans(0, 1'000'000);
      if (bans.ok()) seen_ = static_cast<int>(bans->size());
    });
  }
  ~BanWatcher() { store_.OnChange({}); }
  BanWatcher(const BanWatcher&) = delete;
  BanWatcher& operator=(const BanWatcher&) = delete;

  int wakes() const { return wakes_; }
  // How long it took to see `count` bans; at most `most`.
  milliseconds WaitFor(int count, milliseconds most) const {
    const auto start = steady_clock::now();
    while (seen_ < count && steady_clock::now() - start < most) std::this_thread::sleep_for(milliseconds(2));
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
  }

 private:
  Store& store_;
  std::atomic<int> wakes_ = 0;
  std::atomic<int> seen_ = 0;
};

constexpr milliseconds kSlack{1000};  // for a machine that is busy

TEST_CASE("a ban wakes those who listen, soon if it is notified and in time if it is not") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto writer = home.Open();
  const auto listener = home.Open();
  const BanWatcher watcher(*listener);
  while (watcher.wakes() == 0) std::this_thread::sleep_for(milliseconds(5));
  milliseconds shortest = kLongestUnaware;
  for (int i = 1; i <= 5; ++i) {
    REQUIRE(ValueOf(writer->AppendBan({static_cast<uint64_t>(i), "line"}, RecordBy("alice", "ban"))));
    shortest = std::min(shortest, watcher.WaitFor(i, kLongestUnaware + kSlack));
  }
  CHECK(shortest < milliseconds(500));
  // As if its notification had been lost.
  home.Run("INSERT INTO hardtack.bans VALUES (6, 'line')");
  CHECK(watcher.WaitFor(6, 2 * kLongestUnaware + kSlack) <= kLongestUnaware + kSlack);
}

TEST_CASE("whoever listens goes on after the server was restarted, and is woken meanwhile too") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto writer = home.Open();
  const auto listener = home.Open();
  const BanWatcher watcher(*listener);
  while (watcher.wakes() == 0) std::this_thread::sleep_for(milliseconds(5));
  PostgresServer::Shared().Stop();
  const int before = watcher.wakes();
  std::this_thread::sleep_for(kLongestUnaware + kSlack);
  CHECK(watcher.wakes() > before);
  PostgresServer::Shared().Start();
  std::this_thread::sleep_for(PostgresOptions().longest_pause);
  REQUIRE(ValueOf(writer->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  CHECK(watcher.WaitFor(1, 2 * kLongestUnaware + kSlack) <= kLongestUnaware + kSlack);
}

TEST_CASE("nobody is woken after OnChange has taken them off") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = home.Open();
  std::atomic<int> first = 0;
  std::atomic<int> second = 0;
  store->OnChange([&] { ++first; });
  while (first == 0) std::this_thread::sleep_for(milliseconds(5));
  store->OnChange([&] { ++second; });
  const int before = first;
  while (second == 0) std::this_thread::sleep_for(milliseconds(5));
  store->OnChange({});
  const int after = second;
  REQUIRE(ValueOf(store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  std::this_thread::sleep_for(milliseconds(300));
  CHECK(first == before);
  CHECK(second == after);
}

}  // namespace
}  // namespace hardtack::authority
