// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The hash chain of the audit trail.
#include "hardtack/authority/audit/audit_row.h"

#include "doctest/doctest.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

std::string HexOf(const AuditHead& head) { return report::Hex(crypto::View(head.hash)); }

// The hashes are those of Python's hashlib, of the bytes that audit_row.h describes.
TEST_CASE("a row's hash covers its number, the row before and its event") {
  const AuditHead first = Advance({}, "{}");
  CHECK(first.number == 1);
  CHECK(HexOf(first) == "a6160abc82e04e3a2be6d4a4d7f1523bd07beee66414301d064b8f76adac365f");
  const AuditHead second = Advance(first, "{\"a\":1}");
  CHECK(second.number == 2);
  CHECK(HexOf(second) == "4a5e12eb7e1088b782f533485cc680b2035955fd79a19fd5d32ee4f32b56bc1f");
}

TEST_CASE("another number, another row before and another event each make another hash") {
  const AuditHead head = Advance({}, "a");
  CHECK(Advance({}, "b") != head);
  CHECK(Advance({1, {}}, "a").hash != head.hash);
  CHECK(Advance(Advance({}, "x"), "a").hash != Advance(Advance({}, "y"), "a").hash);
}

TEST_CASE("a checkpoint's message tells heads and times apart, and is no row's") {
  const AuditHead head = Advance({}, "a");
  const std::string message = CheckpointMessage(head, 1'700'000'000);
  CHECK(message.starts_with("hardtack-audit-checkpoint-v1"));
  CHECK(message.size() == 28 + 8 + 32 + 8);
  CHECK(CheckpointMessage(head, 1'700'000'001) != message);
  CHECK(CheckpointMessage(Advance({}, "b"), 1'700'000'000) != message);
}

}  // namespace
}  // namespace hardtack::authority
