// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A Biscuit comes from Verify alone.
// rejected: is private within this context|calling a private constructor
#include <utility>

#include "hardtack/token/biscuit.h"

namespace hardtack {

absl::StatusOr<token::Biscuit> Make(token::UnverifiedBiscuit token, crypto::PublicKey root) {
#ifndef HARDTACK_REJECTED
  return token::Biscuit::Verify(std::move(token), token::SingleRootKey(std::move(root)));
#else
  return token::Biscuit(std::move(token), std::move(root), wire::DecodedBlocks(), nullptr);
#endif
}

}  // namespace hardtack
