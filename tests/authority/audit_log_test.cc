// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The writer of the audit trail: many events share a commit, and nobody is told before theirs is durable.
#include "hardtack/authority/audit/audit_log.h"

#include <atomic>
#include <future>
#include <latch>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/authority/memory_store.h"

namespace hardtack::authority {
namespace {

AuditRecord RecordNumber(int number) { return {number, "start", "", "event " + std::to_string(number)}; }

TEST_CASE("each event is there when its sender is told, in the order in which they came") {
  MemoryStore store;
  AuditLog log(store);
  for (int i = 1; i <= 5; ++i) {
    std::promise<absl::Status> told;
    log.Append(RecordNumber(i), [&](const absl::Status& status) { told.set_value(status); });
    CHECK(told.get_future().get().ok());
    CHECK(store.rows.size() == static_cast<size_t>(i));
    CHECK(store.rows.back().record.event == "event " + std::to_string(i));
  }
}

TEST_CASE("what comes while the store writes shares the next commit") {
  MemoryStore store;
  std::latch writing(1), gathered(1);
  store.before_append = [&, first = true]() mutable {
    if (!std::exchange(first, false)) return;
    writing.count_down();
    gathered.wait();
  };
  std::atomic<int> told = 0;
  {
    AuditLog log(store);
    const auto count = [&](const absl::Status& status) { told += status.ok() ? 1 : 0; };
    log.Append(RecordNumber(0), count);
    writing.wait();
    for (int i = 1; i <= 50; ++i) log.Append(RecordNumber(i), count);
    CHECK(log.waiting() == 51);
    CHECK(told == 0);
    gathered.count_down();
  }  // what waits is written before the log goes
  CHECK(told == 51);
  CHECK(store.batches == std::vector<size_t>{1, 50});
}

TEST_CASE("whoever's event the store does not take is told so, and later ones are tried again") {
  MemoryStore store;
  AuditLog log(store);
  const auto append = [&] {
    std::promise<absl::Status> told;
    log.Append(RecordNumber(1), [&](const absl::Status& status) { told.set_value(status); });
    return told.get_future().get();
  };
  store.fails = true;
  CHECK(append().message() == "the store is full");
  CHECK(!append().ok());
  CHECK(log.status().message() == "the store is full");
  store.fails = false;
  CHECK(append().ok());
  CHECK(append().ok());
  CHECK(log.status().ok());
  CHECK(store.rows.size() == 2);
}

TEST_CASE("beyond the events that may wait the next one is refused at once") {
  MemoryStore store;
  std::latch writing(1), end(1);
  store.before_append = [&, first = true]() mutable {
    if (!std::exchange(first, false)) return;
    writing.count_down();
    end.wait();
  };
  std::atomic<size_t> written = 0;
  {
    AuditLog log(store);
    const auto count = [&](const absl::Status& status) { written += status.ok() ? 1 : 0; };
    log.Append(RecordNumber(0), count);
    writing.wait();
    for (size_t i = 0; i < AuditLog::kMaxWaiting; ++i) log.Append(RecordNumber(1), count);
    absl::Status refused;
    log.Append(RecordNumber(2), [&](const absl::Status& status) { refused = status; });
    CHECK(refused.message() == "the store is too slow: more events wait for it than are kept");
    CHECK(KindOf(refused) == ErrorKind::kIo);
    end.count_down();
  }
  CHECK(written == AuditLog::kMaxWaiting + 1);
  for (const size_t batch : store.batches) CHECK(batch <= AuditLog::kMaxBatch);
}

}  // namespace
}  // namespace hardtack::authority
