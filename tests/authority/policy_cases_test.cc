// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/authority/policy_cases.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/authority/policy_testing.h"

namespace hardtack::authority {
namespace {

std::vector<PolicyCase> CasesOf(const std::string& text, Faults& faults) {
  const std::vector<PolicyFile> files = {{"cases.toml", text}};
  return ReadCases(files, faults);
}

TEST_CASE("a case says what should come out, and statements that decided none are told") {
  const auto policy = PolicyOf(R"([[delegates]]
name = "alice:agent"
resources = [
  { name = "db", operations = ["read"] },
  { name = "log", operations = ["append"] },
])");
  Faults faults;
  const auto cases = CasesOf(R"([[cases]]
name = "an agent reads"
actor = "alice:agent"
ancestors = ["alice"]
resource = "db"
operation = "read"
expect = "allow"
[[cases]]
actor = "alice"
resource = "db"
operation = "read"
expect = "allow"
)",
                             faults);
  REQUIRE(faults.empty());
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].request.ancestors == std::vector<std::string>{"alice"});
  CHECK(cases[1].name == "alice read db");
  const CasesReport report = RunCases(*policy, cases);
  CHECK(report.results[0].passed);
  CHECK(!report.results[1].passed);
  CHECK(report.results[1].decision == "denied, since nothing allows it");
  CHECK(report.failed == 1);
  REQUIRE(report.unreached.size() == 1);
  CHECK(report.unreached[0].place.line == 5);
}

TEST_CASE("a case whose decision is an error has failed, whatever it expects") {
  const auto policy = PolicyOf("", "deny if time($t), $t + 9223372036854775807 > 0;");
  Faults faults;
  const auto cases =
      CasesOf("[[cases]]\nactor = \"a\"\nresource = \"r\"\noperation = \"o\"\ntime = 1\nexpect = \"deny\"\n", faults);
  REQUIRE(faults.empty());
  CHECK(RunCases(*policy, cases).failed == 1);
}

TEST_CASE("a case that says too little or something unknown is a fault") {
  Faults faults;
  CasesOf("[[cases]]\nexpect = \"yes\"\nwho = \"a\"\n", faults);
  CHECK(Lines(faults) ==
        std::vector<std::string>{"cases.toml:1:1: a case needs \"actor\"", "cases.toml:1:1: a case needs \"resource\"",
                                 "cases.toml:1:1: a case needs \"operation\"",
                                 "cases.toml:2:10: \"expect\" is \"yes\", expected allow or deny",
                                 "cases.toml:3:1: a case has no \"who\"; it may have name, actor, ancestors, resource, "
                                 "operation, domain, certificate, time, expect"});
}

}  // namespace
}  // namespace hardtack::authority
