// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whether a token passed the services that it was minted to pass, in their order.
//
// The rule of a node in the token derives `node(RESOURCE, COMPONENT)` from an attestation in any block that its key
// signed, so order, and two nodes that share a key, are beyond Datalog: both are read from the blocks.

#ifndef HARDTACK_IDENTITY_SERVICE_CHAIN_H_
#define HARDTACK_IDENTITY_SERVICE_CHAIN_H_

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "hardtack/identity/authorize.h"
#include "hardtack/identity/grant.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

//   InvalidArgument   `position` has no nodes, two nodes of one name, or a component that is none of them
absl::Status CheckPosition(const ChainPosition& position);

// ChainIncomplete unless the nodes of `position` are the token's chain, names and keys in the same order, and every
// node before `position` has attested `resource`, each in a block of its own that stands after those of the nodes
// before it; attestations beyond these are fine. Without a position, ChainIncomplete for a token that is for a chain.
// Linear in nodes and blocks.
//
// Were fewer nodes enough, or another order, then the list of one careless service would undo what the issuer demands.
std::optional<Refusal> CheckChain(const token::Biscuit& token, const Grant& grant,
                                  const std::optional<ChainPosition>& position, std::string_view resource);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_SERVICE_CHAIN_H_
