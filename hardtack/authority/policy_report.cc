// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reports on policies. Tested by tests/cli/policy.txt.

#include "hardtack/authority/policy_report.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using boost::json::array;
using boost::json::object;
using report::DocumentLine;
using report::EscapeLine;
using report::JsonText;

std::string Count(size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

object SourceJson(const Source& source) {
  return {{"file", JsonText(source.file)}, {"line", source.place.line}, {"column", source.place.column}};
}

object FaultJson(const PolicyFault& fault) {
  object json = SourceJson({fault.file, fault.place});
  json["message"] = JsonText(fault.message);
  return json;
}

object CaseJson(const CaseResult& result) {
  const PolicyCase& policy_case = *result.policy_case;
  object json = SourceJson(policy_case.source);
  json["name"] = JsonText(policy_case.name);
  json["expected"] = policy_case.allow ? "allow" : "deny";
  json["passed"] = result.passed;
  json["decision"] = JsonText(result.decision);
  return json;
}

std::string CaseText(const CaseResult& result) {
  const PolicyCase& policy_case = *result.policy_case;
  const std::string name = EscapeLine(policy_case.name);
  if (result.passed) return fmt::format("ok      {}\n", name);
  return fmt::format("FAILED  {}\n        {}:{} expects {}: {}\n", name, policy_case.source.file,
                     policy_case.source.place.line, policy_case.allow ? "allow" : "deny", EscapeLine(result.decision));
}

}  // namespace

std::string FaultsText(const Faults& faults, std::span<const PolicyFile> files) {
  std::string text;
  for (const PolicyFault& fault : faults.told()) {
    const auto file = std::ranges::find(files, fault.file, &PolicyFile::name);
    text += ToText(fault, file == files.end() ? std::string_view() : std::string_view(file->text));
  }
  const size_t untold = faults.count() - faults.told().size();
  if (untold > 0) text += fmt::format("and {} more\n", untold);
  return text + Count(faults.count(), "fault", "faults") + "\n";
}

std::string FaultsDocument(const Faults& faults) {
  array told;
  for (const PolicyFault& fault : faults.told()) told.push_back(FaultJson(fault));
  return DocumentLine({{"success", false}, {"count", faults.count()}, {"faults", std::move(told)}});
}

std::string PolicyText(const Policy& policy, size_t files) {
  const PolicyTables& tables = policy.tables();
  return fmt::format(
      "{}: {}, {}, {}, {}, {}, {} in Datalog\nhash {}\n", Count(files, "file", "files"),
      Count(tables.clients.size(), "client", "clients"),
      Count(tables.delegates.size(), "entry of delegates", "entries of delegates"),
      Count(tables.realms.size(), "realm", "realms"), Count(tables.resources.size(), "resource", "resources"),
      Count(tables.stubs.size(), "stub", "stubs"), Count(policy.rule_count(), "policy", "policies"), policy.hash());
}

std::string PolicyDocument(const Policy& policy, size_t files) {
  const PolicyTables& tables = policy.tables();
  return DocumentLine({{"success", true},
                       {"hash", JsonText(policy.hash())},
                       {"files", files},
                       {"clients", tables.clients.size()},
                       {"delegates", tables.delegates.size()},
                       {"realms", tables.realms.size()},
                       {"resources", tables.resources.size()},
                       {"stubs", tables.stubs.size()},
                       {"rules", policy.rule_count()}});
}

std::string CasesText(const CasesReport& report) {
  std::string text;
  for (const CaseResult& result : report.results) text += CaseText(result);
  for (const Source& source : report.unreached) {
    text += fmt::format("{}:{}:{}: decided no case\n", source.file, source.place.line, source.place.column);
  }
  return text + fmt::format("{} passed, {} failed, {} reached by none\n", report.results.size() - report.failed,
                            report.failed, Count(report.unreached.size(), "statement", "statements"));
}

std::string CasesDocument(const CasesReport& report) {
  array cases, unreached;
  for (const CaseResult& result : report.results) cases.push_back(CaseJson(result));
  for (const Source& source : report.unreached) unreached.push_back(SourceJson(source));
  return DocumentLine({{"success", report.failed == 0},
                       {"passed", report.results.size() - report.failed},
                       {"failed", report.failed},
                       {"cases", std::move(cases)},
                       {"unreached", std::move(unreached)}});
}

std::string FormattedText(std::span<const std::string> files) {
  std::string text;
  for (const std::string& file : files) text += EscapeLine(file) + "\n";
  return text;
}

std::string FormattedDocument(std::span<const std::string> files) {
  array changed;
  for (const std::string& file : files) changed.emplace_back(JsonText(file));
  return DocumentLine({{"success", true}, {"changed", std::move(changed)}});
}

}  // namespace hardtack::authority
