// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Audit events as JSON, and back.
#include "hardtack/authority/audit/audit_event.h"

#include "doctest/doctest.h"

namespace hardtack::authority {
namespace {

AuditEvent FullEvent() {
  AuditEvent event;
  event.time = 1'700'000'000;
  event.kind = AuditKind::kAuthorize;
  event.request_id = "f00d";
  event.address = "127.0.0.1";
  event.certificate = "uri:urn:hessra:alice";
  event.actor = "alice:agent";
  event.lineage = {"alice", "alice:agent"};
  event.subject = "bob";
  event.resource = "database";
  event.operation = "read \"all\"\n";
  event.domain = "lab";
  event.allowed = true;
  event.reason = "allowed by clients.toml:3:1";
  event.generation = 7;
  event.policy_hash = "abc";
  event.seen = {"00", "01"};
  event.issued = {"02"};
  event.expires = 1'700'000'300;
  return event;
}

TEST_CASE("an event is one line of JSON, and the columns beside it repeat some of it") {
  const AuditRecord record = RecordOf(FullEvent());
  CHECK(record.time == 1'700'000'000);
  CHECK(record.kind == "authorize");
  CHECK(record.actor == "alice:agent");
  CHECK(record.event ==
        R"({"time":1700000000,"kind":"authorize","request_id":"f00d","address":"127.0.0.1",)"
        R"("certificate":"uri:urn:hessra:alice","actor":"alice:agent","lineage":["alice","alice:agent"],)"
        R"("subject":"bob","resource":"database","operation":"read \"all\"\n","domain":"lab","allowed":true,)"
        R"("reason":"allowed by clients.toml:3:1","generation":7,"policy":"abc","seen":["00","01"],"issued":["02"],)"
        R"("expires":1700000300})");
}

TEST_CASE("an event survives being recorded, with all members and with few") {
  AuditEvent small;
  small.time = 5;
  for (const AuditEvent& event : {FullEvent(), small}) {
    const auto again = EventOf(RecordOf(event));
    REQUIRE(again.ok());
    CHECK(*again == event);
  }
}

TEST_CASE("each kind has a name of its own") {
  for (int i = 0; i <= static_cast<int>(AuditKind::kUnban); ++i) {
    const auto kind = static_cast<AuditKind>(i);
    CHECK(FindAuditKind(NameOf(kind)) == kind);
  }
  CHECK(!FindAuditKind("Issue").has_value());
}

TEST_CASE("what is no event of ours is refused") {
  struct Row {
    std::string event, message;
  };
  const Row kRows[] = {
      {"", "no JSON object"},
      {"[]", "no JSON object"},
      {R"({"time":5,"kind":"dance","allowed":false,"generation":0})", "of no known kind"},
      {R"({"time":5,"kind":"start","generation":0})", "a member is missing, unknown or of another type"},
      {R"({"time":5,"kind":"start","allowed":"no","generation":0})", "a member is missing, unknown or of another type"},
      {R"({"time":5,"kind":"start","allowed":false,"generation":0,"more":1})",
       "a member is missing, unknown or of another type"},
      {R"({"time":5,"kind":"start","allowed":false,"generation":0,"seen":[1]})",
       "a member is missing, unknown or of another type"},
      {R"({"time":6,"kind":"start","allowed":false,"generation":0})", "its columns say something else"},
      {R"({"time":5,"kind":"start","allowed":false,"generation":0,"actor":"x"})", "its columns say something else"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.event);
    CHECK(EventOf({5, "start", "", row.event}).status().message() == "not an audit event: " + row.message);
  }
  CHECK(EventOf({5, "start", "", R"({"time":5,"kind":"start","allowed":false,"generation":0})"}).ok());
}

}  // namespace
}  // namespace hardtack::authority
