// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Transport carries one HTTP exchange over HTTPS. What stands behind it is curl_transport.h, or a test. Plain values
// beside it; implementations are thread-safe.
//
// Internal to client.

#ifndef HARDTACK_CLIENT_TRANSPORT_H_
#define HARDTACK_CLIENT_TRANSPORT_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/status.h"

namespace hardtack::client {

inline constexpr size_t kMaxAnswerBytes = size_t{1} << 20;

struct HttpCall {
  std::string url;
  std::optional<std::string> body{};  // JSON, for a POST; nullopt: a GET
  std::string_view bearer{};          // of the Authorization field; empty: none. Viewed until the call returns
  std::string etag{};                 // for If-None-Match; empty: none
  std::chrono::milliseconds timeout{30'000};
  size_t max_bytes = kMaxAnswerBytes;  // of the answer's body
};

struct HttpReply {
  int status = 0;
  std::string body{};
  // Fields, empty when the answer has none of the name.
  std::string etag{};
  std::string retry_after{};
};

// There was no whole answer.
struct HttpFailure {
  absl::Status error;    // Network, or InvalidArgument when certificates that the caller gave cannot be used
  bool sent = false;     // the server may have acted on the request
  bool passing = false;  // another attempt may go better
};

using HttpResult = std::variant<HttpReply, HttpFailure>;

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  // Returns early, with a failure, when a stop is requested. Follows no redirect and repeats nothing.
  virtual HttpResult Send(const HttpCall& call, std::stop_token stop) = 0;
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_TRANSPORT_H_
