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
//              says what to do; nothing was changed, unless it says that this is not known or that a standby is behind
//   UnsupportedVersion   a newer Hardtack made it
//
// docs/stores.md

#ifndef HARDTACK_AUTHORITY_STORE_STORE_H_
#define HARDTACK_AUTHORITY_STORE_STORE_H_

#include <chrono>
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
  uint64_t after = 0;                               // numbers above this one
  size_t most = 1000;                               // so many rows, the lowest numbers first
  std::optional<std::string> actor = std::nullopt;  // this name, and all names below it
  std::optional<std::string> kind = std::nullopt;
  std::optional<int64_t> since = std::nullopt;  // UTC seconds: since <= time
  std::optional<int64_t> until = std::nullopt;  // time < until
};

// An entry of the log of bans: its line as identity/ban_text.h writes it, without line feed.
struct BanLine {
  uint64_t number = 0;
  std::string line;
  bool operator==(const BanLine&) const = default;
};

// Of a shared store: what one authority did, the others know after this at the latest, as long as they reach it.
inline constexpr std::chrono::milliseconds kLongestUnaware{2000};

class Store {
 public:
  virtual ~Store() = default;

  // Appends a row for each record, all of them or none. The head after the last one; without records, that at hand.
  // Linear in the records.
  //   InvalidArgument   CheckRecord refuses one
  virtual absl::StatusOr<AuditHead> Append(std::span<const AuditRecord> records) = 0;

  // Appends an entry to the log of bans, and with it the row that records it, both or neither. False: the log does not
  // end with the number before `ban.number`, since somebody else was faster; nothing was appended.
  //   InvalidArgument   CheckRecord refuses the record
  virtual absl::StatusOr<bool> AppendBan(const BanLine& ban, const AuditRecord& record) = 0;

  // The entries of the log of bans above number `after`, in order, at most `most`.
  virtual absl::StatusOr<std::vector<BanLine>> ReadBans(uint64_t after, size_t most) = 0;

  // The rows that `query` asks for, by number. Without conditions or with `kind` alone it costs the rows returned; with
  // the others it looks, in an index, at every row of these names or of this time above `after`.
  virtual absl::StatusOr<std::vector<AuditRow>> ReadAudit(const AuditQuery& query) = 0;
  virtual absl::StatusOr<AuditHead> Head() = 0;

  // Adding one that is there changes nothing.
  virtual absl::Status AddCheckpoint(const AuditCheckpoint& checkpoint) = 0;
  // All of them, by the number of their head, then by time.
  virtual absl::StatusOr<std::vector<AuditCheckpoint>> ReadCheckpoints() = 0;

  // The number of the policy whose content hash this is: that of its last use if nothing else was used since, else one
  // above the highest. Numbers start at 1.
  virtual absl::StatusOr<uint64_t> NumberGeneration(std::string_view hash, int64_t now) = 0;

  // Whether it can be written now: it is, so this costs what a change costs.
  virtual absl::Status Check() = 0;

  // Calls `wake`, from a thread of the store's own, soon after somebody appended a ban or used another policy, and in
  // any case every kLongestUnaware, whatever has become of the connection: `wake` reads what it has not seen yet. It
  // must not throw, nor call OnChange. One at a time, whose place the next one takes; after OnChange has returned, the
  // one before is not called any more. Empty ends it. Never called by a store that nobody shares.
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
