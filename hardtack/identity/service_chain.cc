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

// Where the chain that a service knows is not the token's; nullopt: they are the same.
std::optional<Refusal> FindDifference(std::span<const Attestor> known, std::span<const Attestor> chain) {
  for (size_t i = 0; i < known.size(); ++i) {
    if (i < chain.size() && known[i] == chain[i]) continue;
    const bool elsewhere = std::ranges::find(chain, known[i]) != chain.end();
    return ChainIncomplete{known[i].component, elsewhere ? "the token's chain has this node in another place"
                                                         : "the token names no such node with this key"};
  }
  if (known.size() == chain.size()) return std::nullopt;
  return ChainIncomplete{chain[known.size()].component, "the token's chain has this node, the given one has not"};
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
  if (position.nodes.empty()) return Error(ErrorKind::kInvalidArgument, "the service chain has no nodes");
  if (const std::string* name = FindRepeatedName(position.nodes); name != nullptr) {
    return Error(ErrorKind::kInvalidArgument, "two nodes of the service chain have the name: " + *name);
  }
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
  if (auto refusal = FindDifference(position->nodes, grant.chain); refusal.has_value()) return refusal;
  size_t block = 1;
  for (const Attestor& node : NodesBefore(*position)) {
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
