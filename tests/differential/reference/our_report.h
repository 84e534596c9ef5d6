// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What we say about a token or a text, in the shapes of the judge's answers.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_OUR_REPORT_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_OUR_REPORT_H_

#include <string>

#include <boost/json/object.hpp>

#include "tests/differential/reference/case.h"

namespace hardtack::differential {

// The report on `bytes` under the root key and the authorizer of `test_case`: `bytes` (the envelope, and the
// blocks of kProgram, decoded and encoded again), `revocation_ids`, `blocks`, `result`, `world`; or `error` where the token is refused or
// cannot be compiled. Also `payloads`, which the judge does not have: the payloads as received.
boost::json::object ReportToken(const std::string& bytes, const Case& test_case);

// `printed`, or `error`. Scopes at the head of a text are not printed, as the reference drops them.
boost::json::object ReportText(const Case& test_case);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_OUR_REPORT_H_
