// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whatever is done to a trail behind the authority's back is found, as far as anybody can know.
#include "hardtack/authority/audit/audit_check.h"

#include <functional>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/authority/audit/audit_event.h"
#include "hardtack/authority/audit/checkpoint_text.h"
#include "hardtack/crypto/key_text.h"
#include "tests/authority/memory_store.h"

namespace hardtack::authority {
namespace {

AuditRecord RecordNumber(int number) {
  AuditEvent event;
  event.time = number;
  event.actor = "alice";
  return RecordOf(event);
}

AuditCheckpoint SignedCheckpoint(const AuditHead& head, const crypto::PrivateKey& key) {
  return {head, 100, crypto::ToHexText(key.public_key()), key.Sign(CheckpointMessage(head, 100)).value()};
}

// Ten rows, with checkpoints of `key` at the fourth and at the last.
struct Trail {
  explicit Trail(const crypto::PrivateKey& key) {
    for (int i = 1; i <= 10; ++i) {
      const AuditRecord record = RecordNumber(i);
      const AuditHead head = store.Append(std::span(&record, 1)).value();
      if (i == 4 || i == 10) store.checkpoints.push_back(SignedCheckpoint(head, key));
    }
  }
  MemoryStore store;
};

TEST_CASE("a trail that nobody touched is whole") {
  const auto key = crypto::PrivateKey::Generate();
  Trail trail(key);
  const auto result = CheckAudit(trail.store, std::vector{key.public_key()});
  REQUIRE(result.ok());
  CHECK(!result->fault.has_value());
  CHECK(result->head == trail.store.Head().value());
  CHECK(result->checkpoints == 2);
}

TEST_CASE("an empty trail is whole") {
  MemoryStore store;
  const auto result = CheckAudit(store, {});
  REQUIRE(result.ok());
  CHECK(!result->fault.has_value());
  CHECK(result->head == AuditHead());
}

TEST_CASE("each way to tamper with a trail is found at its row") {
  const auto key = crypto::PrivateKey::Generate(), other = crypto::PrivateKey::Generate();
  struct Row {
    std::string name;
    std::function<void(MemoryStore&)> tamper;
    uint64_t number;
    std::string message;
  };
  const auto rechain = [](MemoryStore& store, size_t from) {
    const std::vector<AuditRow> rows = store.rows;
    store.rows.resize(from);
    for (size_t i = from; i < rows.size(); ++i) store.Put(rows[i].record);
  };
  const Row kRows[] = {
      {"an event is changed", [](MemoryStore& s) { s.rows[2].record.event.replace(8, 1, "9"); }, 3,
       "the row or its hash was changed"},
      {"a column is changed", [](MemoryStore& s) { s.rows[2].record.actor = "bob"; }, 3,
       "not an audit event: its columns say something else"},
      {"a hash is changed", [](MemoryStore& s) { s.rows[2].hash[0] ^= 1; }, 3, "the row or its hash was changed"},
      {"a row is taken out", [](MemoryStore& s) { s.rows.erase(s.rows.begin() + 2); }, 3, "the row is missing"},
      {"two rows are exchanged", [](MemoryStore& s) { std::swap(s.rows[2].record, s.rows[3].record); }, 3,
       "the row or its hash was changed"},
      {"a row is changed and all behind it are chained anew",
       [&](MemoryStore& s) {
         s.rows[2].record = RecordNumber(99);
         rechain(s, 2);
       },
       4, "a checkpoint has seen other rows up to it"},
      {"the end is cut off", [](MemoryStore& s) { s.rows.resize(7); }, 8,
       "the trail was cut off: a checkpoint has seen row 10"},
      {"a checkpoint is made with another key",
       [&](MemoryStore& s) { s.checkpoints[0] = SignedCheckpoint(s.checkpoints[0].head, other); }, 4,
       "no key of the authority signed its checkpoint"},
      {"a checkpoint is moved in time", [](MemoryStore& s) { s.checkpoints[0].time = 5; }, 4,
       "no key of the authority signed its checkpoint"},
      {"a checkpoint names no key", [](MemoryStore& s) { s.checkpoints[0].key = "key"; }, 4,
       "no key of the authority signed its checkpoint"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    Trail trail(key);
    row.tamper(trail.store);
    const auto result = CheckAudit(trail.store, std::vector{key.public_key()});
    REQUIRE(result.ok());
    REQUIRE(result->fault.has_value());
    CHECK(result->fault->number == row.number);
    CHECK(result->fault->message == row.message);
    CHECK(result->head.number < 10);
  }
}

TEST_CASE("an end that is cut off together with its checkpoint is found by whoever kept one elsewhere") {
  const auto key = crypto::PrivateKey::Generate();
  Trail trail(key);
  const std::vector<AuditCheckpoint> kept = {ParseCheckpoint(CheckpointDocument(trail.store.checkpoints.back())).value()};
  trail.store.rows.resize(6);
  trail.store.checkpoints.pop_back();
  CHECK(!CheckAudit(trail.store, {})->fault.has_value());
  CHECK(CheckAudit(trail.store, {}, kept)->fault->message == "the trail was cut off: a checkpoint has seen row 10");
}

TEST_CASE("a trail longer than what is read at a time is checked whole") {
  MemoryStore store;
  for (int i = 1; i <= 2500; ++i) store.Put(RecordNumber(i));
  CHECK(CheckAudit(store, {})->head.number == 2500);
  store.rows[2100].hash[5] ^= 1;
  CHECK(CheckAudit(store, {})->fault->number == 2101);
}

TEST_CASE("a store that does not answer is an error, not a fault of the trail") {
  MemoryStore store;
  store.fails = true;
  CHECK(CheckAudit(store, {}).status().message() == "the store is full");
}

TEST_CASE("a checkpoint survives as JSON, and what is none is refused") {
  const auto key = crypto::PrivateKey::Generate();
  const AuditCheckpoint checkpoint = SignedCheckpoint(Advance({}, "{}"), key);
  const std::string document = CheckpointDocument(checkpoint);
  CHECK(ParseCheckpoint(document).value() == checkpoint);
  const std::string kBad[] = {"",
                              "[]",
                              "{}",
                              R"({"number":-1,"hash":"","time":1,"key":"k","signature":""})",
                              R"({"number":1,"hash":"00","time":1,"key":"k","signature":""})",
                              R"({"number":1,"hash":"zz","time":1,"key":"k","signature":""})"};
  for (const std::string& bad : kBad) {
    CAPTURE(bad);
    CHECK(ParseCheckpoint(bad).status().message() == "not a checkpoint of an audit trail");
  }
}

}  // namespace
}  // namespace hardtack::authority
