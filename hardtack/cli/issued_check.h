// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whether a token that an authority just gave is one: signed with the key that it is known by, and for whom it says.
// The connection was private, but what is saved is used for hours.

#ifndef HARDTACK_CLI_ISSUED_CHECK_H_
#define HARDTACK_CLI_ISSUED_CHECK_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/server_access.h"
#include "hardtack/client/answers.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::cli {

// The keys that a server may have signed with.
struct IssuerKeys {
  token::RootKeyLookup lookup;
  std::optional<crypto::PublicKey> only;  // if there is one alone
};

// By the option, which is as RootKeys::Read reads it; where it is empty by the configuration, and else by asking.
absl::StatusOr<IssuerKeys> FindIssuerKeys(const std::string& option, const ServerAccess& access, const Config& config,
                                          const client::Client& client, Input& input);

// Why a token is not to be taken; nullopt: it may be.
//   Network   the server named another identity than the token does
absl::StatusOr<std::optional<identity::Refusal>> CheckIssued(const client::IdentityToken& token,
                                                             const IssuerKeys& keys);
absl::StatusOr<std::optional<identity::Refusal>> CheckSigned(const token::UnverifiedBiscuit& token,
                                                             const IssuerKeys& keys);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_ISSUED_CHECK_H_
