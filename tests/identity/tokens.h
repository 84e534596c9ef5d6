// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens for the identity tests, from Datalog text, under one root key. Every function fails the test that calls it
// rather than return an error.

#ifndef HARDTACK_TESTS_IDENTITY_TOKENS_H_
#define HARDTACK_TESTS_IDENTITY_TOKENS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"
#include "hardtack/identity/delegate.h"
#include "hardtack/identity/issue.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/identity/verify.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::identity {

inline constexpr int64_t kNow = 1'700'000'000;
inline constexpr int64_t kHour = 3600;

const crypto::PrivateKey& RootKey();
token::RootKeyLookup RootLookup();

engine::Block BlockOf(std::string_view datalog);

// A token with these blocks, the authority first.
token::UnverifiedBiscuit TokenOf(const std::vector<std::string>& blocks);

// "alice" for eight hours from kNow.
IssueRequest AliceRequest();
token::UnverifiedBiscuit Issued(const IssueRequest& request);
token::UnverifiedBiscuit Alice();

// `parent` delegated to `identity` for an hour.
DelegateRequest HourFor(std::string_view identity);
token::UnverifiedBiscuit Delegated1h(const token::UnverifiedBiscuit& parent, std::string_view identity);

// Verification at kNow unless the request says otherwise.
Verdict<Verified> VerifyBearer(const token::UnverifiedBiscuit& token, VerifierOptions options = {});
Verdict<Verified> VerifyAs(const token::UnverifiedBiscuit& token, std::string_view identity);
Verdict<Verified> VerifyRequested(const token::UnverifiedBiscuit& token, const VerifyRequest& request,
                                  VerifierOptions options = {});

Lineage LineageOf(const token::UnverifiedBiscuit& token);

// The refusal of kind T in `verdict`; fails the test when there is none.
template <typename T, typename V>
T RefusalIn(const Verdict<V>& verdict) {
  const auto* refusal = std::get_if<Refusal>(&verdict);
  REQUIRE(refusal != nullptr);
  INFO(Describe(*refusal));
  REQUIRE(std::holds_alternative<T>(*refusal));
  return std::get<T>(*refusal);
}

// The value in `verdict`; fails the test when it is a refusal.
template <typename V>
V Accepted(const Verdict<V>& verdict) {
  const auto* refusal = std::get_if<Refusal>(&verdict);
  INFO((refusal == nullptr ? std::string() : Describe(*refusal)));
  REQUIRE(refusal == nullptr);
  return std::get<V>(verdict);
}

// `status_or` holds a value; fails the test with the message otherwise.
template <typename V>
V Value(absl::StatusOr<V> status_or) {
  INFO(std::string(status_or.status().message()));
  REQUIRE(status_or.ok());
  return *std::move(status_or);
}

}  // namespace hardtack::identity

#endif  // HARDTACK_TESTS_IDENTITY_TOKENS_H_
