// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The hash chain of the audit trail. Tested by tests/authority/audit_row_test.cc.

#include "hardtack/authority/audit/audit_row.h"

#include <algorithm>
#include <array>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

constexpr std::string_view kRowLabel = "hardtack-audit-v1";
constexpr std::string_view kCheckpointLabel = "hardtack-audit-checkpoint-v1";

std::array<char, 8> BigEndian(uint64_t number) {
  std::array<char, 8> bytes;
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(number >> (8 * (bytes.size() - 1 - i)));
  return bytes;
}

std::string_view View(const std::array<char, 8>& bytes) { return {bytes.data(), bytes.size()}; }

bool IsKind(std::string_view kind) {
  return !kind.empty() && std::ranges::all_of(kind, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

absl::Status CheckSize(std::string_view what, size_t size, size_t most) {
  if (size <= most) return absl::OkStatus();
  return Error(ErrorKind::kInvalidArgument, "audit record: its " + std::string(what) + " has " + std::to_string(size) +
                                                " bytes, at most " + std::to_string(most));
}

}  // namespace

absl::Status CheckRecord(const AuditRecord& record) {
  RETURN_IF_ERROR(CheckSize("kind", record.kind.size(), kMaxAuditKindBytes));
  RETURN_IF_ERROR(CheckSize("actor", record.actor.size(), kMaxAuditActorBytes));
  RETURN_IF_ERROR(CheckSize("event", record.event.size(), kMaxAuditEventBytes));
  if (IsKind(record.kind)) return absl::OkStatus();
  return Error(ErrorKind::kInvalidArgument, "audit record: its kind is not made of lower-case letters", record.kind);
}

AuditHead Advance(const AuditHead& head, std::string_view event) {
  const std::array<char, 8> number = BigEndian(head.number + 1);
  return {head.number + 1, crypto::Sha256({kRowLabel, View(number), crypto::View(head.hash), event})};
}

std::string CheckpointMessage(const AuditHead& head, int64_t time) {
  std::string message(kCheckpointLabel);
  message += View(BigEndian(head.number));
  message += crypto::View(head.hash);
  message += View(BigEndian(static_cast<uint64_t>(time)));
  return message;
}

}  // namespace hardtack::authority
