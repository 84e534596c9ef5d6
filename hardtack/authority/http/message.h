// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Requests and responses as handlers see them, whichever version of HTTP carried them. Plain values.

#ifndef HARDTACK_AUTHORITY_HTTP_MESSAGE_H_
#define HARDTACK_AUTHORITY_HTTP_MESSAGE_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hardtack::authority {

struct HttpRequest {
  std::string method;                                       // as sent: "GET"
  std::string path;                                         // of the target, before `?`, not decoded
  std::string query;                                        // behind `?`
  std::vector<std::pair<std::string, std::string>> fields;  // names in lower case, in the order sent
  std::string body;
  // Of the certificate that the handshake verified: uri:URI or dns:NAME (peer_name.h).
  std::optional<std::string> certificate;
  std::string address;  // of the peer, without port
  std::string id;       // of this request, for logs, the audit trail and X-Request-Id

  // The first field of this name (lower case); nullopt: none.
  std::optional<std::string_view> Field(std::string_view name) const;
};

struct HttpResponse {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> fields;  // further ones; names in lower case
};

// Answers a request: once, from any thread, at any time. Answers behind the first are dropped, and so is one to a peer
// that is gone.
using Respond = std::function<void(HttpResponse)>;

// Called from threads that may wait and compute. Does not throw.
using HttpHandler = std::function<void(const HttpRequest&, Respond)>;

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_MESSAGE_H_
