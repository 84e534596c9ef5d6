// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Findings of Lint for people and as JSON, in the manner of text.h and documents.h.

#ifndef HARDTACK_REPORT_LINT_REPORT_H_
#define HARDTACK_REPORT_LINT_REPORT_H_

#include <span>
#include <string>

#include "hardtack/identity/lint.h"

namespace hardtack::report {

// One line per finding, e.g. "block 1, check 0: always-holds: the check holds ..."; "nothing to say" when there is none.
std::string LintText(std::span<const identity::LintFinding> findings);

// `success`, `findings`: objects with `kind`, `block`, `fact`, `rule`, `check` (numbers or null), `message`.
std::string LintDocument(std::span<const identity::LintFinding> findings);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_LINT_REPORT_H_
