// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens that published clients made, with what is known of them (tests/golden/hessra/README.md). Every function fails
// the test that calls it rather than return an error.

#ifndef HARDTACK_TESTS_GOLDEN_PUBLISHED_CLIENTS_H_
#define HARDTACK_TESTS_GOLDEN_PUBLISHED_CLIENTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <boost/json/object.hpp>

#include "absl/status/statusor.h"
#include "doctest/doctest.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/identity/verify.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::golden {

struct Published {
  std::string name;
  std::string kind;
  boost::json::object facts;  // its object in published.json
  crypto::PublicKey root;
  std::string text;  // as the client returned it
  token::UnverifiedBiscuit token;

  int64_t now() const;  // while the token is alive
  bool is_identity() const { return kind == "identity" || kind == "leaf identity"; }

  // The string at `key`; nullopt if there is none, or null.
  std::optional<std::string> Text(std::string_view key) const;
};

// All of published.json, in its order.
const std::vector<Published>& AllPublished();

// Verified as an identity under the token's root key.
identity::Verdict<identity::Verified> Verify(const Published& published, const identity::VerifyRequest& request);

// "accepted", or the name of the refusal.
template <typename T>
std::string Outcome(const identity::Verdict<T>& verdict) {
  const auto* refusal = std::get_if<identity::Refusal>(&verdict);
  return refusal == nullptr ? "accepted" : std::string(identity::RefusalName(*refusal));
}

// What an operation that must succeed made.
template <typename T>
T Made(absl::StatusOr<identity::Verdict<T>> verdict) {
  REQUIRE_MESSAGE(verdict.ok(), verdict.status().ToString());
  REQUIRE(Outcome(*verdict) == "accepted");
  return std::get<T>(*std::move(verdict));
}

}  // namespace hardtack::golden

#endif  // HARDTACK_TESTS_GOLDEN_PUBLISHED_CLIENTS_H_
