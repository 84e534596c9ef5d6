// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The store in PostgreSQL: one connection writes, one reads, each for one thread at a time, and one listens.
// Tested by tests/authority/store_suite_test.cc, tests/authority/postgres_store_test.cc and
// tests/authority/three_nodes_test.cc.

#include "hardtack/authority/store/postgres_store.h"

#include <mutex>
#include <utility>

#include "hardtack/authority/store/postgres_listener.h"
#include "hardtack/authority/store/postgres_place.h"
#include "hardtack/authority/store/postgres_session.h"
#include "hardtack/authority/store/postgres_tables.h"
#include "hardtack/authority/store/postgres_writer.h"
#include "hardtack/base/abseil.h"

namespace hardtack::authority {
namespace {

class PostgresStore final : public Store {
 public:
  PostgresStore(PostgresPlace place, const PostgresOptions& options)
      : place_(std::move(place)), options_(options), writer_(place_, options), reader_(place_, options, nullptr) {}

  absl::Status Begin() {
    const std::lock_guard lock(writing_);
    return writer_.Begin();
  }

  absl::StatusOr<AuditHead> Append(std::span<const AuditRecord> records) override {
    if (records.empty()) return Head();
    for (const AuditRecord& record : records) RETURN_IF_ERROR(CheckRecord(record));
    const std::lock_guard lock(writing_);
    ASSIGN_OR_RETURN(const std::optional<AuditHead> head, writer_.Append(records, nullptr));
    return *head;
  }

  absl::StatusOr<bool> AppendBan(const BanLine& ban, const AuditRecord& record) override {
    RETURN_IF_ERROR(CheckRecord(record));
    const std::lock_guard lock(writing_);
    ASSIGN_OR_RETURN(const std::optional<AuditHead> head, writer_.Append({&record, 1}, &ban));
    return head.has_value();
  }

  absl::StatusOr<std::vector<BanLine>> ReadBans(uint64_t after, size_t most) override {
    ASSIGN_OR_RETURN(const PostgresRows rows, Read(SelectBans(after, most)));
    return BansOf(rows);
  }

  absl::StatusOr<std::vector<AuditRow>> ReadAudit(const AuditQuery& query) override {
    ASSIGN_OR_RETURN(const PostgresRows rows, Read(SelectAudit(query)));
    return AuditOf(rows, place_.description());
  }

  absl::StatusOr<AuditHead> Head() override {
    ASSIGN_OR_RETURN(const PostgresRows rows, Read(SelectHead()));
    return HeadOf(rows, place_.description());
  }

  absl::Status AddCheckpoint(const AuditCheckpoint& checkpoint) override {
    const std::lock_guard lock(writing_);
    return writer_.AddCheckpoint(checkpoint);
  }

  absl::StatusOr<std::vector<AuditCheckpoint>> ReadCheckpoints() override {
    ASSIGN_OR_RETURN(const PostgresRows rows, Read(SelectCheckpoints()));
    return CheckpointsOf(rows, place_.description());
  }

  absl::StatusOr<uint64_t> NumberGeneration(std::string_view hash, int64_t now) override {
    const std::lock_guard lock(writing_);
    return writer_.NumberGeneration(hash, now);
  }

  absl::Status Check() override {
    const std::lock_guard lock(writing_);
    return writer_.Check();
  }

  void OnChange(std::function<void()> wake) override {
    const std::lock_guard lock(listening_);
    listener_.reset();
    if (wake != nullptr) listener_ = std::make_unique<PostgresListener>(place_, options_, std::move(wake));
  }

  std::string Describe() const override { return place_.description(); }

 private:
  absl::StatusOr<PostgresRows> Read(const PostgresCommand& command) {
    const std::lock_guard lock(reading_);
    return RunAgainIfLost(reader_, command);
  }

  const PostgresPlace place_;
  const PostgresOptions options_;
  std::mutex writing_;
  PostgresWriter writer_;  // guarded by writing_
  std::mutex reading_;
  PostgresSession reader_;  // guarded by reading_
  std::mutex listening_;
  std::unique_ptr<PostgresListener> listener_;  // guarded by listening_
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenPostgresStore(std::string uri, const PostgresOptions& options) {
  ASSIGN_OR_RETURN(PostgresPlace place, PostgresPlace::Parse(std::move(uri)));
  auto store = std::make_unique<PostgresStore>(std::move(place), options);
  RETURN_IF_ERROR(store->Begin());
  RETURN_IF_ERROR(store->Head().status());
  return store;
}

}  // namespace hardtack::authority
