// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A store in memory for tests of what stands on stores: it keeps what it is given, can be tampered with, and fails when
// it is told to.

#ifndef HARDTACK_TESTS_AUTHORITY_MEMORY_STORE_H_
#define HARDTACK_TESTS_AUTHORITY_MEMORY_STORE_H_

#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/authority/store/store.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {

// Everything is public: whoever tests reads and changes it between calls.
struct MemoryStore final : Store {
  std::mutex mutex;
  std::vector<AuditRow> rows;
  std::vector<BanLine> bans;
  std::vector<AuditCheckpoint> checkpoints;
  std::vector<std::string> generations;
  std::vector<size_t> batches;  // how many rows each call appended
  size_t checks = 0;
  bool fails = false;
  std::function<void()> before_append;  // called without the lock

  absl::Status Fails() const { return fails ? Error(ErrorKind::kIo, "the store is full") : absl::OkStatus(); }

  void Put(const AuditRecord& record) {
    AuditHead head;
    if (!rows.empty()) head = {rows.back().number, rows.back().hash};
    head = Advance(head, record.event);
    rows.push_back({head.number, record, head.hash});
  }

  absl::StatusOr<AuditHead> Append(std::span<const AuditRecord> records) override {
    if (before_append) before_append();
    const std::lock_guard lock(mutex);
    if (fails) return Fails();
    for (const AuditRecord& record : records) Put(record);
    batches.push_back(records.size());
    return AuditHead{rows.back().number, rows.back().hash};
  }

  absl::StatusOr<bool> AppendBan(const BanLine& ban, const AuditRecord& record) override {
    const std::lock_guard lock(mutex);
    if (fails) return Fails();
    if (ban.number != bans.size() + 1) return false;
    bans.push_back(ban);
    Put(record);
    return true;
  }

  absl::StatusOr<std::vector<BanLine>> ReadBans(uint64_t after, size_t most) override {
    const std::lock_guard lock(mutex);
    if (fails) return Fails();
    std::vector<BanLine> found;
    for (size_t i = after; i < bans.size() && found.size() < most; ++i) found.push_back(bans[i]);
    return found;
  }

  absl::StatusOr<std::vector<AuditRow>> ReadAudit(const AuditQuery& query) override {
    const std::lock_guard lock(mutex);
    if (fails) return Fails();
    std::vector<AuditRow> found;
    for (const AuditRow& row : rows) {
      const bool actor = !query.actor || row.record.actor == *query.actor ||
                         row.record.actor.starts_with(*query.actor + ":");
      const bool time = row.record.time >= query.since.value_or(INT64_MIN) &&
                        row.record.time < query.until.value_or(INT64_MAX);
      const bool kind = !query.kind || row.record.kind == *query.kind;
      if (row.number > query.after && actor && kind && time && found.size() < query.most) found.push_back(row);
    }
    return found;
  }

  absl::StatusOr<AuditHead> Head() override {
    const std::lock_guard lock(mutex);
    if (fails) return Fails();
    return rows.empty() ? AuditHead() : AuditHead{rows.back().number, rows.back().hash};
  }

  absl::Status AddCheckpoint(const AuditCheckpoint& checkpoint) override {
    const std::lock_guard lock(mutex);
    if (!fails) checkpoints.push_back(checkpoint);
    return Fails();
  }

  absl::StatusOr<std::vector<AuditCheckpoint>> ReadCheckpoints() override {
    const std::lock_guard lock(mutex);
    if (fails) return Fails();
    return checkpoints;
  }

  absl::StatusOr<uint64_t> NumberGeneration(std::string_view hash, int64_t) override {
    const std::lock_guard lock(mutex);
    if (fails) return Fails();
    if (generations.empty() || generations.back() != hash) generations.emplace_back(hash);
    return generations.size();
  }

  absl::Status Check() override {
    ++checks;
    return Fails();
  }
  void OnChange(std::function<void()>) override {}
  std::string Describe() const override { return "memory"; }
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_MEMORY_STORE_H_
