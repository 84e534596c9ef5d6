// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Store keeps what an authority must not lose: the audit trail, the log of bans, checkpoints, and the numbers of policy
// generations. What a function has returned is durable. No store holds a token or a key.
//
// Several authorities may share a PostgreSQL store: each change is one transaction that sees those of the others, so
// there is one chain of audit rows and one numbering of bans whoever writes.
//
// Thread-safe. Functions wait for the disk or the network; servers call them from threads that may wait.
//   Io         the store cannot be read or written: full, read-only, not there, connection lost, damaged. The message
//              says what to do; nothing was changed, unless a connection was lost while committing, which the message
//              then says
//   UnsupportedVersion   a newer Hardtack made it

#ifndef HARDTACK_AUTHORITY_STORE_STORE_H_
#define HARDTACK_AUTHORITY_STORE_STORE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/audit/audit_row.h"

namespace hardtack::authority {

// Which rows of the audit trail; all conditions hold together.
struct AuditQuery {
  uint64_t after = 0;                   // numbers above this one
  size_t most = 1000;                   // so many rows, the lowest numbers first
  std::optional<std::string> actor;     // this name, and all names below it
  std::optional<std::string> kind;
  std::optional<int64_t> since, until;  // UTC seconds: since <= time < until
};

// An entry of the log of bans: its line as identity/ban_text.h writes it, without line feed.
struct BanLine {
  uint64_t number = 0;
  std::string line;
  bool operator==(const BanLine&) const = default;
};

class Store {
 public:
  virtual ~Store() = default;

  // Appends a row for each record, all of them or none. The head after the last one. Linear in the records.
  virtual absl::StatusOr<AuditHead> Append(std::span<const AuditRecord> records) = 0;

  // Appends an entry to the log of bans, and with it the row that records it, both or neither. False: the log does not
  // end with the number before `ban.number`, since somebody else was faster; nothing was appended.
  virtual absl::StatusOr<bool> AppendBan(const BanLine& ban, const AuditRecord& record) = 0;

  // The entries of the log of bans above number `after`, in order, at most `most`.
  virtual absl::StatusOr<std::vector<BanLine>> ReadBans(uint64_t after, size_t most) = 0;

  // The rows that `query` asks for, by number.
  virtual absl::StatusOr<std::vector<AuditRow>> ReadAudit(const AuditQuery& query) = 0;
  virtual absl::StatusOr<AuditHead> Head() = 0;

  virtual absl::Status AddCheckpoint(const AuditCheckpoint& checkpoint) = 0;
  // All of them, by the number of their head.
  virtual absl::StatusOr<std::vector<AuditCheckpoint>> ReadCheckpoints() = 0;

  // The number of the policy whose content hash this is: that of its last use if nothing else was used since, else one
  // above the highest. Numbers start at 1.
  virtual absl::StatusOr<uint64_t> NumberGeneration(std::string_view hash, int64_t now) = 0;

  // Whether it can be written now.
  virtual absl::Status Check() = 0;

  // Calls `wake`, from a thread of the store's own, when another authority may have appended a ban or used another
  // policy; at the latest some time after, never for certain: whoever needs to know polls as well. One at a time; empty
  // ends it. Nothing to do for a store that nobody shares.
  virtual void OnChange(std::function<void()> wake) = 0;

  // What it is, for people and logs, without secrets: "sqlite authority.db".
  virtual std::string Describe() const = 0;
};

// Opens the store at `place`: `sqlite:FILE` or `postgresql://...` as libpq takes it. Makes its tables if there are
// none, and migrates those of an older Hardtack.
//   InvalidArgument   `place` is neither
absl::StatusOr<std::unique_ptr<Store>> OpenStore(std::string_view place);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_STORE_H_
