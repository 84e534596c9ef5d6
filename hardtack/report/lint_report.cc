// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Findings, shown. Tested by tests/report/lint_report_test.cc.

#include "hardtack/report/lint_report.h"

#include <optional>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"

namespace hardtack::report {
namespace {

boost::json::value NumberOrNull(const std::optional<uint32_t>& number) {
  return number.has_value() ? boost::json::value(*number) : boost::json::value(nullptr);
}

std::string Place(const identity::LintFinding& finding) {
  std::string place = "block " + std::to_string(finding.block);
  if (finding.fact.has_value()) place += ", fact " + std::to_string(*finding.fact);
  if (finding.rule.has_value()) place += ", rule " + std::to_string(*finding.rule);
  if (finding.check.has_value()) place += ", check " + std::to_string(*finding.check);
  return place;
}

}  // namespace

std::string LintText(std::span<const identity::LintFinding> findings) {
  if (findings.empty()) return "nothing to say\n";
  std::string text;
  for (const identity::LintFinding& finding : findings) {
    text += Place(finding) + ": " + std::string(identity::NameOf(finding.kind)) + ": " + EscapeLine(finding.message);
    text += '\n';
  }
  return text;
}

std::string LintDocument(std::span<const identity::LintFinding> findings) {
  boost::json::array list;
  for (const identity::LintFinding& finding : findings) {
    list.push_back(boost::json::object{{"kind", JsonText(identity::NameOf(finding.kind))},
                                       {"block", finding.block},
                                       {"fact", NumberOrNull(finding.fact)},
                                       {"rule", NumberOrNull(finding.rule)},
                                       {"check", NumberOrNull(finding.check)},
                                       {"message", JsonText(finding.message)}});
  }
  return DocumentLine({{"success", true}, {"findings", std::move(list)}});
}

}  // namespace hardtack::report
