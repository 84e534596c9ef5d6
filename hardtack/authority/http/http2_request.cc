// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Requests of HTTP/2. nghttp2 has seen to the order of fields, to their characters, and that pseudo fields are there
// once. Tested by tests/authority/http2_session_test.cc and tests/fuzz/http2_frames.cc.

#include "hardtack/authority/http/http2_request.h"

#include <algorithm>
#include <utility>

#include "hardtack/authority/http/field_values.h"
#include "hardtack/authority/http/request_target.h"

namespace hardtack::authority {

void Http2Request::Add(std::string_view name, std::string_view value, const HttpLimits& limits) {
  if (refused()) return;
  head_bytes_ += name.size() + value.size() + kHttp2FieldOverhead;
  if (head_bytes_ > limits.header_bytes) return Refuse({431, "the head is too large"});
  if (name == ":method") {
    request_.method = value;
  } else if (name == ":scheme") {
    scheme_ = value;
  } else if (name == ":authority") {
    authority_ = value;
  } else if (name == ":path") {
    SetTarget(value);
  } else if (name == "cookie") {
    AddCookie(value);
  } else {
    request_.fields.emplace_back(name, value);
  }
}

void Http2Request::Refuse(const RequestFault& fault) {
  if (!fault_.has_value()) fault_ = fault;
}

std::optional<RequestFault> Http2Request::Finish(const HttpLimits& limits) {
  if (refused()) return fault_;
  if (const auto fault = CheckPseudoFields()) return fault;
  if (const auto fault = TakeHost()) return fault;
  return CheckFields(request_, limits);
}

void Http2Request::SetTarget(std::string_view value) {
  // `*` is right for OPTIONS alone, but the method may not be known yet: CheckPseudoFields looks again.
  const auto target = ParseTarget(value, "OPTIONS");
  if (!target.has_value() || target->authority.has_value()) return Refuse({400, "the target is no path"});
  request_.path = target->path;
  request_.query = target->query;
}

// A cookie may come in pieces, which are one for whoever reads it. RFC 9113, section 8.2.3.
void Http2Request::AddCookie(std::string_view value) {
  if (value.empty()) return;  // else there would be white space at an end
  using Field = std::pair<std::string, std::string>;
  const auto cookie = std::ranges::find(request_.fields, std::string_view("cookie"), &Field::first);
  if (cookie == request_.fields.end()) {
    request_.fields.emplace_back("cookie", value);
    return;
  }
  cookie->second += "; ";
  cookie->second += value;
}

std::optional<RequestFault> Http2Request::CheckPseudoFields() const {
  if (!IsToken(request_.method)) return RequestFault{400, "the method is no token"};
  if (request_.method == "CONNECT") return RequestFault{501, "this is no proxy"};
  if (request_.path.empty() || (request_.path == "*" && request_.method != "OPTIONS")) {
    return RequestFault{400, "the target is no path"};
  }
  if (scheme_ != "https") return RequestFault{400, "the scheme is not https"};
  return std::nullopt;
}

// One host, whichever of the two fields names it; handlers find it where HTTP/1 has it.
std::optional<RequestFault> Http2Request::TakeHost() {
  const auto host = request_.Field("host");
  if (authority_.empty() && !host.has_value()) return RequestFault{400, "Host is missing"};
  const std::string_view name = host.value_or(authority_);
  if (!IsHost(name)) return RequestFault{400, "Host is neither a name nor an address"};
  if (!authority_.empty() && !EqualIgnoringCase(name, authority_)) {
    return RequestFault{400, "the target and Host name different hosts"};
  }
  if (!host.has_value()) request_.fields.emplace_back("host", authority_);
  return std::nullopt;
}

}  // namespace hardtack::authority
