// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Requests to an authority. Tested by tests/client/client_test.cc.

#include "hardtack/client/authority_link.h"

#include <utility>

#include "hardtack/base/error.h"
#include "hardtack/client/json_messages.h"

namespace hardtack::client {
namespace {

absl::StatusOr<HttpReply> ReplyOf(HttpResult result) {
  if (auto* failure = std::get_if<HttpFailure>(&result)) return std::move(failure->error);
  return std::get<HttpReply>(std::move(result));
}

std::string WhatIsWrong(const HttpReply& reply) {
  const std::string status = std::to_string(reply.status);
  if (reply.status >= 300 && reply.status < 400)
    return "the server sends elsewhere (" + status + "), which is not followed";
  std::string text = "the server answers " + status;
  if (!reply.retry_after.empty()) text += ", to be asked again after " + reply.retry_after.substr(0, kMaxReasonBytes);
  const std::string reason = ReasonIn(reply.body);
  return reason.empty() ? text : text + ", " + reason;
}

}  // namespace

absl::StatusOr<HttpReply> AuthorityLink::Post(std::string_view path, std::string body, Repeat repeat,
                                              Identify identify) const {
  HttpCall call{Url(path), std::move(body)};
  call.timeout = settings_.timeout;
  if (identify == Identify::kYes) call.bearer = bearer_.view();
  return ReplyOf(SendRepeatedly(*transport_, call, repeat, settings_.retries));
}

absl::StatusOr<HttpReply> AuthorityLink::PostTo(const Endpoint& other, std::string_view path, std::string body,
                                                Repeat repeat) const {
  HttpCall call{other.Url(path), std::move(body)};
  call.timeout = settings_.timeout;
  return ReplyOf(SendRepeatedly(*transport_, call, repeat, settings_.retries));
}

absl::StatusOr<HttpReply> AuthorityLink::Get(const Fetch& fetch, const std::stop_token& stop) const {
  HttpCall call{Url(fetch.path)};
  call.etag = fetch.etag;
  call.timeout = settings_.timeout + fetch.further_time;
  call.max_bytes = fetch.max_bytes;
  if (fetch.identify == Identify::kYes) call.bearer = bearer_.view();
  return ReplyOf(SendRepeatedly(*transport_, call, Repeat::kAlways, settings_.retries, stop));
}

absl::Status ErrorOf(const HttpReply& reply, const std::string& url) {
  return Error(ErrorKind::kNetwork, WhatIsWrong(reply) + ": " + url, url);
}

}  // namespace hardtack::client
