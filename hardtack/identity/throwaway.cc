// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks signed by nobody in particular. Tested by tests/identity/delegate_test.cc.

#include "hardtack/identity/throwaway.h"

#include <string>

#include "hardtack/base/abseil.h"
#include "hardtack/token/third_party.h"

namespace hardtack::identity {

absl::StatusOr<token::UnverifiedBiscuit> AppendThrowaway(const token::UnverifiedBiscuit& token,
                                                         const engine::Block& block) {
  ASSIGN_OR_RETURN(const std::string request, token::RequestThirdParty(token));
  ASSIGN_OR_RETURN(const std::string contents, token::SignThirdParty(request, block, crypto::PrivateKey::Generate()));
  return token::AppendThirdParty(token, contents);
}

}  // namespace hardtack::identity
