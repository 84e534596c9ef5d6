// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a token's structure alone refuses, before any Datalog runs. Internal to identity, except that tools may show it.
// Functions without state: any thread; each is linear in what it is given.

#ifndef HARDTACK_IDENTITY_STRUCTURE_H_
#define HARDTACK_IDENTITY_STRUCTURE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/refusal.h"

namespace hardtack::identity {

inline constexpr size_t kMaxDepth = 64;  // delegations, where the caller says nothing else

// A name that the caller brings, checked in the same place as the token's own.
struct RequestedName {
  std::string_view where;  // for InvalidName, e.g. "identity"
  std::string_view name;
  bool acts = false;  // the name of who acts, whom bans cover as they cover the token's names
};

struct StructureRules {
  int64_t now = 0;  // UTC seconds
  bool allow_no_expiry = false;
  size_t max_depth = kMaxDepth;
  std::vector<RequestedName> requested;
  const BanList* bans = nullptr;  // not owned; null: nobody is banned
};

// The first reason to refuse an identity token in the order of refusal.h: ForgedFact, InvalidName, Banned by name,
// NoExpiry, Expired, LimitReached, NotDelegatable. `lineage` is that of `blocks`. Linear in the token.
std::optional<Refusal> CheckStructure(const Lineage& lineage, const wire::DecodedBlocks& blocks,
                                      const StructureRules& rules);

// The parts that other kinds of tokens share.

// InvalidName if `requested` is not fit to be a name of an identity or a domain.
std::optional<Refusal> CheckName(const RequestedName& requested);

// The same for what names no identity, such as a resource: colons mean nothing in it.
std::optional<Refusal> CheckLabel(const RequestedName& requested);

// Whether only a verifier or the authority may state `predicate`: it is about the request or its holder.
bool IsAmbient(std::string_view predicate);

// ForgedFact if a block after the authority states or derives such a predicate.
std::optional<Refusal> CheckForgedFacts(const wire::DecodedBlocks& blocks);

// Banned if `identity` is, which `block` names, or the caller (nullopt).
std::optional<Refusal> CheckBannedName(std::string_view identity, std::optional<engine::BlockId> block,
                                       const BanList* bans, int64_t now);

// NoExpiry or Expired.
std::optional<Refusal> CheckExpiry(const std::optional<Expiry>& expires, int64_t now, bool allow_no_expiry);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_STRUCTURE_H_
