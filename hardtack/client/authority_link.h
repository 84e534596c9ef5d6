// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// AuthorityLink sends one authority's endpoints their requests, repeats what may be repeated, and turns what is no
// answer into a Status: Network, with the URL as subject.
//
// Thread-safe. Internal to client.

#ifndef HARDTACK_CLIENT_AUTHORITY_LINK_H_
#define HARDTACK_CLIENT_AUTHORITY_LINK_H_

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/client/endpoint.h"
#include "hardtack/client/retry.h"
#include "hardtack/client/transport.h"
#include "hardtack/crypto/key.h"

namespace hardtack::client {

class AuthorityLink {
 public:
  struct Settings {
    Endpoint endpoint;
    std::chrono::milliseconds timeout{30'000};  // of one attempt
    RetryPolicy retries;
  };
  // `bearer` is an identity token in its text form; empty: none.
  AuthorityLink(Settings settings, std::shared_ptr<Transport> transport, crypto::SecretString bearer)
      : settings_(std::move(settings)), transport_(std::move(transport)), bearer_(std::move(bearer)) {}

  // Whether a request says who asks. Only the authority itself is told, and only where it has to know.
  enum class Identify : bool { kNo, kYes };

  // A POST of JSON to `path`.
  absl::StatusOr<HttpReply> Post(std::string_view path, std::string body, Repeat repeat, Identify identify) const;
  // The same to another server, which is told nothing of who asks but by certificate.
  absl::StatusOr<HttpReply> PostTo(const Endpoint& other, std::string_view path, std::string body, Repeat repeat) const;

  struct Fetch {
    std::string path;  // with its query
    std::string etag{};
    size_t max_bytes = kMaxAnswerBytes;
    std::chrono::milliseconds further_time{0};  // that the server may take, beside the timeout
    Identify identify = Identify::kNo;
  };
  absl::StatusOr<HttpReply> Get(const Fetch& fetch, const std::stop_token& stop = {}) const;

  std::string Url(std::string_view path) const { return settings_.endpoint.Url(path); }

 private:
  Settings settings_;
  std::shared_ptr<Transport> transport_;
  crypto::SecretString bearer_;
};

// Whether the status is one of success.
inline bool IsSuccess(int status) { return status >= 200 && status < 300; }

// The error that a reply without success is; `url` is where it came from.
absl::Status ErrorOf(const HttpReply& reply, const std::string& url);

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_AUTHORITY_LINK_H_
