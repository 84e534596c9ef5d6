// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Rows of the audit trail and what came of checking them, for people and as JSON. A document is one line, and safe to
// show on a terminal.

#ifndef HARDTACK_AUTHORITY_AUDIT_AUDIT_REPORT_H_
#define HARDTACK_AUTHORITY_AUDIT_AUDIT_REPORT_H_

#include <span>
#include <string>

#include <boost/json/object.hpp>

#include "hardtack/authority/audit/audit_check.h"
#include "hardtack/authority/audit/audit_row.h"

namespace hardtack::authority {

// `number`, `hash` (hex), `event`.
boost::json::object AuditRowJson(const AuditRow& row);

// A table: number, time, kind, actor, what, verdict and why.
std::string AuditRowsText(std::span<const AuditRow> rows);
// `success`, `rows`.
std::string AuditRowsDocument(std::span<const AuditRow> rows);

// "whole: 120 rows, 2 checkpoints" and the hash of the last; or where it is not, and up to where it is.
std::string AuditCheckText(const AuditCheckResult& result);
// `success`, `whole`, `rows`, `hash`, `checkpoints`, and of a fault `row` and `error`.
std::string AuditCheckDocument(const AuditCheckResult& result);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUDIT_AUDIT_REPORT_H_
