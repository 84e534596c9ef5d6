// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Appending as published clients do: as a third party with a fresh Ed25519 key that is thrown away. Internal to
// identity.

#ifndef HARDTACK_IDENTITY_THROWAWAY_H_
#define HARDTACK_IDENTITY_THROWAWAY_H_

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

//   as token::RequestThirdParty, token::SignThirdParty and token::AppendThirdParty
absl::StatusOr<token::UnverifiedBiscuit> AppendThrowaway(const token::UnverifiedBiscuit& token,
                                                         const engine::Block& block);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_THROWAWAY_H_
