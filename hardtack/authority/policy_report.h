// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Policies, their faults and their cases for people and as JSON. A document is one line, and safe to show on a terminal.

#ifndef HARDTACK_AUTHORITY_POLICY_REPORT_H_
#define HARDTACK_AUTHORITY_POLICY_REPORT_H_

#include <cstddef>
#include <span>
#include <string>

#include "hardtack/authority/policy.h"
#include "hardtack/authority/policy_cases.h"
#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/policy_file.h"

namespace hardtack::authority {

// Each fault with its line and a caret, then how many there are.
std::string FaultsText(const Faults& faults, std::span<const PolicyFile> files);
// `success` (false), `count`, `faults`: one object each with `file`, `line`, `column`, `message`.
std::string FaultsDocument(const Faults& faults);

// How much there is of what, and the hash.
std::string PolicyText(const Policy& policy, size_t files);
// `success`, `hash`, `files`, `clients`, `delegates`, `realms`, `resources`, `stubs`, `rules` (policies in Datalog).
std::string PolicyDocument(const Policy& policy, size_t files);

// A line for each case, the failed ones with what came out; then the statements that decided no case.
std::string CasesText(const CasesReport& report);
// `success`, `passed`, `failed`, `cases` (`name`, `file`, `line`, `expected`, `passed`, `decision`), `unreached` (`file`,
// `line`, `column`).
std::string CasesDocument(const CasesReport& report);

// A line for each file that was, or would be, laid out anew.
std::string FormattedText(std::span<const std::string> files);
// `success`, `changed`.
std::string FormattedDocument(std::span<const std::string> files);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_REPORT_H_
