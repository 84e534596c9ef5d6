// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a token's structure alone refuses, before any Datalog runs. Internal to identity, except that tools may show it.

#ifndef HARDTACK_IDENTITY_STRUCTURE_H_
#define HARDTACK_IDENTITY_STRUCTURE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hardtack/identity/lineage.h"
#include "hardtack/identity/refusal.h"

namespace hardtack::identity {

inline constexpr size_t kMaxDepth = 64;  // delegations, where the caller says nothing else

// A name that the caller brings, checked in the same place as the token's own.
struct RequestedName {
  std::string_view where;  // for InvalidName, e.g. "identity"
  std::string_view name;
};

struct StructureRules {
  int64_t now = 0;  // UTC seconds
  bool allow_no_expiry = false;
  size_t max_depth = kMaxDepth;
  std::vector<RequestedName> requested;
};

// InvalidName if `requested` is not fit to be a name.
std::optional<Refusal> CheckName(const RequestedName& requested);

// The first reason to refuse in the order of refusal.h: ForgedFact, InvalidName, NoExpiry, Expired, LimitReached,
// NotDelegatable. `lineage` is that of `blocks`. Linear in the token.
std::optional<Refusal> CheckStructure(const Lineage& lineage, std::span<const wire::DecodedBlock> blocks,
                                      const StructureRules& rules);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_STRUCTURE_H_
