// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// AuditEvent is one thing that an authority did or refused. It names identities, resources and revocation ids; tokens,
// keys and other secrets are never in it. docs/audit.md has its JSON.

#ifndef HARDTACK_AUTHORITY_AUDIT_AUDIT_EVENT_H_
#define HARDTACK_AUTHORITY_AUDIT_AUDIT_EVENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/authority/audit/audit_row.h"

namespace hardtack::authority {

// What was asked for. The names in JSON are those of NameOf.
enum class AuditKind : uint8_t {
  kStart,       // the authority began to answer
  kReload,      // another policy, certificate or key is in use, or was refused
  kIssue,       // an identity for a certificate
  kRefresh,     // a new identity token for one that still holds
  kMint,        // an identity below a realm
  kAuthorize,   // a token for one operation on one resource
  kStub,        // such a token for somebody else, who has to narrow it
  kSign,        // a party's sign-off on a token
  kVerify,      // of a token that somebody presented
  kBan,
  kUnban,
};

// "start", "reload", "issue", "refresh", "mint", "authorize", "stub", "sign", "verify", "ban", "unban".
std::string_view NameOf(AuditKind kind);
std::optional<AuditKind> FindAuditKind(std::string_view name);

struct AuditEvent {
  int64_t time = 0;  // UTC seconds
  AuditKind kind = AuditKind::kStart;
  std::string request_id;
  std::string address;                     // of the peer
  std::optional<std::string> certificate;  // presented: uri:URI or dns:NAME
  std::string actor;                       // who acted: the deepest name; empty: not known
  std::vector<std::string> lineage;        // the names as presented, the issued one first, `actor` last
  std::string subject;                     // whom it is about, where that is another one
  std::string resource;
  std::string operation;
  std::string domain;
  bool allowed = false;
  std::string reason;                 // the statement that decided, the refusal, or the failed check
  uint64_t generation = 0;            // of the policy
  std::string policy_hash;
  std::vector<std::string> seen;      // revocation ids of the token presented, hex
  std::vector<std::string> issued;    // of the token given out, hex
  std::optional<int64_t> expires;     // of the token given out
  bool operator==(const AuditEvent&) const = default;
};

// The event as it is recorded: JSON on one line, without line feed; members without content are left out.
AuditRecord RecordOf(const AuditEvent& event);

// The event of a record.
//   InvalidArgument   not such a JSON object, or the record's other members say something else
absl::StatusOr<AuditEvent> EventOf(const AuditRecord& record);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUDIT_AUDIT_EVENT_H_
