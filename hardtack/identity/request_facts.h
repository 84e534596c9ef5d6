// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts that a caller adds to a request, for further checks that an issuer or a holder put into a token. What tokens
// hang their meaning on stays out of the caller's hands: forwarding such a fact from a client would satisfy a check
// that asks for somebody else's signature. Functions without state: any thread; linear in the facts.

#ifndef HARDTACK_IDENTITY_REQUEST_FACTS_H_
#define HARDTACK_IDENTITY_REQUEST_FACTS_H_

#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "hardtack/engine/ast.h"

namespace hardtack::identity {

// Whether a caller may not state `predicate`: the verifier states it itself (IsAmbient), or an attestor does.
bool IsReserved(std::string_view predicate);

//   InvalidArgument   a fact of a reserved predicate
absl::Status CheckRequestFacts(std::span<const engine::Fact> facts);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_REQUEST_FACTS_H_
