// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Checks of the audit trail. Tested by tests/authority/audit_check_test.cc.

#include "hardtack/authority/audit/audit_check.h"

#include <algorithm>
#include <utility>

#include "hardtack/authority/audit/audit_event.h"
#include "hardtack/base/abseil.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::authority {
namespace {

// Walks along the rows with the checkpoints at hand, sorted by their numbers.
class Walk {
 public:
  Walk(std::vector<AuditCheckpoint> checkpoints, std::span<const crypto::PublicKey> keys)
      : checkpoints_(std::move(checkpoints)), keys_(keys) {
    std::ranges::stable_sort(checkpoints_, {}, [](const AuditCheckpoint& checkpoint) { return checkpoint.head.number; });
    CheckpointsHere();
  }

  // False: something is wrong, which ends the walk.
  bool Take(const AuditRow& row) {
    const AuditHead& head = result_.head;
    if (row.number != head.number + 1) return Fault(head.number + 1, "the row is missing");
    const AuditHead next = Advance(head, row.record.event);
    if (next.hash != row.hash) return Fault(row.number, "the row or its hash was changed");
    const absl::Status event = EventOf(row.record).status();
    if (!event.ok()) return Fault(row.number, std::string(event.message()));
    result_.head = next;
    return CheckpointsHere();
  }

  AuditCheckResult Finish() {
    if (!result_.fault.has_value() && next_ < checkpoints_.size()) {
      Fault(result_.head.number + 1, "the trail was cut off: a checkpoint has seen row " +
                                         std::to_string(checkpoints_.back().head.number));
    }
    return std::move(result_);
  }

 private:
  bool CheckpointsHere() {
    for (; next_ < checkpoints_.size() && checkpoints_[next_].head.number == result_.head.number; ++next_) {
      const AuditCheckpoint& checkpoint = checkpoints_[next_];
      if (!IsSigned(checkpoint)) return Fault(result_.head.number, "no key of the authority signed its checkpoint");
      if (checkpoint.head != result_.head) return Fault(result_.head.number, "a checkpoint has seen other rows up to it");
      ++result_.checkpoints;
    }
    return true;
  }

  bool IsSigned(const AuditCheckpoint& checkpoint) const {
    const auto key = crypto::ParsePublicKey(checkpoint.key);
    if (!key.ok() || (!keys_.empty() && std::ranges::find(keys_, *key) == keys_.end())) return false;
    return crypto::Verify(*key, CheckpointMessage(checkpoint.head, checkpoint.time), checkpoint.signature).ok();
  }

  bool Fault(uint64_t number, std::string message) {
    result_.fault = AuditFault{number, std::move(message)};
    return false;
  }

  std::vector<AuditCheckpoint> checkpoints_;
  std::span<const crypto::PublicKey> keys_;
  size_t next_ = 0;  // checkpoint
  AuditCheckResult result_;
};

}  // namespace

absl::StatusOr<AuditCheckResult> CheckAudit(Store& store, std::span<const crypto::PublicKey> keys,
                                            std::span<const AuditCheckpoint> witnessed) {
  ASSIGN_OR_RETURN(std::vector<AuditCheckpoint> checkpoints, store.ReadCheckpoints());
  checkpoints.insert(checkpoints.end(), witnessed.begin(), witnessed.end());
  Walk walk(std::move(checkpoints), keys);
  AuditQuery query;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<AuditRow> rows, store.ReadAudit(query));
    for (const AuditRow& row : rows) {
      if (!walk.Take(row)) return walk.Finish();
    }
    if (rows.size() < query.most) return walk.Finish();
    query.after = rows.back().number;
  }
}

}  // namespace hardtack::authority
