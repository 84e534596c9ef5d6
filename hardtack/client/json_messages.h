// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Requests as JSON, and answers from it, under the field names of the API that published clients use. Boost.JSON stays
// behind it. What is not as it should be is Network, since the server said it.
//
// Functions without state: any thread. Linear in their texts. Internal to client.

#ifndef HARDTACK_CLIENT_JSON_MESSAGES_H_
#define HARDTACK_CLIENT_JSON_MESSAGES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/client/answers.h"
#include "hardtack/client/requests.h"
#include "hardtack/client/transport.h"

namespace hardtack::client {

// Of what a server says why.
inline constexpr size_t kMaxReasonBytes = 1024;

// Why a server did not do what it was asked, as its body says: response_msg, or detail or title of problem+json, or
// error. Empty: it does not say.
std::string ReasonIn(std::string_view body);

std::string IdentityTokenJson(const std::optional<std::string>& identifier);
std::string RefreshJson(const token::UnverifiedBiscuit& current, const std::optional<std::string>& identifier);
std::string MintJson(const std::string& subject, const std::optional<int64_t>& duration);
std::string TokenJson(const TokenRequest& request);
std::string StubJson(const StubRequest& request);
std::string SignJson(const token::UnverifiedBiscuit& token, const std::string& resource, const std::string& operation);
std::string VerifyJson(const VerifyTokenRequest& request);
std::string VerifyServiceChainJson(const VerifyServiceChainTokenRequest& request);
std::string BanJson(const BanRequest& request);

// Of a reply that came from `url`: Denied for 401, 403 and a success without a token.
//   Network   another status, no JSON, a missing or mistyped field, a token or key that is none
absl::StatusOr<Answer<IdentityToken>> ReadIdentityToken(const HttpReply& reply, const std::string& url);
absl::StatusOr<Answer<AuthorizationToken>> ReadAuthorizationToken(const HttpReply& reply, const std::string& url);
absl::StatusOr<Answer<StubToken>> ReadStub(const HttpReply& reply, const std::string& url);
absl::StatusOr<Answer<token::UnverifiedBiscuit>> ReadSignedToken(const HttpReply& reply, const std::string& url);
absl::StatusOr<Answer<Accepted>> ReadVerification(const HttpReply& reply, const std::string& url);
absl::StatusOr<Answer<BanReceipt>> ReadBanReceipt(const HttpReply& reply, const std::string& url);

// The same for what cannot be denied.
absl::StatusOr<crypto::PublicKey> ReadPublicKey(const HttpReply& reply, const std::string& url);
absl::StatusOr<std::string> ReadCaCertificate(const HttpReply& reply, const std::string& url);
absl::StatusOr<ServerHealth> ReadHealth(const HttpReply& reply, const std::string& url);

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_JSON_MESSAGES_H_
