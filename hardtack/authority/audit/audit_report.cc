// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reports on the audit trail. Tested by tests/authority/audit_report_test.cc.

#include "hardtack/authority/audit/audit_report.h"

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "hardtack/authority/audit/audit_event.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/table.h"
#include "hardtack/report/time_text.h"

namespace hardtack::authority {
namespace {

using boost::json::object;
using report::EscapeLine;
using report::Hex;
using report::JsonText;
using Line = report::TableLine<7>;

std::string WhatOf(const AuditEvent& event) {
  std::string what = event.operation;
  if (!event.resource.empty()) what += (what.empty() ? "" : " on ") + event.resource;
  if (!event.subject.empty() && event.subject != event.actor) what += (what.empty() ? "" : ", ") + event.subject;
  return EscapeLine(what);
}

Line LineOf(const AuditRow& row) {
  const auto event = EventOf(row.record);
  const std::string number = std::to_string(row.number);
  if (!event.ok()) return {number, "", EscapeLine(row.record.kind), "", "", "unreadable", ""};
  return {number,
          report::TimeText(event->time),
          std::string(NameOf(event->kind)),
          EscapeLine(event->actor),
          WhatOf(*event),
          event->allowed ? "allowed" : "denied",
          EscapeLine(event->reason)};
}

std::string Count(uint64_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

}  // namespace

object AuditRowJson(const AuditRow& row) {
  boost::json::error_code error;
  object json{{"number", row.number}, {"hash", JsonText(Hex(crypto::View(row.hash)))}};
  json["event"] = boost::json::parse(row.record.event, error);
  return json;
}

std::string AuditRowsText(std::span<const AuditRow> rows) {
  std::vector<Line> lines = {{"row", "time", "kind", "actor", "what", "verdict", "why"}};
  for (const AuditRow& row : rows) lines.push_back(LineOf(row));
  return report::TableText(lines);
}

std::string AuditRowsDocument(std::span<const AuditRow> rows) {
  boost::json::array list;
  for (const AuditRow& row : rows) list.push_back(AuditRowJson(row));
  return report::DocumentLine({{"success", true}, {"rows", std::move(list)}});
}

std::string AuditCheckText(const AuditCheckResult& result) {
  const std::string hash = Hex(crypto::View(result.head.hash));
  if (!result.fault.has_value()) {
    return fmt::format("whole: {}, {}\nhash of the last row: {}\n", Count(result.head.number, "row"),
                       Count(result.checkpoints, "checkpoint"), hash);
  }
  return fmt::format("not whole: row {}: {}\nas it was recorded up to row {}\n", result.fault->number,
                     EscapeLine(result.fault->message), result.head.number);
}

std::string AuditCheckDocument(const AuditCheckResult& result) {
  object json{{"success", !result.fault.has_value()},
              {"whole", !result.fault.has_value()},
              {"rows", result.head.number},
              {"hash", JsonText(Hex(crypto::View(result.head.hash)))},
              {"checkpoints", result.checkpoints}};
  if (result.fault.has_value()) {
    json["row"] = result.fault->number;
    json["error"] = JsonText(result.fault->message);
  }
  return report::DocumentLine(json);
}

}  // namespace hardtack::authority
