// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Only a token whose chain verified is decided upon: the type is the proof.
// rejected: no matching (member )?function for call to
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"

absl::StatusOr<hardtack::engine::Decision> Decide(const hardtack::token::Authorizer& authorizer,
                                                  const hardtack::token::Biscuit& token) {
#ifndef HARDTACK_REJECTED
  return authorizer.Authorize(token);
#else
  return authorizer.Authorize(token.unverified());
#endif
}
