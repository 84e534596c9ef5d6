// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The members of a JSON document that say where a token is. Internal to report.

#ifndef HARDTACK_REPORT_SAVED_JSON_H_
#define HARDTACK_REPORT_SAVED_JSON_H_

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "hardtack/report/saved_report.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::report {

// The token's text; null when it was saved, since it was saved not to be seen.
boost::json::value TokenOrNull(const token::UnverifiedBiscuit& token, const SavedAs& saved);

// Adds `saved`, `saved_as`, `token_path`.
void AddSaved(const SavedAs& saved, boost::json::object& json);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_SAVED_JSON_H_
