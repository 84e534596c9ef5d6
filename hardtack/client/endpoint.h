// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Endpoint is where a server is, read from what people write: "auth.example.com", "auth.example.com:8443",
// "https://[::1]:8443/". Only HTTPS: there is no way to ask for anything else.
//
// Plain values and functions without state: any thread. Linear in the text.

#ifndef HARDTACK_CLIENT_ENDPOINT_H_
#define HARDTACK_CLIENT_ENDPOINT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace hardtack::client {

inline constexpr uint16_t kDefaultPort = 443;

struct Endpoint {
  std::string host;              // in lower case; an IPv6 address without its brackets
  std::optional<uint16_t> port;  // nullopt: none was written, which is kDefaultPort
  bool operator==(const Endpoint&) const = default;

  // "https://HOST:PORT" and `path`, which is empty or starts with a slash.
  std::string Url(std::string_view path) const;
};

// A path behind the host is left out, as published clients leave it out of the addresses that they are given.
//   InvalidArgument   another scheme than https, a user name, no host or none that could be one, no port where a colon
//                     says that there is one
absl::StatusOr<Endpoint> ParseEndpoint(std::string_view text);

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_ENDPOINT_H_
