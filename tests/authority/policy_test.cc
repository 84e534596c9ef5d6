// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/authority/policy.h"

#include <string>

#include "doctest/doctest.h"
#include "tests/authority/policy_testing.h"

namespace hardtack::authority {
namespace {

// "allow FILE:LINE", "deny FILE:LINE", or "deny".
std::string Decide(const Policy& policy, const AccessRequest& request) {
  const absl::StatusOr<AccessDecision> decision = policy.Decide(request);
  REQUIRE_MESSAGE(decision.ok(), decision.status().ToString());
  const std::string verdict = decision->allowed ? "allow" : "deny";
  if (!decision->source.has_value()) return verdict;
  return verdict + " " + decision->source->file + ":" + std::to_string(decision->source->place.line);
}

AccessRequest Request(std::string actor, std::string resource = "db", std::string operation = "read") {
  return {std::move(actor), {}, std::move(resource), std::move(operation), {}, {}, 1000};
}

TEST_CASE("what nothing allows is denied") {
  CHECK(Decide(*PolicyOf(""), Request("alice")) == "deny");
  const auto policy = PolicyOf("");
  CHECK(policy->FindClient("uri:urn:a") == nullptr);
  CHECK(policy->FindRealm("a") == nullptr);
  CHECK(policy->FindResource("db") == nullptr);
}

TEST_CASE("a client may do what its entry says, to the letter, and whoever it delegates to may not") {
  const auto policy = PolicyOf(R"([[clients]]
identifier = { type = "san_dns", value = "host.example" }
identity = "alice"
resources = [
  { name = "db", operations = ["read"] },
  { name = "log", operations = ["read", "append"] },
])");
  CHECK(Decide(*policy, Request("alice")) == "allow policy.toml:5");
  CHECK(Decide(*policy, Request("alice", "log", "append")) == "allow policy.toml:6");
  CHECK(Decide(*policy, Request("alice", "db", "append")) == "deny");
  CHECK(Decide(*policy, Request("alice", "db2")) == "deny");
  CHECK(Decide(*policy, Request("alice:agent")) == "deny");
  CHECK(Decide(*policy, Request("alice2")) == "deny");
  REQUIRE(policy->FindClient("dns:host.example") != nullptr);
  CHECK(policy->FindClient("dns:host.example")->identity == "alice");
}

TEST_CASE("a pattern reaches all names below, as deep as it says, and not the name itself") {
  const auto policy = PolicyOf(R"([[delegates]]
below = "alice:agent"
max_depth = 2
resources = [{ name = "db", operations = ["read"] }]
[[delegates]]
name = "alice:agent"
resources = [{ name = "db", operations = ["write"] }])");
  CHECK(Decide(*policy, Request("alice:agent:worker-7")) == "allow policy.toml:4");
  CHECK(Decide(*policy, Request("alice:agent:worker-7:helper")) == "allow policy.toml:4");
  CHECK(Decide(*policy, Request("alice:agent:worker-7:helper:more")) == "deny");
  CHECK(Decide(*policy, Request("alice:agent")) == "deny");
  CHECK(Decide(*policy, Request("alice:agent", "db", "write")) == "allow policy.toml:7");
  CHECK(Decide(*policy, Request("alice:agent:worker-7", "db", "write")) == "deny");
  CHECK(Decide(*policy, Request("alice:agent2:worker")) == "deny");
}

TEST_CASE("a realm grants roles to names below it, in its own domain alone") {
  const auto policy = PolicyOf(R"([[realms]]
identity = "shop"
everyone = ["reader"]
[realms.roles.reader]
resources = [{ name = "catalog", operations = ["read"] }]
[realms.roles.editor]
resources = [{ name = "catalog", operations = ["write"] }]
[[realms.members]]
name = "shop:ann"
roles = ["editor"])");
  const auto ask = [&](std::string actor, std::string operation, std::optional<std::string> domain) {
    AccessRequest request = Request(std::move(actor), "catalog", std::move(operation));
    request.domain = std::move(domain);
    return Decide(*policy, request);
  };
  CHECK(ask("shop:bob", "read", "shop") == "allow policy.toml:5");
  CHECK(ask("shop:bob", "write", "shop") == "deny");
  CHECK(ask("shop:ann", "write", "shop") == "allow policy.toml:7");
  CHECK(ask("shop:ann", "write", std::nullopt) == "deny");
  CHECK(ask("shop:ann", "write", "other") == "deny");
  CHECK(ask("shop", "read", "shop") == "deny");
  CHECK(policy->FindRealm("shop")->lifetime.longest == 24 * 3600);
}

TEST_CASE("rules decide before tables, the first policy that matches, and where none matches the tables do") {
  const auto policy = PolicyOf(R"([[clients]]
identifier = { type = "san_uri", value = "urn:a" }
identity = "alice"
resources = [{ name = "db", operations = ["read", "write"] }])",
                               R"(deny if operation("write"), time($t), $t >= 2000;
allow if actor($a), ancestor("alice"), resource("log"), $a.starts_with("alice:");
deny if certificate("uri:urn:stolen");
allow if domain("lab"), operation("read");)");
  CHECK(Decide(*policy, Request("alice", "db", "write")) == "allow policy.toml:4");
  AccessRequest late = Request("alice", "db", "write");
  late.now = 2000;
  CHECK(Decide(*policy, late) == "deny rules.datalog:1");
  AccessRequest agent = Request("alice:agent", "log", "read");
  CHECK(Decide(*policy, agent) == "deny");
  agent.ancestors = {"alice"};
  CHECK(Decide(*policy, agent) == "allow rules.datalog:2");
  AccessRequest stolen = Request("alice");
  stolen.certificate = "uri:urn:stolen";
  CHECK(Decide(*policy, stolen) == "deny rules.datalog:3");
  AccessRequest lab = Request("anybody");
  lab.domain = "lab";
  CHECK(Decide(*policy, lab) == "allow rules.datalog:4");
}

TEST_CASE("a check that fails denies what a policy or a table allows") {
  const auto policy = PolicyOf("", "check if operation(\"read\");\nallow if true;");
  CHECK(Decide(*policy, Request("alice")) == "allow rules.datalog:2");
  CHECK(Decide(*policy, Request("alice", "db", "write")) == "deny rules.datalog:1");
}

TEST_CASE("rules that cannot be decided are an error, and rules that cannot be read are faults") {
  const auto policy = PolicyOf("", "allow if time($t), $t + 9223372036854775807 > 0;");
  CHECK(!policy->Decide(Request("alice")).ok());
  CHECK(FaultsOf("allow if\nallow if true;\ndeny if x($y;", "rules.datalog").size() == 2);
  CHECK(FaultsOf("allow if actor(\"a\";", "rules.datalog")[0].starts_with("rules.datalog:1:19: "));
}

TEST_CASE("each statement that may decide is listed once") {
  const auto policy = PolicyOf(R"([[delegates]]
name = "a"
resources = [{ name = "db", operations = ["read"] }, { name = "db2", operations = ["read"] }])",
                               "allow if true;");
  CHECK(policy->Statements().size() == 3);
  CHECK(policy->rule_count() == 1);
  CHECK(policy->hash().size() == 64);
}

}  // namespace
}  // namespace hardtack::authority
