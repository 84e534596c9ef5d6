// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a request is for: its target, and the host that it names. Linear, any thread. RFC 9112, section 3.2.

#ifndef HARDTACK_AUTHORITY_HTTP_REQUEST_TARGET_H_
#define HARDTACK_AUTHORITY_HTTP_REQUEST_TARGET_H_

#include <optional>
#include <string_view>

namespace hardtack::authority {

// Views into the text that was parsed.
struct RequestTarget {
  std::string_view path;                      // before `?`, not decoded
  std::string_view query;                     // behind it
  std::optional<std::string_view> authority;  // of https://AUTHORITY/PATH
};

// A target in one of the forms /PATH and https://AUTHORITY/PATH, and for OPTIONS also `*`. nullopt: none of them, a
// fragment, another scheme, a character that is not visible ASCII.
std::optional<RequestTarget> ParseTarget(std::string_view target, std::string_view method);

// HOST or HOST:PORT, where HOST is a name, an IPv4 address or an IPv6 address in brackets.
bool IsHost(std::string_view host);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_REQUEST_TARGET_H_
