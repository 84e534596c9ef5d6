// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What others add to an authorization token, each as a third-party block that it signs with its own key.
//
//   node of a chain     service(RESOURCE)
//   party               namespace(COMPONENT)
//   holder of a prefix  prefix_added(true); check if prefix(PREFIX)
//
// Published clients write and read the same shapes.

#ifndef HARDTACK_IDENTITY_ATTESTATION_H_
#define HARDTACK_IDENTITY_ATTESTATION_H_

#include <optional>
#include <string>
#include <string_view>

#include "hardtack/engine/ast.h"

namespace hardtack::identity {

engine::Block BuildServiceAttestation(std::string_view resource);
engine::Block BuildPartyAttestation(std::string_view component);
engine::Block BuildPrefixAttestation(std::string_view prefix);

// Whether `block` states service(RESOURCE).
bool AttestsService(const engine::Block& block, std::string_view resource);

// The PREFIX of a check of the exact shape `check if prefix(PREFIX)`.
std::optional<std::string> ReadPrefixCheck(const engine::Check& check);

// Whether `resource` is `prefix` or lies below it at a separator: "a/b" covers "a/b" and "a/b/c", not "a/bc". A last
// '/' of the prefix adds nothing, so "/" covers "/a". An empty prefix, which no attestor can set here, covers nothing:
// whoever wrote it narrowed nothing.
bool Covers(std::string_view prefix, std::string_view resource);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_ATTESTATION_H_
