// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Policy. Tested by tests/authority/policy_test.cc.

#include "hardtack/authority/policy.h"

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

void AppendSources(const std::vector<Permission>& permissions, std::vector<Source>& sources) {
  for (const Permission& permission : permissions) sources.push_back(permission.source);
}

}  // namespace

Policy::Policy(PolicyTables tables, PolicyRules rules, std::string hash)
    : tables_(std::move(tables)), rules_(std::move(rules)), hash_(std::move(hash)), permissions_(tables_),
      clients_by_certificate_(tables_.clients, &Client::certificate),
      clients_by_identity_(tables_.clients, &Client::identity),
      realms_(tables_.realms, &Realm::identity),
      resources_(tables_.resources, &Resource::name) {}

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
  return clients_by_certificate_.Find(certificate);
}

const Client* Policy::FindClientOf(std::string_view identity) const { return clients_by_identity_.Find(identity); }

const Realm* Policy::FindRealm(std::string_view identity) const {
  return realms_.Find(identity);
}

const Resource* Policy::FindResource(std::string_view name) const {
  return resources_.Find(name);
}

const Permission* Policy::FindStub(const StubRequest& request) const {
  for (const StubGrant& grant : tables_.stubs) {
    if (grant.identity != request.actor) continue;
    if (grant.target != request.target && !identity::IsStrictlyBelow(request.target, grant.target)) continue;
    for (const Permission& permission : grant.permissions) {
      if (Allows(permission, request.resource, request.operation)) return &permission;
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
