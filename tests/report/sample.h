// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens for the report tests, from Datalog text, under one root key.

#ifndef HARDTACK_TESTS_REPORT_SAMPLE_H_
#define HARDTACK_TESTS_REPORT_SAMPLE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/crypto/key.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/builder.h"

namespace hardtack::report {

template <typename T>
T Value(absl::StatusOr<T> status_or) {
  INFO(std::string(status_or.status().message()));
  REQUIRE(status_or.ok());
  return *std::move(status_or);
}

inline const crypto::PrivateKey& RootKey() {
  static const crypto::PrivateKey key =
      Value(crypto::PrivateKey::FromBytes(crypto::Algorithm::kEd25519, std::string(32, '\x07')));
  return key;
}

// A token with these blocks, the authority first.
inline token::UnverifiedBiscuit TokenOf(const std::vector<std::string>& blocks) {
  token::UnverifiedBiscuit token = Value(token::Issue(Value(parser::ParseBlock(blocks[0])), RootKey()));
  for (size_t i = 1; i < blocks.size(); ++i) token = Value(token::Append(token, Value(parser::ParseBlock(blocks[i]))));
  return token;
}

inline token::Biscuit Verified(const token::UnverifiedBiscuit& token) {
  return Value(token::Biscuit::Verify(token, token::SingleRootKey(RootKey().public_key())));
}

inline token::Authorizer AuthorizerOf(std::string_view policy) {
  return Value(token::Authorizer::Create(Value(parser::ParseAuthorizer(policy))));
}

}  // namespace hardtack::report

#endif  // HARDTACK_TESTS_REPORT_SAMPLE_H_
