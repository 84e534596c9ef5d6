// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A checkpoint of the audit trail as JSON, for whoever keeps it elsewhere.

#ifndef HARDTACK_AUTHORITY_AUDIT_CHECKPOINT_TEXT_H_
#define HARDTACK_AUTHORITY_AUDIT_CHECKPOINT_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/authority/audit/audit_row.h"

namespace hardtack::authority {

// `number`, `hash`, `time`, `key`, `signature`, on one line; hash and signature in hex.
std::string CheckpointDocument(const AuditCheckpoint& checkpoint);

//   InvalidArgument   not such a document
absl::StatusOr<AuditCheckpoint> ParseCheckpoint(std::string_view document);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUDIT_CHECKPOINT_TEXT_H_
