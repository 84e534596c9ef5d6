// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a trail tells of identities, as trees.
#include "hardtack/authority/audit/audit_tree.h"

#include "doctest/doctest.h"

namespace hardtack::authority {
namespace {

AuditEvent Deed(std::vector<std::string> lineage, AuditKind kind, std::string operation, std::string resource,
                bool allowed, int64_t time) {
  AuditEvent event;
  event.time = time;
  event.kind = kind;
  event.actor = lineage.back();
  event.lineage = std::move(lineage);
  event.operation = std::move(operation);
  event.resource = std::move(resource);
  event.allowed = allowed;
  event.reason = allowed ? "allowed by clients.toml:1:1" : "denied, since nothing allows it";
  return event;
}

AuditTree Pipeline() {
  AuditTree tree;
  tree.Add(Deed({"alice"}, AuditKind::kIssue, "", "", true, 0));
  const std::vector<std::string> worker = {"alice", "alice:main", "alice:main:worker"};
  tree.Add(Deed(worker, AuditKind::kAuthorize, "write", "results", true, 60));
  tree.Add(Deed(worker, AuditKind::kAuthorize, "write", "results", true, 120));
  tree.Add(Deed(worker, AuditKind::kAuthorize, "drop", "database", false, 180));
  tree.Add(Deed({"bob"}, AuditKind::kIssue, "", "", true, 30));
  AuditEvent ban = Deed({"alice"}, AuditKind::kBan, "write", "authority:bans", true, 240);
  ban.subject = "alice:main:worker";
  tree.Add(ban);
  return tree;
}

TEST_CASE("a tree shows who delegated to whom, what each did, and who is banned") {
  CHECK(AuditTreeText(Pipeline(), "") ==
        "alice\n"
        "├─ issue: allowed, 1970-01-01T00:00:00Z\n"
        "├─ ban write on authority:bans: allowed, 1970-01-01T00:04:00Z\n"
        "└─ :main\n"
        "   └─ :worker  banned since 1970-01-01T00:04:00Z\n"
        "      ├─ authorize write on results: allowed, 2 times, last 1970-01-01T00:02:00Z\n"
        "      └─ authorize drop on database: denied, 1970-01-01T00:03:00Z (denied, since nothing allows it)\n"
        "bob\n"
        "└─ issue: allowed, 1970-01-01T00:00:30Z\n");
}

TEST_CASE("a tree is drawn from any name down, and a name that is not there has none") {
  CHECK(AuditTreeText(Pipeline(), "bob") == "bob\n└─ issue: allowed, 1970-01-01T00:00:30Z\n");
  CHECK(AuditTreeText(Pipeline(), "carol").empty());
}

TEST_CASE("a ban that is lifted is not shown") {
  AuditTree tree = Pipeline();
  AuditEvent lifted = Deed({"alice"}, AuditKind::kUnban, "write", "authority:bans", true, 300);
  lifted.subject = "alice:main:worker";
  tree.Add(lifted);
  CHECK(!tree.nodes().at("alice:main:worker").banned_since.has_value());
  AuditEvent refused = Deed({"alice"}, AuditKind::kBan, "write", "authority:bans", false, 300);
  refused.subject = "bob";
  tree.Add(refused);
  CHECK(!tree.nodes().at("bob").banned_since.has_value());
}

TEST_CASE("names that a forged trail says delegate in a circle do not draw for ever") {
  AuditTree tree;
  tree.Add(Deed({"a", "a:b", "a"}, AuditKind::kVerify, "", "", true, 0));
  tree.Add(Deed({"a:b", "a:b"}, AuditKind::kVerify, "", "", true, 0));
  CHECK(tree.Roots() == std::vector<std::string>{"a"});
  CHECK(AuditTreeText(tree, "") ==
        "a\n├─ verify: allowed, 1970-01-01T00:00:00Z\n└─ :b\n   └─ verify: allowed, 1970-01-01T00:00:00Z\n");
}

TEST_CASE("names from a token cannot steer the terminal") {
  AuditTree tree;
  tree.Add(Deed({"a\x1b[31m"}, AuditKind::kVerify, "x\ny", "", true, 0));
  CHECK(AuditTreeText(tree, "") == "a\\u{1b}[31m\n└─ verify x\\u{a}y: allowed, 1970-01-01T00:00:00Z\n");
}

TEST_CASE("as JSON each name is there with its depth, deeds and children") {
  CHECK(AuditTreeDocument(Pipeline(), "alice:main") ==
        R"({"success":true,"identities":[{"name":"alice:main","depth":0,"banned_since":null,"deeds":[],)"
        R"("children":["alice:main:worker"]},{"name":"alice:main:worker","depth":1,"banned_since":240,"deeds":[)"
        R"({"kind":"authorize","resource":"results","operation":"write","allowed":true,"count":2,"last":120,)"
        R"("last_reason":""},{"kind":"authorize","resource":"database","operation":"drop","allowed":false,"count":1,)"
        R"("last":180,"last_reason":"denied, since nothing allows it"}],"children":[]}]})"
        "\n");
}

}  // namespace
}  // namespace hardtack::authority
