// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the tests of policies share: policies from texts, and faults as lines.

#ifndef HARDTACK_TESTS_AUTHORITY_POLICY_TESTING_H_
#define HARDTACK_TESTS_AUTHORITY_POLICY_TESTING_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/authority/policy.h"

namespace hardtack::authority {

// "FILE:LINE:COLUMN: MESSAGE" of each fault.
inline std::vector<std::string> Lines(const Faults& faults) {
  std::vector<std::string> lines;
  for (const PolicyFault& fault : faults.told()) {
    lines.push_back(fault.file + ":" + std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) +
                    ": " + fault.message);
  }
  return lines;
}

// The policy of one file that must have no faults.
inline std::shared_ptr<const Policy> PolicyOf(std::string toml, std::string datalog = "") {
  Faults faults;
  const std::vector<PolicyFile> files = {{"policy.toml", std::move(toml)}, {"rules.datalog", std::move(datalog)}};
  std::shared_ptr<const Policy> policy = Policy::Load(files, faults);
  for (const std::string& line : Lines(faults)) FAIL_CHECK(line);
  REQUIRE(policy != nullptr);
  return policy;
}

// The faults of one file.
inline std::vector<std::string> FaultsOf(std::string text, std::string name = "policy.toml") {
  Faults faults;
  const std::vector<PolicyFile> files = {{std::move(name), std::move(text)}};
  const std::shared_ptr<const Policy> policy = Policy::Load(files, faults);
  CHECK((policy == nullptr) == !faults.empty());
  return Lines(faults);
}

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_POLICY_TESTING_H_
