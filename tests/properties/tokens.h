// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random tokens, policies and requests over one small vocabulary, so that checks hold and fail about as often. The
// functions draw from RapidCheck, inside a property.

#ifndef HARDTACK_TESTS_PROPERTIES_TOKENS_H_
#define HARDTACK_TESTS_PROPERTIES_TOKENS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::properties {

enum class Role { kRoot, kOtherRoot, kTrustedParty, kStranger };

// The same key each time.
const crypto::PrivateKey& KeyOf(Role role, crypto::Algorithm algorithm = crypto::Algorithm::kEd25519);

// Facts, rules and checks, some of which trust blocks that kTrustedParty signed.
engine::Block DrawBlock();
std::vector<engine::Fact> DrawRequest();

// Checks of every kind and one to three policies. Those that are not `trusting` see no block but the authority.
token::Authorizer DrawAuthorizer(bool trusting = true);

// One to four blocks under kRoot, some signed by the parties, with keys of both algorithms.
token::UnverifiedBiscuit DrawToken();

// `parent` with one more block, the holder's own or a stranger's.
token::UnverifiedBiscuit DrawChild(const token::UnverifiedBiscuit& parent);

// The bytes of `token` with something changed: bits, length, blocks or proof. Mostly no token any more.
std::string DrawDamaged(const token::UnverifiedBiscuit& token);

// At least one token, as text or bytes of tokens related in every way: children, siblings, sealed, damaged, under
// another root, twice.
std::vector<std::string> DrawFamily(bool as_text);

// What came of a token: the error, or its ids and the decision of `authorizer` about it.
std::string AnswerOf(const absl::StatusOr<token::Biscuit>& token, const token::Authorizer& authorizer,
                     std::span<const engine::Fact> request);
std::string TextOf(const absl::StatusOr<engine::Decision>& decision);

}  // namespace hardtack::properties

#endif  // HARDTACK_TESTS_PROPERTIES_TOKENS_H_
