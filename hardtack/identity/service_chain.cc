// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Service chains. Tested by tests/identity/authorize_chain_test.cc.

#include "hardtack/identity/service_chain.h"

#include <algorithm>
#include <span>

#include "hardtack/base/error.h"
#include "hardtack/identity/attestation.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;

// The nodes that a request has passed when it reaches `position`.
std::span<const Attestor> NodesBefore(const ChainPosition& position) {
  const std::span<const Attestor> nodes = position.nodes;
  if (!position.component.has_value()) return nodes;
  const auto own = std::ranges::find(nodes, *position.component, &Attestor::component);
  return nodes.first(static_cast<size_t>(own - nodes.begin()));
}

bool Attests(const token::Biscuit& token, size_t block, const Attestor& node, std::string_view resource) {
  const engine::PublicKey* signer = token.engine_signer(static_cast<BlockId>(block));
  return signer != nullptr && *signer == node.key && AttestsService(token.blocks()[block].block, resource);
}

// The first block from `first` on in which `node` attests; the number of blocks when there is none.
size_t FindAttestation(const token::Biscuit& token, size_t first, const Attestor& node, std::string_view resource) {
  size_t block = first;
  while (block < token.blocks().size() && !Attests(token, block, node, resource)) ++block;
  return block;
}

}  // namespace

absl::Status CheckPosition(const ChainPosition& position) {
  if (!position.component.has_value()) return absl::OkStatus();
  if (std::ranges::find(position.nodes, *position.component, &Attestor::component) != position.nodes.end()) {
    return absl::OkStatus();
  }
  return Error(ErrorKind::kInvalidArgument, "the service chain has no component: " + *position.component);
}

std::optional<Refusal> CheckChain(const token::Biscuit& token, const Grant& grant,
                                  const std::optional<ChainPosition>& position, std::string_view resource) {
  if (!position.has_value()) {
    if (grant.chain.empty()) return std::nullopt;
    return ChainIncomplete{grant.chain[0].component, "the token is for a service chain, and no nodes are given"};
  }
  size_t block = 1;
  for (const Attestor& node : NodesBefore(*position)) {
    if (std::ranges::find(grant.chain, node) == grant.chain.end()) {
      return ChainIncomplete{node.component, "the token names no such node with this key"};
    }
    const size_t found = FindAttestation(token, block, node, resource);
    if (found == token.blocks().size()) {
      const bool earlier = FindAttestation(token, 1, node, resource) < found;
      return ChainIncomplete{node.component, earlier ? "it attested out of order" : "it has not attested"};
    }
    block = found + 1;
  }
  return std::nullopt;
}

}  // namespace hardtack::identity
