// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PolicyRules are the rules of a policy in Datalog, for those who outgrow tables: the .datalog files of a folder, one
// after the other. They decide over what the server states about a request:
//
//   actor(NAME), ancestor(NAME) for each name that the actor was delegated from, resource(NAME), operation(NAME),
//   time(SECONDS), and where they are there domain(NAME), certificate(NAME)
//
// Immutable; any number of threads may ask them.

#ifndef HARDTACK_AUTHORITY_POLICY_RULES_H_
#define HARDTACK_AUTHORITY_POLICY_RULES_H_

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/authority/access_request.h"
#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/policy_file.h"
#include "hardtack/authority/policy_tables.h"
#include "hardtack/token/authorizer.h"

namespace hardtack::authority {

class PolicyRules {
 public:
  // Those of the files that end in .datalog; what does not parse is among `faults`.
  static PolicyRules Read(std::span<const PolicyFile> files, Faults& faults);

  // What the rules say to a request; nullopt: nothing, so that the tables decide.
  struct Answer {
    bool allowed = false;
    Source source;  // of the policy that matched, or of the first check that failed
  };
  //   as engine::Decide
  absl::StatusOr<std::optional<Answer>> Decide(const AccessRequest& request) const;

  // Its policies, in order.
  const std::vector<Source>& policies() const { return policies_; }

 private:
  std::optional<token::Authorizer> authorizer_;  // nullopt: there are no rules
  std::vector<Source> policies_;
  std::vector<Source> checks_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_RULES_H_
