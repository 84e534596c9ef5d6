// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Fetching bans. Tested by tests/client/ban_follower_test.cc.

#include "hardtack/client/ban_fetch.h"

#include <utility>

#include "hardtack/base/error.h"
#include "hardtack/client/authority_link.h"
#include "hardtack/client/moment_text.h"

namespace hardtack::client {
namespace {

// The server understood, and has no such thing: it is not busy.
bool IsRefusal(int status) { return status >= 400 && status < 500 && status != 408 && status != 429; }

BanFetchResult Fetch(const Client& client, const AuthorityLink::Fetch& fetch, ErrorKind refused,
                     const std::stop_token& stop) {
  const AuthorityLink& link = *client.link();
  absl::StatusOr<HttpReply> reply = link.Get(fetch, stop);
  if (!reply.ok()) return {reply.status()};
  if (reply->status == 304 || reply->status == 204) return {absl::OkStatus(), {{}, fetch.etag, true}};
  if (IsSuccess(reply->status)) {
    return {absl::OkStatus(), {std::move(reply->body), std::move(reply->etag), false}};
  }
  const auto wait = ParseRetryAfter(reply->retry_after, UtcNow());
  absl::Status error = ErrorOf(*reply, link.Url(fetch.path));
  if (IsRefusal(reply->status)) error = Error(refused, std::string(error.message()), SubjectOf(error));
  return {std::move(error), {}, wait.value_or(std::chrono::seconds(0))};
}

}  // namespace

BanFetchResult FetchBanSnapshot(const Client& client, const std::string& etag, size_t max_bytes,
                                const std::stop_token& stop) {
  return Fetch(client, {"/v1/bans/snapshot", etag, max_bytes, {}, AuthorityLink::Identify::kYes}, ErrorKind::kNetwork, stop);
}

BanFetchResult FetchBanDelta(const Client& client, uint64_t after, std::chrono::seconds wait, const std::string& etag,
                             size_t max_bytes, const std::stop_token& stop) {
  const std::string path = "/v1/bans/delta?after=" + std::to_string(after) + "&wait=" + std::to_string(wait.count());
  return Fetch(client, {path, etag, max_bytes, wait, AuthorityLink::Identify::kYes}, ErrorKind::kBanListGap, stop);
}

}  // namespace hardtack::client
