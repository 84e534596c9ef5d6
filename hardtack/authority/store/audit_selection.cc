// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Queries of the audit trail in SQLite. Tested by tests/authority/audit_selection_test.cc.

#include "hardtack/authority/store/audit_selection.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace hardtack::authority {
namespace {

// Writes one SELECT of numbers. A plus before a column keeps its index out of the choice.
class NumbersWriter {
 public:
  NumbersWriter(AuditSelection& selection, const AuditQuery& query) : selection_(selection), query_(query) {}

  // By number, or by kind, whose index has the numbers of a kind in order.
  void WriteByNumber() {
    Begin("number > ?", DatabaseNumber(query_.after));
    if (query_.kind.has_value()) And("kind = ?", *query_.kind);
  }

  void WriteByTime() {
    Begin("+number > ?", DatabaseNumber(query_.after));
    AndTime();
    AndKind();
  }

  void WriteByActor() {
    const NamesBelow below(*query_.actor);
    Begin("actor = ?", *query_.actor);
    AndRest();
    selection_.sql += " UNION ALL ";
    Begin("actor > ?", below.after);
    And("actor < ?", below.before);
    AndRest();
  }

 private:
  using Value = std::variant<int64_t, std::string>;

  void Begin(std::string_view condition, Value value) {
    selection_.sql += "SELECT number FROM audit WHERE ";
    Add(condition, std::move(value));
  }
  void And(std::string_view condition, Value value) {
    selection_.sql += " AND ";
    Add(condition, std::move(value));
  }
  void Add(std::string_view condition, Value value) {
    selection_.sql += condition;
    selection_.parameters.push_back(std::move(value));
  }
  void AndTime() {
    if (query_.since.has_value()) And("time >= ?", *query_.since);
    if (query_.until.has_value()) And("time < ?", *query_.until);
  }
  void AndKind() {
    if (query_.kind.has_value()) And("+kind = ?", *query_.kind);
  }
  void AndRest() {
    And("+number > ?", DatabaseNumber(query_.after));
    AndTime();
    AndKind();
  }

  AuditSelection& selection_;
  const AuditQuery& query_;
};

void WriteNumbers(AuditSelection& selection, const AuditQuery& query) {
  NumbersWriter writer(selection, query);
  if (query.actor.has_value()) {
    selection.sql += "SELECT number FROM (";
    writer.WriteByActor();
    selection.sql += ") ORDER BY number LIMIT ?";
  } else if (query.since.has_value() || query.until.has_value()) {
    writer.WriteByTime();
    selection.sql += " ORDER BY +number LIMIT ?";
  } else {
    writer.WriteByNumber();
    selection.sql += " ORDER BY number LIMIT ?";
  }
  selection.parameters.emplace_back(DatabaseNumber(query.most));
}

}  // namespace

AuditSelection Select(const AuditQuery& query) {
  AuditSelection selection;
  selection.sql = "SELECT number, time, kind, actor, event, hash FROM audit WHERE number IN (";
  WriteNumbers(selection, query);
  selection.sql += ") ORDER BY number";
  return selection;
}

int64_t DatabaseNumber(uint64_t number) {
  return static_cast<int64_t>(std::min<uint64_t>(number, std::numeric_limits<int64_t>::max()));
}

}  // namespace hardtack::authority
