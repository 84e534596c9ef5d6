// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an authorization token grants: one subject may do one operation on one resource, and whom else it takes. Read
// from the exact statements of the authority block, and built from the same.
//
//   right       right(SUBJECT, RESOURCE, OPERATION)
//               check if subject($sub), resource($res), operation($op), right($sub, $res, $op)
//   expiry      check if time($time), $time < SECONDS
//   domain      check if domain(DOMAIN)
//   prefix      check if prefix_added(true) trusting KEY
//   chain       node($s, COMPONENT) <- service($s) trusting KEY      one per node, in the order of the chain
//   parties     check if namespace(COMPONENT) trusting KEY           one per party
//
// A block with the right and none of the checks that bind it grants nothing that could be verified: it is of another
// kind. Functions without state: any thread; each is linear in what it is given.

#ifndef HARDTACK_IDENTITY_GRANT_H_
#define HARDTACK_IDENTITY_GRANT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/engine/ast.h"

namespace hardtack::identity {

struct Right {
  std::string subject;
  std::string resource;
  std::string operation;
  bool operator==(const Right&) const = default;
};

// Who has to attest: a node of a service chain, or a party to a sign-off. It signs with `key`.
struct Attestor {
  std::string component;
  engine::PublicKey key;
  bool operator==(const Attestor&) const = default;
};

// The first name that stands a second time; null when all differ. Log-linear.
const std::string* FindRepeatedName(std::span<const Attestor> attestors);

struct Grant {
  Right right;
  std::optional<std::string> domain;            // holds only there
  std::optional<engine::PublicKey> prefix_key;  // its holder must narrow the token to a prefix of resources
  std::vector<Attestor> chain;                  // services that a request passes, in order
  std::vector<Attestor> parties;                // all must sign off, in any order
  bool operator==(const Grant&) const = default;
};

// Exactly one right, its check, no other fact or rule than those above, no scopes of the block, at most one prefix
// check; further checks only narrow. Linear in the size of the block.
std::optional<Grant> ReadGrant(const engine::Block& authority);

// The authority block that grants `grant` until `expiry` (UTC seconds). ReadGrant gives back `grant`.
engine::Block BuildGrant(const Grant& grant, int64_t expiry);

// The right of a capability: a block with one right and a check that binds resource and operation, but no subject.
std::optional<Right> ReadCapability(const engine::Block& authority);

// The same shapes one by one: what a statement says if it has the shape, nullopt otherwise.
std::optional<engine::PublicKey> ReadPrefixAddedCheck(const engine::Check& check);
std::optional<Attestor> ReadPartyCheck(const engine::Check& check);
bool IsRightCheck(const engine::Check& check);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_GRANT_H_
