// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PermissionIndex finds the permission of the tables that allows a request, by the names that lead to it: the actor's
// own, and those above it. Internal to authority.

#ifndef HARDTACK_AUTHORITY_PERMISSION_INDEX_H_
#define HARDTACK_AUTHORITY_PERMISSION_INDEX_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hardtack/authority/access_request.h"
#include "hardtack/authority/policy_tables.h"
#include "hardtack/base/abseil.h"

namespace hardtack::authority {

class PermissionIndex {
 public:
  // `tables` must outlive it, where they are.
  explicit PermissionIndex(const PolicyTables& tables);

  // The first permission of the tables that allows it; null: none does.
  const Permission* Find(const AccessRequest& request) const;

 private:
  using Permissions = std::vector<const Permission*>;
  struct Below {
    size_t max_depth;
    Permissions permissions;
  };
  template <typename Value>
  using ByName = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

  void AddRealm(const Realm& realm);
  const Permission* FindBelow(std::string_view ancestor, size_t depth, const AccessRequest& request) const;

  ByName<Permissions> exact_;
  ByName<std::vector<Below>> below_;
  // In a realm, whose name is the domain: what everybody below it may, and what its members may.
  ByName<Permissions> everyone_;
  ByName<Permissions> members_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_PERMISSION_INDEX_H_
