// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Policy. Tested by tests/authority/policy_test.cc.

#include "hardtack/authority/policy.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/policy_reader.h"
#include "hardtack/base/abseil.h"
#include "hardtack/identity/name.h"

namespace hardtack::authority {
namespace {

AccessDecision DecidedBy(bool allowed, const Source& source) {
  return {allowed, source, fmt::format("{} by {}", allowed ? "allowed" : "denied", TextOf(source))};
}

template <typename Statement, typename Key>
const Statement* FindNamed(const std::vector<Statement>& statements, Key key, std::string_view name) {
  const auto found = std::ranges::find(statements, name, key);
  return found == statements.end() ? nullptr : &*found;
}

void AppendSources(const std::vector<Permission>& permissions, std::vector<Source>& sources) {
  for (const Permission& permission : permissions) sources.push_back(permission.source);
}

}  // namespace

Policy::Policy(PolicyTables tables, PolicyRules rules, std::string hash)
    : tables_(std::move(tables)), rules_(std::move(rules)), hash_(std::move(hash)), permissions_(tables_) {}

std::shared_ptr<const Policy> Policy::Load(std::span<const PolicyFile> files, Faults& faults) {
  const size_t before = faults.count();
  PolicyTables tables = ReadTables(files, faults);
  PolicyRules rules = PolicyRules::Read(files, faults);
  if (faults.count() > before) return nullptr;
  return std::shared_ptr<const Policy>(new Policy(std::move(tables), std::move(rules), ContentHash(files)));
}

absl::StatusOr<AccessDecision> Policy::Decide(const AccessRequest& request) const {
  ASSIGN_OR_RETURN(const std::optional<PolicyRules::Answer> answer, rules_.Decide(request));
  if (answer.has_value()) return DecidedBy(answer->allowed, answer->source);
  if (const Permission* permission = permissions_.Find(request)) return DecidedBy(true, permission->source);
  return AccessDecision{false, std::nullopt, "denied, since nothing allows it"};
}

const Client* Policy::FindClient(std::string_view certificate) const {
  return FindNamed(tables_.clients, &Client::certificate, certificate);
}

const Realm* Policy::FindRealm(std::string_view identity) const {
  return FindNamed(tables_.realms, &Realm::identity, identity);
}

const Resource* Policy::FindResource(std::string_view name) const {
  return FindNamed(tables_.resources, &Resource::name, name);
}

const Permission* Policy::FindStub(const StubRequest& request) const {
  for (const StubGrant& grant : tables_.stubs) {
    if (grant.identity != request.actor) continue;
    if (grant.target != request.target && !identity::IsStrictlyBelow(request.target, grant.target)) continue;
    for (const Permission& permission : grant.permissions) {
      if (permission.resource != request.resource) continue;
      if (std::ranges::find(permission.operations, request.operation) != permission.operations.end()) return &permission;
    }
  }
  return nullptr;
}

std::vector<Source> Policy::Statements() const {
  std::vector<Source> sources = rules_.policies();
  for (const Client& client : tables_.clients) AppendSources(client.permissions, sources);
  for (const Delegates& delegates : tables_.delegates) AppendSources(delegates.permissions, sources);
  for (const Realm& realm : tables_.realms) {
    for (const Role& role : realm.roles) AppendSources(role.permissions, sources);
  }
  return sources;
}

}  // namespace hardtack::authority
