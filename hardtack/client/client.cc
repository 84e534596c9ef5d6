// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Requests of a Client. Tested by tests/client/client_test.cc.

#include "hardtack/client/client.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/client/authority_link.h"
#include "hardtack/client/json_messages.h"
#include "hardtack/client/signoffs.h"

namespace hardtack::client {
namespace {

using Identify = AuthorityLink::Identify;

// Posts, and reads the reply.
template <typename T>
absl::StatusOr<T> Ask(const AuthorityLink& link, std::string_view path, std::string body, Repeat repeat,
                      Identify identify, absl::StatusOr<T> (*read)(const HttpReply&, const std::string&)) {
  ASSIGN_OR_RETURN(const HttpReply reply, link.Post(path, std::move(body), repeat, identify));
  return read(reply, link.Url(path));
}

template <typename T>
absl::StatusOr<T> Fetch(const AuthorityLink& link, const char* path,
                        absl::StatusOr<T> (*read)(const HttpReply&, const std::string&)) {
  ASSIGN_OR_RETURN(const HttpReply reply, link.Get({path}));
  return read(reply, link.Url(path));
}

}  // namespace

absl::StatusOr<Answer<IdentityToken>> Client::RequestIdentityToken(const std::optional<std::string>& identifier) const {
  return Ask(*link_, "/request_identity_token", IdentityTokenJson(identifier), Repeat::kUnlessSent, Identify::kNo,
             &ReadIdentityToken);
}

absl::StatusOr<Answer<IdentityToken>> Client::RefreshIdentityToken(const token::UnverifiedBiscuit& current,
                                                                   const std::optional<std::string>& identifier) const {
  return Ask(*link_, "/refresh_identity_token", RefreshJson(current, identifier), Repeat::kUnlessSent, Identify::kNo,
             &ReadIdentityToken);
}

absl::StatusOr<Answer<IdentityToken>> Client::MintIdentityToken(const std::string& subject,
                                                                std::optional<int64_t> duration) const {
  return Ask(*link_, "/mint_identity_token", MintJson(subject, duration), Repeat::kUnlessSent, Identify::kNo,
             &ReadIdentityToken);
}

absl::StatusOr<Answer<AuthorizationToken>> Client::RequestUnsignedToken(const TokenRequest& request) const {
  return Ask(*link_, "/request_token", TokenJson(request), Repeat::kUnlessSent, Identify::kYes,
             &ReadAuthorizationToken);
}

absl::StatusOr<Answer<AuthorizationToken>> Client::RequestToken(const TokenRequest& request) const {
  ASSIGN_OR_RETURN(Answer<AuthorizationToken> answer, RequestUnsignedToken(request));
  auto* token = std::get_if<AuthorizationToken>(&answer);
  if (token == nullptr) return answer;
  return CollectSignoffs(std::move(*token), request, *link_);
}

absl::StatusOr<Answer<StubToken>> Client::RequestStub(const StubRequest& request) const {
  return Ask(*link_, "/request_stub", StubJson(request), Repeat::kUnlessSent, Identify::kYes, &ReadStub);
}

absl::StatusOr<Answer<token::UnverifiedBiscuit>> Client::SignToken(const token::UnverifiedBiscuit& token,
                                                                   const std::string& resource,
                                                                   const std::string& operation) const {
  return Ask(*link_, "/sign_token", SignJson(token, resource, operation), Repeat::kUnlessSent, Identify::kNo,
             &ReadSignedToken);
}

absl::StatusOr<Answer<Accepted>> Client::VerifyToken(const VerifyTokenRequest& request) const {
  return Ask(*link_, "/verify_token", VerifyJson(request), Repeat::kAlways, Identify::kNo, &ReadVerification);
}

absl::StatusOr<Answer<Accepted>> Client::VerifyServiceChainToken(const VerifyServiceChainTokenRequest& request) const {
  return Ask(*link_, "/verify_service_chain_token", VerifyServiceChainJson(request), Repeat::kAlways, Identify::kNo,
             &ReadVerification);
}

absl::StatusOr<Answer<BanReceipt>> Client::SubmitBan(const BanRequest& request) const {
  return Ask(*link_, "/v1/bans", BanJson(request), Repeat::kUnlessSent, Identify::kYes, &ReadBanReceipt);
}

absl::StatusOr<crypto::PublicKey> Client::PublicKey() const { return Fetch(*link_, "/public_key", &ReadPublicKey); }

absl::StatusOr<std::string> Client::CaCertificate() const { return Fetch(*link_, "/ca_cert", &ReadCaCertificate); }

absl::StatusOr<ServerHealth> Client::Health() const { return Fetch(*link_, "/health", &ReadHealth); }

std::string Client::url() const { return link_->Url(""); }

}  // namespace hardtack::client
