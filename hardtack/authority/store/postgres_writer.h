// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PostgresWriter makes the changes of a PostgreSQL store, and finds out what has become of one whose connection was
// lost. Internal to the PostgreSQL store.

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_WRITER_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_WRITER_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/store/postgres_session.h"
#include "hardtack/authority/store/store.h"

namespace hardtack::authority {

// One thread at a time. Errors are those of Store.
class PostgresWriter {
 public:
  PostgresWriter(PostgresPlace place, const PostgresOptions& options);

  // Connects.
  absl::Status Begin() { return session_.Get().status(); }

  // Appends rows, and with them an entry of the log of bans if there is one. The new head; nullopt: somebody else was
  // faster with an entry.
  absl::StatusOr<std::optional<AuditHead>> Append(std::span<const AuditRecord> records, const BanLine* ban);
  absl::Status AddCheckpoint(const AuditCheckpoint& checkpoint);
  absl::StatusOr<uint64_t> NumberGeneration(std::string_view hash, int64_t now);
  absl::Status Check();

 private:
  // What an attempt has come to.
  struct Outcome {
    enum class Fate : uint8_t { kDone, kSomebodyWasFaster, kConnectionLost } fate;
    AuditHead head;          // kDone
    absl::Status lost = {};  // kConnectionLost, and nothing was changed
  };
  using Rows = std::vector<PostgresRows>;

  absl::StatusOr<Outcome> TryToAppend(std::span<const AuditRecord> records, const BanLine* ban);
  absl::StatusOr<Outcome> Commit(PostgresConnection& connection, AuditHead head, std::span<const AuditRecord> records,
                                 const BanLine* ban);
  absl::StatusOr<Outcome> FindOut(const AuditHead& head, const absl::Status& lost);
  absl::StatusOr<std::optional<uint64_t>> TryToNumber(std::string_view hash, int64_t now);

  PostgresSession session_;
  std::chrono::milliseconds doubt_;
};

// Runs a command that may as well be run twice, once more if the connection was lost.
absl::StatusOr<PostgresRows> RunAgainIfLost(PostgresSession& session, const PostgresCommand& command);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_WRITER_H_
