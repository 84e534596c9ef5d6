// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Changes in PostgreSQL. Tested by tests/authority/store_suite_test.cc and tests/authority/postgres_loss_test.cc.

#include "hardtack/authority/store/postgres_writer.h"

#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/store/postgres_error.h"
#include "hardtack/authority/store/postgres_tables.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

// A server that waits for a standby says so by a warning when it stops waiting, and the commit by itself succeeds.
absl::Status CheckStandby(PostgresConnection& connection) {
  const std::optional<std::string> warning = connection.TakeWarning();
  if (!warning.has_value()) return absl::OkStatus();
  return Error(ErrorKind::kIo,
               fmt::format("the store made the change, but no standby has confirmed it ({}): see its standbys: {}",
                           OneLine(*warning), connection.store()),
               connection.store());
}

// The message without the store, which every message ends with.
std::string_view WithoutStore(const absl::Status& status, const std::string& store) {
  std::string_view message = ToStd(status.message());
  if (message.ends_with(": " + store)) message.remove_suffix(store.size() + 2);
  return message;
}

absl::Status NotKnown(const absl::Status& lost, const absl::Status& since, const std::string& store) {
  return Error(ErrorKind::kIo,
               fmt::format("{}; that was while committing, and whether the change was made is not known, since {}: {}",
                           WithoutStore(lost, store), WithoutStore(since, store), store),
               store);
}

}  // namespace

PostgresWriter::PostgresWriter(PostgresPlace place, const PostgresOptions& options)
    : session_(std::move(place), options, &BeginToWrite), doubt_(options.doubt) {}

absl::StatusOr<std::optional<AuditHead>> PostgresWriter::Append(std::span<const AuditRecord> records,
                                                                const BanLine* ban) {
  ASSIGN_OR_RETURN(Outcome outcome, TryToAppend(records, ban));
  // A connection that nobody has used for a while may have ended long ago.
  if (outcome.fate == Outcome::Fate::kConnectionLost) {
    ASSIGN_OR_RETURN(outcome, TryToAppend(records, ban));
  }
  if (outcome.fate == Outcome::Fate::kConnectionLost) return outcome.lost;
  if (outcome.fate == Outcome::Fate::kSomebodyWasFaster) return std::optional<AuditHead>();
  return std::optional(outcome.head);
}

absl::StatusOr<PostgresWriter::Outcome> PostgresWriter::TryToAppend(std::span<const AuditRecord> records,
                                                                    const BanLine* ban) {
  ASSIGN_OR_RETURN(PostgresConnection* const connection, session_.Get());
  const PostgresCommand kBegin[] = {BeginChange(), LockChanges(), SelectHead(), SelectLastBan()};
  const absl::StatusOr<Rows> rows = connection->Run(kBegin);
  if (!rows.ok() && connection->lost()) return Outcome{Outcome::Fate::kConnectionLost, {}, rows.status()};
  RETURN_IF_ERROR(rows.status());
  const absl::StatusOr<AuditHead> head = HeadOf((*rows)[2], connection->store());
  const bool follows = ban == nullptr || static_cast<uint64_t>((*rows)[3].IntegerAt(0, 0)) + 1 == ban->number;
  if (head.ok() && follows) return Commit(*connection, *head, records, ban);
  connection->Run(AbandonChange()).IgnoreError();
  RETURN_IF_ERROR(head.status());
  return Outcome{Outcome::Fate::kSomebodyWasFaster, {}};
}

absl::StatusOr<PostgresWriter::Outcome> PostgresWriter::Commit(PostgresConnection& connection, AuditHead head,
                                                               std::span<const AuditRecord> records,
                                                               const BanLine* ban) {
  std::vector<PostgresCommand> commands;
  commands.reserve(records.size() + 3);
  if (ban != nullptr) {
    commands.push_back(InsertBan(*ban));
    commands.push_back(NotifyChange());
  }
  for (const AuditRecord& record : records) {
    head = Advance(head, record.event);
    commands.push_back(InsertRow({head.number, record, head.hash}));
  }
  commands.push_back(CommitChange());
  const absl::Status status = connection.Run(commands).status();
  if (!status.ok() && connection.lost()) return FindOut(head, status);
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(CheckStandby(connection));
  return Outcome{Outcome::Fate::kDone, head};
}

// The lock is free once the server is done with the lost connection, one way or the other. The row at the number is
// then ours if its hash is, since no two events are alike: each has the id of its request.
absl::StatusOr<PostgresWriter::Outcome> PostgresWriter::FindOut(const AuditHead& head, const absl::Status& lost) {
  const std::string& store = session_.place().description();
  const auto end = PostgresSession::Clock::now() + doubt_;
  while (true) {
    const absl::StatusOr<PostgresConnection*> connection = session_.GetBefore(end);
    if (!connection.ok()) return NotKnown(lost, connection.status(), store);
    const PostgresCommand kLook[] = {BeginChange(), LockChanges(), SelectHash(head.number), CommitChange()};
    const absl::StatusOr<Rows> rows = (*connection)->Run(kLook);
    if (!rows.ok() && (*connection)->lost() && PostgresSession::Clock::now() < end) continue;
    if (!rows.ok()) return NotKnown(lost, rows.status(), store);
    const auto hash = (*rows)[2].size() == 0 ? std::nullopt : (*rows)[2].DigestAt(0, 1);
    if (hash == head.hash) return Outcome{Outcome::Fate::kDone, head};
    return Outcome{Outcome::Fate::kConnectionLost, {}, lost};
  }
}

absl::Status PostgresWriter::AddCheckpoint(const AuditCheckpoint& checkpoint) {
  RETURN_IF_ERROR(RunAgainIfLost(session_, InsertCheckpoint(checkpoint)).status());
  ASSIGN_OR_RETURN(PostgresConnection* const connection, session_.Get());
  return CheckStandby(*connection);
}

absl::Status PostgresWriter::Check() {
  RETURN_IF_ERROR(RunAgainIfLost(session_, Probe()).status());
  ASSIGN_OR_RETURN(PostgresConnection* const connection, session_.Get());
  return CheckStandby(*connection);
}

// Numbered twice, a generation has the same number, unless another was used in between.
absl::StatusOr<uint64_t> PostgresWriter::NumberGeneration(std::string_view hash, int64_t now) {
  ASSIGN_OR_RETURN(std::optional<uint64_t> number, TryToNumber(hash, now));
  if (!number.has_value()) {
    ASSIGN_OR_RETURN(number, TryToNumber(hash, now));
  }
  if (number.has_value()) return *number;
  return PostgresLost("twice", session_.place().description());
}

// nullopt: the connection was lost.
absl::StatusOr<std::optional<uint64_t>> PostgresWriter::TryToNumber(std::string_view hash, int64_t now) {
  ASSIGN_OR_RETURN(PostgresConnection* const connection, session_.Get());
  const PostgresCommand kBegin[] = {BeginChange(), LockChanges(), SelectLastGeneration()};
  const absl::StatusOr<Rows> rows = connection->Run(kBegin);
  if (!rows.ok() && connection->lost()) return std::nullopt;
  RETURN_IF_ERROR(rows.status());
  const PostgresRows& last = (*rows)[2];
  const bool used = last.size() > 0 && last.BytesAt(0, 1) == hash;
  const uint64_t number = (last.size() > 0 ? static_cast<uint64_t>(last.IntegerAt(0, 0)) : 0) + (used ? 0 : 1);
  std::vector<PostgresCommand> commands;
  if (!used) commands = {InsertGeneration(number, hash, now), NotifyChange()};
  commands.push_back(CommitChange());
  const absl::Status status = connection->Run(commands).status();
  if (!status.ok() && connection->lost()) return std::nullopt;
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(CheckStandby(*connection));
  return number;
}

absl::StatusOr<PostgresRows> RunAgainIfLost(PostgresSession& session, const PostgresCommand& command) {
  ASSIGN_OR_RETURN(PostgresConnection * connection, session.Get());
  absl::StatusOr<PostgresRows> rows = connection->Run(command);
  if (rows.ok() || !connection->lost()) return rows;
  ASSIGN_OR_RETURN(connection, session.Get());
  return connection->Run(command);
}

}  // namespace hardtack::authority
