// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whether an audit trail is whole: every row follows the one before it, no number is left out, every checkpoint was
// signed by a known key and is a head that the trail once had, and the trail reaches as far as the last of them.

#ifndef HARDTACK_AUTHORITY_AUDIT_AUDIT_CHECK_H_
#define HARDTACK_AUTHORITY_AUDIT_AUDIT_CHECK_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/authority/audit/audit_row.h"
#include "hardtack/authority/store/store.h"
#include "hardtack/crypto/key.h"

namespace hardtack::authority {

// The first thing that is wrong; rows before it are as they were recorded.
struct AuditFault {
  uint64_t number = 0;  // of the row
  std::string message;
};

struct AuditCheckResult {
  AuditHead head;              // of the rows that are sound
  uint64_t checkpoints = 0;    // that hold
  std::optional<AuditFault> fault;
};

// Checks the whole trail of `store`, and `witnessed` beside its own checkpoints: what others have kept of it, without
// which nobody can tell that the end of a trail and its checkpoints were cut off together. `keys`: of the authority; empty:
// whatever key a checkpoint names is believed, which the caller has to say.
// Linear in the rows, a thousand of which are held at a time.
//   Io   as Store
absl::StatusOr<AuditCheckResult> CheckAudit(Store& store, std::span<const crypto::PublicKey> keys,
                                            std::span<const AuditCheckpoint> witnessed = {});

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUDIT_AUDIT_CHECK_H_
