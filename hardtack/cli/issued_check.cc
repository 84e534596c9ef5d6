// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens fresh from an authority. Tested by tests/cli/remote_test.cc.

#include "hardtack/cli/issued_check.h"

#include <variant>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/root_keys.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/signatures.h"

namespace hardtack::cli {
namespace {

using identity::Refusal;

}  // namespace

absl::StatusOr<IssuerKeys> FindIssuerKeys(const std::string& option, const ServerAccess& access, const Config& config,
                                          const client::Client& client, Input& input) {
  if (!option.empty()) {
    ASSIGN_OR_RETURN(const RootKeys keys, RootKeys::Read(option, input));
    return IssuerKeys{keys.Lookup(), keys.Only()};
  }
  ASSIGN_OR_RETURN(const crypto::PublicKey key, FindOrFetchPublicKey(access, config, client));
  return IssuerKeys{token::SingleRootKey(key), key};
}

absl::StatusOr<std::optional<Refusal>> CheckSigned(const token::UnverifiedBiscuit& token, const IssuerKeys& keys) {
  ASSIGN_OR_RETURN(const auto verdict, identity::VerifySignatures(token, keys.lookup));
  if (const auto* refusal = std::get_if<Refusal>(&verdict)) return *refusal;
  return std::nullopt;
}

absl::StatusOr<std::optional<Refusal>> CheckIssued(const client::IdentityToken& token, const IssuerKeys& keys) {
  ASSIGN_OR_RETURN(const auto refusal, CheckSigned(token.token, keys));
  if (refusal.has_value()) return refusal;
  ASSIGN_OR_RETURN(const auto lineage, identity::ReadLineage(token.token));
  if (const auto* wrong = std::get_if<Refusal>(&lineage)) return *wrong;
  const std::string& named = std::get<identity::Lineage>(lineage).identity();
  if (named == token.identity) return std::nullopt;
  return Error(ErrorKind::kNetwork,
               "the token stands for another identity than the server says, " + token.identity + ": " + named, named);
}

}  // namespace hardtack::cli
