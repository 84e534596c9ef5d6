// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens in bulk: the signatures of many tokens are checked in full passes (crypto/verify_many.h). That pays for tokens
// of few signatures, which leave lanes of a pass empty when each is checked alone; at ten blocks it gains nothing.
// Result i is what item i alone would give; a bad item costs the others nothing.
//
// One thread does all the work of a call. Several may call at once, as far as the lookup may; hand each a part of a batch
// to use several cores. Memory: some tokens at a time, and the results.

#ifndef HARDTACK_TOKEN_VERIFY_ALL_H_
#define HARDTACK_TOKEN_VERIFY_ALL_H_

#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/limits.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/verified_cache.h"

namespace hardtack::token {

// The tokens of `texts`.
//   each as Biscuit::VerifyText
std::vector<absl::StatusOr<Biscuit>> VerifyAll(std::span<const std::string_view> texts, const RootKeyLookup& lookup,
                                               const VerifyOptions& options = {});

// One request: a token, and the facts that the service states.
struct Request {
  std::string_view text;
  std::span<const engine::Fact> facts;
};

// Whether each request is allowed.
//   each as VerifyAll and Authorizer::Authorize
std::vector<absl::StatusOr<engine::Decision>> AuthorizeAll(std::span<const Request> requests,
                                                           const RootKeyLookup& lookup, const Authorizer& authorizer,
                                                           const VerifyOptions& options = {});

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_VERIFY_ALL_H_
