// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Policy is one generation of policy files, validated as a whole: who stands behind a certificate, and who may do what.
// Denied is whatever nothing allows.
//
// A request is decided by the rules in Datalog first, in the order of their files: the first `allow if` or `deny if`
// that matches is the decision, and a `check if` that fails denies. When no policy matches, the tables decide.
//
// Immutable; any number of threads may ask one. docs/policy_files.md

#ifndef HARDTACK_AUTHORITY_POLICY_H_
#define HARDTACK_AUTHORITY_POLICY_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/name_index.h"
#include "hardtack/authority/permission_index.h"
#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/policy_file.h"
#include "hardtack/authority/policy_rules.h"
#include "hardtack/authority/policy_tables.h"

namespace hardtack::authority {

// Whether a request is allowed, and by which statement.
struct AccessDecision {
  bool allowed = false;
  std::optional<Source> source;  // nullopt: nothing matched, which denies
  std::string reason;            // for the audit trail and for whoever tests policies
};

class Policy {
 public:
  // The generation that `files` are; null when they have faults, which are added to `faults`.
  static std::shared_ptr<const Policy> Load(std::span<const PolicyFile> files, Faults& faults);

  // Linear in the names of the request, beside what rules take, which engine::RunLimits bounds.
  //   whatever engine::Decide returns   a rule raised an error or ran out of steps: deny, and say so
  absl::StatusOr<AccessDecision> Decide(const AccessRequest& request) const;

  // Who presents this certificate (uri:URI or dns:NAME); null: nobody that is known. Likewise below.
  const Client* FindClient(std::string_view certificate) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const Client* FindClientOf(std::string_view identity) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const Realm* FindRealm(std::string_view identity) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const Resource* FindResource(std::string_view name) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // The permission by which `actor` may ask for a token for `target`; null: none does. Linear in the stubs.
  struct StubRequest {
    std::string_view actor;
    std::string_view target;
    std::string_view resource;
    std::string_view operation;
  };
  const Permission* FindStub(const StubRequest& request) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  const PolicyTables& tables() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return tables_; }
  // Every statement that may allow or deny, in the order of files.
  std::vector<Source> Statements() const;
  size_t rule_count() const { return rules_.policies().size(); }  // policies in Datalog
  // SHA-256 of the files, in hex.
  const std::string& hash() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return hash_; }

 private:
  Policy(PolicyTables tables, PolicyRules rules, std::string hash);

  const PolicyTables tables_;
  const PolicyRules rules_;
  const std::string hash_;
  // Of tables_.
  const PermissionIndex permissions_;
  const NameIndex<Client> clients_by_certificate_;
  const NameIndex<Client> clients_by_identity_;
  const NameIndex<Realm> realms_;
  const NameIndex<Resource> resources_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_H_
