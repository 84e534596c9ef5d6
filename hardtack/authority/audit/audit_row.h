// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A row of the audit trail, and how rows are chained: the hash of a row covers the hash of the row before it, so that
// whoever knows the hash of one row would notice any change to those before it.
//
//   hash(0) = 32 bytes of zero
//   hash(n) = SHA-256("hardtack-audit-v1" | n as 8 bytes, big-endian | hash(n-1) | event)
//
// Plain values and functions without state: any thread. docs/audit.md

#ifndef HARDTACK_AUTHORITY_AUDIT_AUDIT_ROW_H_
#define HARDTACK_AUTHORITY_AUDIT_AUDIT_ROW_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "hardtack/crypto/digest.h"

namespace hardtack::authority {

// Where the chain has come to: the last row's number and hash. The empty chain is {0, zeros}.
struct AuditHead {
  uint64_t number = 0;
  crypto::Digest hash{};
  bool operator==(const AuditHead&) const = default;
};

// What is recorded. `event` is one JSON object on one line (audit_event.h) and all that the hash covers; the other
// members repeat some of it, so that a store can look rows up by them.
struct AuditRecord {
  int64_t time = 0;   // UTC seconds
  std::string kind;   // e.g. "authorize"
  std::string actor;  // who acted; empty: not known
  std::string event;
  bool operator==(const AuditRecord&) const = default;
};

inline constexpr size_t kMaxAuditKindBytes = 64;
inline constexpr size_t kMaxAuditActorBytes = 2048;  // an index of PostgreSQL holds no more
inline constexpr size_t kMaxAuditEventBytes = size_t{1} << 20;

// Whether a store takes the record. Actor and event may be any bytes.
//   InvalidArgument   a member is longer than the above, or `kind` is not made of lower-case letters
absl::Status CheckRecord(const AuditRecord& record);

struct AuditRow {
  uint64_t number = 0;  // 1, 2, ...
  AuditRecord record;
  crypto::Digest hash{};
  bool operator==(const AuditRow&) const = default;
};

// The head after one more row that holds `event`. One SHA-256.
AuditHead Advance(const AuditHead& head, std::string_view event);

// What an authority signed: that its trail had this head.
struct AuditCheckpoint {
  AuditHead head;
  int64_t time = 0;       // UTC seconds
  std::string key;        // that signed, as ed25519/HEX or secp256r1/HEX
  std::string signature;  // raw bytes, over CheckpointMessage
  bool operator==(const AuditCheckpoint&) const = default;
};

// The bytes that a checkpoint's signature covers.
std::string CheckpointMessage(const AuditHead& head, int64_t time);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUDIT_AUDIT_ROW_H_
