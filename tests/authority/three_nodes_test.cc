// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Three authorities on one PostgreSQL: they append and ban at the same time, one of them is killed, and the others go
// on.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

#include "hardtack/report/json_text.h"
#include "tests/authority/child_process.h"
#include "tests/authority/store_testing.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// When each ban was appended, and when each node saw it. Thread-safe.
class Sightings {
 public:
  void Appended(uint64_t number) {
    const std::lock_guard lock(mutex_);
    appended_.emplace(number, steady_clock::now());
  }
  void Seen(uint64_t number) {
    const std::lock_guard lock(mutex_);
    seen_.emplace(number, steady_clock::now());
  }
  // The longest that a ban took to be seen; bans that were never seen count as a day.
  milliseconds Longest() const {
    const std::lock_guard lock(mutex_);
    milliseconds longest{0};
    for (const auto& [number, when] : appended_) {
      const auto found = seen_.find(number);
      const auto took = found == seen_.end() ? std::chrono::hours(24) : found->second - when;
      longest = std::max(longest, std::chrono::duration_cast<milliseconds>(took));
    }
    return longest;
  }
  size_t appended() const {
    const std::lock_guard lock(mutex_);
    return appended_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::map<uint64_t, steady_clock::time_point> appended_, seen_;
};

// A node in this process: appends rows and bans until it is told to end, and watches for the others' bans.
class Node {
 public:
  Node(const std::string& place, std::string name, Sightings& mine, Sightings& others)
      : name_(std::move(name)), store_(OpenOrFail(place)), mine_(mine), others_(others) {
    store_->OnChange([this] { Look(); });
    threads_.emplace_back([this] { AppendRows(); });
    threads_.emplace_back([this] { AppendBans(); });
  }
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  ~Node() { End(); }

  void End() {
    ends_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  void StopWatching() { store_->OnChange({}); }

  Store& store() { return *store_; }
  int failures() const { return failures_; }
  uint64_t rows() const { return rows_; }

 private:
  void AppendRows() {
    for (int i = 0; !ends_; ++i) {
      const size_t count = 1 + static_cast<size_t>(i % 5);
      const bool ok = store_->Append(Records(count, name_ + "/" + std::to_string(i))).ok();
      ok ? rows_ += count : ++failures_;
    }
  }

  void AppendBans() {
    uint64_t last = 0;
    while (!ends_) {
      const auto bans = store_->ReadBans(last, 1000);
      if (bans.ok() && !bans->empty()) last = bans->back().number;
      const auto appended = store_->AppendBan({last + 1, name_}, RecordBy(name_, "ban " + std::to_string(last + 1)));
      if (!appended.ok()) ++failures_;
      if (appended.ok() && *appended) {
        mine_.Appended(last + 1);
        ++rows_;
      }
      std::this_thread::sleep_for(milliseconds(20));
    }
  }

  void Look() {
    const auto bans = store_->ReadBans(seen_, 100'000);
    if (!bans.ok() || bans->empty()) return;
    for (const BanLine& ban : *bans) others_.Seen(ban.number);
    seen_ = bans->back().number;
  }

  std::string name_;
  std::unique_ptr<Store> store_;
  Sightings& mine_;    // of the bans that this node appends
  Sightings& others_;  // of those that the other one does
  std::atomic<bool> ends_ = false;
  std::atomic<int> failures_ = 0;
  std::atomic<uint64_t> rows_ = 0;
  uint64_t seen_ = 0;  // used by Look alone
  std::vector<std::thread> threads_;
};

TEST_CASE("three nodes keep one trail and one log of bans, each sees the others' bans in time, and one may be killed") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  Sightings of_one;  // one's bans, as other sees them
  Sightings of_other;
  AppendingChild killed(home.place(), "killed");
  Acknowledged acknowledged;
  {
    Node one(home.place(), "one", of_one, of_other);
    Node other(home.place(), "other", of_other, of_one);
    killed.WaitForTheFirstReport();
    std::this_thread::sleep_for(milliseconds(1000));
    killed.Kill();
    std::this_thread::sleep_for(milliseconds(2000));
    one.End();
    other.End();
    std::this_thread::sleep_for(kLongestUnaware);
    one.StopWatching();
    other.StopWatching();
    CHECK(one.failures() == 0);
    CHECK(other.failures() == 0);

    acknowledged.Add(killed.Reports());
    const std::vector<AuditRow> rows = WholeTrail(one.store());
    CHECK((ValueOf(other.store().Head()) == ValueOf(one.store().Head())));
    for (const auto& [number, hash] : acknowledged.rows) {
      REQUIRE(number <= rows.size());
      CHECK(report::Hex(crypto::View(rows[number - 1].hash)) == hash);
    }
    const auto of_the_killed =
        std::ranges::count_if(rows, [](const AuditRow& row) { return row.record.actor.starts_with("killed"); });
    CHECK(rows.size() == one.rows() + other.rows() + static_cast<uint64_t>(of_the_killed));

    const std::vector<BanLine> bans = ValueOf(one.store().ReadBans(0, 1'000'000));
    for (size_t i = 0; i < bans.size(); ++i) CHECK(bans[i].number == i + 1);
    for (const uint64_t number : acknowledged.bans) REQUIRE(number <= bans.size());
  }
  MESSAGE(of_one.appended() << " and " << of_other.appended() << " bans, the last to be seen after "
                            << std::max(of_one.Longest(), of_other.Longest()).count() << " ms; the killed node made "
                            << acknowledged.rows.size() << " appends and " << acknowledged.bans.size() << " bans");
  CHECK(of_one.appended() > 10);
  CHECK(of_other.appended() > 10);
  CHECK(acknowledged.rows.size() > 1);
  CHECK(of_one.Longest() <= kLongestUnaware + milliseconds(1000));
  CHECK(of_other.Longest() <= kLongestUnaware + milliseconds(1000));
}

}  // namespace
}  // namespace hardtack::authority
