// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Sign-offs. Tested by tests/client/signoffs_test.cc.

#include "hardtack/client/signoffs.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/client/json_fields.h"
#include "hardtack/client/json_messages.h"

namespace hardtack::client {
namespace {

using token::UnverifiedBiscuit;

constexpr char kSignPath[] = "/sign_token";

// Whether `longer` is `token` with one block behind it that `key` signed. The signatures themselves are for whoever
// verifies the token.
bool IsSignedOff(const UnverifiedBiscuit& token, const UnverifiedBiscuit& longer, const crypto::PublicKey& key) {
  const size_t blocks = token.block_count();
  if (longer.block_count() != blocks + 1 || longer.root_key_id() != token.root_key_id()) return false;
  for (size_t i = 0; i < blocks; ++i) {
    const auto block = static_cast<engine::BlockId>(i);
    if (longer.raw_block(block) != token.raw_block(block)) return false;
  }
  const crypto::PublicKey* signer = longer.signer(static_cast<engine::BlockId>(blocks));
  return signer != nullptr && *signer == key;
}

absl::StatusOr<Answer<UnverifiedBiscuit>> SignOff(const UnverifiedBiscuit& token, const PendingSignoff& signoff,
                                                  const TokenRequest& request, const AuthorityLink& link) {
  const absl::StatusOr<Endpoint> service = ParseEndpoint(signoff.authorization_service);
  if (!service.ok()) return MalformedAnswer(service.status().message().data(), link.Url("/request_token"));
  const std::string url = service->Url(kSignPath);
  ASSIGN_OR_RETURN(
      const HttpReply reply,
      link.PostTo(*service, kSignPath, SignJson(token, request.resource, request.operation), Repeat::kUnlessSent));
  ASSIGN_OR_RETURN(Answer<UnverifiedBiscuit> answer, ReadSignedToken(reply, url));
  const auto* longer = std::get_if<UnverifiedBiscuit>(&answer);
  if (longer == nullptr || IsSignedOff(token, *longer, signoff.public_key)) return answer;
  return MalformedAnswer("signed_token is not the token with the sign-off of " + signoff.component, url);
}

}  // namespace

absl::StatusOr<Answer<AuthorizationToken>> CollectSignoffs(AuthorizationToken token, const TokenRequest& request,
                                                           const AuthorityLink& link) {
  if (token.pending_signoffs.size() > kMaxSignoffs) {
    return MalformedAnswer("pending_signoffs has more than " + std::to_string(kMaxSignoffs) + " entries",
                           link.Url("/request_token"));
  }
  for (const PendingSignoff& signoff : std::exchange(token.pending_signoffs, {})) {
    absl::StatusOr<Answer<UnverifiedBiscuit>> answer = SignOff(token.token, signoff, request, link);
    if (!answer.ok()) return Annotate(answer.status(), signoff.component);
    if (const auto* denied = std::get_if<Denied>(&*answer)) return Denied{signoff.component + ": " + denied->reason};
    token.token = std::get<UnverifiedBiscuit>(*std::move(answer));
  }
  return token;
}

}  // namespace hardtack::client
