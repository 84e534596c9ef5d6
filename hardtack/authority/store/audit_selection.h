// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// AuditSelection is an AuditQuery as a statement of SQLite, written so that each combination of conditions walks the
// index that suits it. Internal to the SQLite store.

#ifndef HARDTACK_AUTHORITY_STORE_AUDIT_SELECTION_H_
#define HARDTACK_AUTHORITY_STORE_AUDIT_SELECTION_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "hardtack/authority/store/store.h"

namespace hardtack::authority {

struct AuditSelection {
  // Selects number, time, kind, actor, event, hash. The same for all queries with the same conditions.
  std::string sql;
  std::vector<std::variant<int64_t, std::string>> parameters;  // in their order
};

AuditSelection Select(const AuditQuery& query);

// The names that continue `name` with a colon lie between these two, byte by byte: the next one after a colon is a
// semicolon.
struct NamesBelow {
  explicit NamesBelow(const std::string& name) : after(name + ':'), before(name + ';') {}
  std::string after, before;
};

// A number as databases have them, whose integers have a sign: at most the largest of those.
int64_t DatabaseNumber(uint64_t number);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_AUDIT_SELECTION_H_
