// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PermissionIndex. Tested by tests/authority/policy_test.cc.

#include "hardtack/authority/permission_index.h"

#include <algorithm>
#include <limits>
#include <span>

namespace hardtack::authority {
namespace {

void Append(const std::vector<Permission>& permissions, std::vector<const Permission*>& target) {
  for (const Permission& permission : permissions) target.push_back(&permission);
}

const Permission* FirstOf(std::span<const Permission* const> permissions, const AccessRequest& request) {
  const auto found = std::ranges::find_if(permissions, [&](const Permission* permission) {
    return Allows(*permission, request.resource, request.operation);
  });
  return found == permissions.end() ? nullptr : *found;
}

}  // namespace

PermissionIndex::PermissionIndex(const PolicyTables& tables) {
  for (const Client& client : tables.clients) Append(client.permissions, exact_[client.identity]);
  for (const Delegates& delegates : tables.delegates) {
    if (!delegates.below) {
      Append(delegates.permissions, exact_[delegates.name]);
      continue;
    }
    Below below{delegates.max_depth.value_or(std::numeric_limits<size_t>::max()), {}};
    Append(delegates.permissions, below.permissions);
    below_[delegates.name].push_back(std::move(below));
  }
  for (const Realm& realm : tables.realms) AddRealm(realm);
}

void PermissionIndex::AddRealm(const Realm& realm) {
  const auto append_roles = [&](const std::vector<std::string>& roles, Permissions& target) {
    for (const std::string& name : roles) {
      const auto role = std::ranges::find(realm.roles, name, &Role::name);
      if (role != realm.roles.end()) Append(role->permissions, target);
    }
  };
  append_roles(realm.everyone, everyone_[realm.identity]);
  for (const Realm::Member& member : realm.members) append_roles(member.roles, members_[member.name]);
}

const Permission* PermissionIndex::FindBelow(std::string_view ancestor, size_t depth,
                                             const AccessRequest& request) const {
  if (const auto found = below_.find(ancestor); found != below_.end()) {
    for (const Below& below : found->second) {
      if (depth > below.max_depth) continue;
      if (const Permission* permission = FirstOf(below.permissions, request)) return permission;
    }
  }
  // What a realm grants holds in its domain alone.
  if (request.domain != ancestor) return nullptr;
  const auto everyone = everyone_.find(ancestor);
  if (everyone == everyone_.end()) return nullptr;
  if (const Permission* permission = FirstOf(everyone->second, request)) return permission;
  const auto member = members_.find(request.actor);
  return member == members_.end() ? nullptr : FirstOf(member->second, request);
}

const Permission* PermissionIndex::Find(const AccessRequest& request) const {
  const std::string_view actor = request.actor;
  if (const auto exact = exact_.find(actor); exact != exact_.end()) {
    if (const Permission* permission = FirstOf(exact->second, request)) return permission;
  }
  size_t depth = 1;
  for (size_t colon = actor.rfind(':'); colon != std::string_view::npos && colon > 0; ++depth) {
    if (const Permission* permission = FindBelow(actor.substr(0, colon), depth, request)) return permission;
    colon = actor.rfind(':', colon - 1);
  }
  return nullptr;
}

}  // namespace hardtack::authority
