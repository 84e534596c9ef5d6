// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authorization tokens as JSON documents and as text for people, in the manner of documents.h and text.h.

#ifndef HARDTACK_REPORT_AUTHORIZATION_REPORT_H_
#define HARDTACK_REPORT_AUTHORIZATION_REPORT_H_

#include <cstdint>
#include <string>

#include "hardtack/identity/authorize.h"
#include "hardtack/identity/grant.h"
#include "hardtack/report/saved_report.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::report {

// `success`, `token` (null when it was saved), `subject`, `resource`, `operation`, `domain`, `prefix_key`,
// `service_nodes` and `parties` (lists as in service_nodes.h), `expires`, `expires_in` (seconds), `saved`, `saved_as`,
// `token_path`.
std::string IssuedAuthorizationDocument(const token::UnverifiedBiscuit& token, const identity::Grant& grant,
                                        int64_t expires, int64_t now, const SavedAs& saved = {});

// `success`, `valid`, the members of the grant as above, `expires`; with an explanation that too, as `explanation`.
std::string AuthorizedDocument(const identity::Authorized& authorized,
                               const identity::VerdictExplanation* explanation = nullptr);

// "valid: "alice" may do "read" on "docs/plan", expires ..."
std::string AuthorizedText(const identity::Authorized& authorized, int64_t now);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_AUTHORIZATION_REPORT_H_
