// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Policy cases. Tested by tests/authority/policy_cases_test.cc.

#include "hardtack/authority/policy_cases.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/table_reader.h"
#include "hardtack/authority/toml_value.h"

namespace hardtack::authority {
namespace {

std::string TextOf(std::optional<PlacedText> text) { return text.has_value() ? std::move(text->text) : std::string(); }

PolicyCase ReadCase(TableReader& table) {
  PolicyCase policy_case;
  policy_case.source = {table.file(), table.place()};
  policy_case.name = TextOf(table.Text("name"));
  AccessRequest& request = policy_case.request;
  request.actor = TextOf(table.NeedText("actor"));
  for (PlacedText& ancestor : table.Texts("ancestors")) request.ancestors.push_back(std::move(ancestor.text));
  request.resource = TextOf(table.NeedText("resource"));
  request.operation = TextOf(table.NeedText("operation"));
  if (auto domain = table.Text("domain")) request.domain = std::move(domain->text);
  if (auto certificate = table.Text("certificate")) request.certificate = std::move(certificate->text);
  request.now = table.Integer("time", 0, std::numeric_limits<int64_t>::max()).value_or(0);
  if (const auto expect = table.NeedText("expect")) {
    policy_case.allow = expect->text == "allow";
    if (!policy_case.allow && expect->text != "deny") {
      table.Fault(expect->place, fmt::format("\"expect\" is \"{}\", expected allow or deny", expect->text));
    }
  }
  if (policy_case.name.empty()) {
    policy_case.name = fmt::format("{} {} {}", request.actor, request.operation, request.resource);
  }
  return policy_case;
}

}  // namespace

std::vector<PolicyCase> ReadCases(std::span<const PolicyFile> files, Faults& faults) {
  std::vector<PolicyCase> cases;
  for (const PolicyFile& file : files) {
    if (!file.name.ends_with(".toml")) continue;
    const TomlValue::Table document = ParseToml(file.text, file.name, faults);
    TableReader top(document, {}, "a file of cases", file.name, faults);
    top.Tables("cases", "a case", [&](TableReader& table) { cases.push_back(ReadCase(table)); });
  }
  return cases;
}

CasesReport RunCases(const Policy& policy, std::span<const PolicyCase> cases) {
  CasesReport report;
  report.unreached = policy.Statements();
  for (const PolicyCase& policy_case : cases) {
    const absl::StatusOr<AccessDecision> decision = policy.Decide(policy_case.request);
    CaseResult result{&policy_case, decision.ok() && decision->allowed == policy_case.allow, {}};
    result.decision = decision.ok() ? decision->reason : std::string(decision.status().message());
    if (decision.ok() && decision->source.has_value()) std::erase(report.unreached, *decision->source);
    report.failed += result.passed ? 0 : 1;
    report.results.push_back(std::move(result));
  }
  return report;
}

}  // namespace hardtack::authority
