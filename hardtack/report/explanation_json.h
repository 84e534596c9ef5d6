// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// An explanation as JSON; docs/explain.md has its shape. Internal to report and to programs that link Boost.JSON;
// documents.h has the same as text.

#ifndef HARDTACK_REPORT_EXPLANATION_JSON_H_
#define HARDTACK_REPORT_EXPLANATION_JSON_H_

#include <boost/json/object.hpp>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/explanation.h"
#include "hardtack/identity/explanation.h"
#include "hardtack/report/authorizer_source.h"
#include "hardtack/wire/decoded_blocks.h"

namespace hardtack::report {

// `facts`, `policy`, `policies`, `failed_checks`, `cut`. `blocks` and `policy` are the syntax that was decided,
// `source` where the latter stands, or null.
boost::json::object ExplanationJson(const engine::Explanation& explanation, const wire::DecodedBlocks& blocks,
                                    const engine::AuthorizerBlock& policy, const AuthorizerSource* source);

// `refused_by` (a block, or null), `lineage` (as identity_json.h, or null), and `checks`, as above, or null.
boost::json::object VerdictExplanationJson(const identity::VerdictExplanation& explanation);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_EXPLANATION_JSON_H_
