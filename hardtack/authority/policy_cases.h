// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Policy cases are requests with the decision that they should have, written beside a policy and run with it, so that a
// change of the policy that changes a decision is noticed. docs/policy_files.md, "Cases"

#ifndef HARDTACK_AUTHORITY_POLICY_CASES_H_
#define HARDTACK_AUTHORITY_POLICY_CASES_H_

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "hardtack/authority/access_request.h"
#include "hardtack/authority/policy.h"
#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/policy_file.h"
#include "hardtack/authority/policy_tables.h"

namespace hardtack::authority {

struct PolicyCase {
  std::string name;
  AccessRequest request;
  bool allow = false;  // what is expected
  Source source;
};

// Those of `files`, which hold nothing but [[cases]]; what is wrong with them is among `faults`.
std::vector<PolicyCase> ReadCases(std::span<const PolicyFile> files, Faults& faults);

struct CaseResult {
  const PolicyCase* policy_case = nullptr;
  bool passed = false;
  std::string decision;  // what came out, and why
};

struct CasesReport {
  std::vector<CaseResult> results;  // in the order of the cases
  std::vector<Source> unreached;    // statements of the policy that decided no case
  size_t failed = 0;
};

// Decides each of `cases`, which must outlive the report.
CasesReport RunCases(const Policy& policy, std::span<const PolicyCase> cases);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_CASES_H_
