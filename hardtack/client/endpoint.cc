// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Addresses of servers. Tested by tests/client/endpoint_test.cc.

#include "hardtack/client/endpoint.h"

#include <algorithm>
#include <charconv>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::client {
namespace {

constexpr size_t kMaxHostBytes = 253;  // RFC 1035

absl::Status NotAnAddress(std::string_view text, std::string_view why) {
  std::string message = "not the address of a server, ";
  return Error(ErrorKind::kInvalidArgument, message.append(why).append(": ").append(text), text);
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Without "https://"; nullopt: there is another scheme.
std::optional<std::string_view> WithoutScheme(std::string_view text) {
  const size_t end = text.find("://");
  if (end == std::string_view::npos) return text;
  std::string scheme(text.substr(0, end));
  std::ranges::transform(scheme, scheme.begin(), &Lower);
  if (scheme != "https") return std::nullopt;
  return text.substr(end + 3);
}

bool IsHostCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}
bool IsAddressCharacter(char c) { return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == '.' || c == ':'; }

// No dot or dash in front: hosts become names of folders, and words of command lines.
bool IsHost(std::string_view host) {
  return !host.empty() && host.size() <= kMaxHostBytes && host[0] != '.' && host[0] != '-' &&
         std::ranges::all_of(host, &IsHostCharacter);
}

bool IsIpv6(std::string_view host) {
  return host.find(':') != std::string_view::npos && std::ranges::all_of(host, &IsAddressCharacter);
}

std::optional<uint16_t> ParsePort(std::string_view digits) {
  uint16_t port = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (code != std::errc() || end != digits.data() + digits.size() || port == 0) return std::nullopt;
  return port;
}

}  // namespace

std::string Endpoint::Url(std::string_view path) const {
  const bool needs_brackets = host.find(':') != std::string::npos;
  std::string url = needs_brackets ? "https://[" + host + ']' : "https://" + host;
  return url.append(":").append(std::to_string(port.value_or(kDefaultPort))).append(path);
}

absl::StatusOr<Endpoint> ParseEndpoint(std::string_view text) {
  const auto rest = WithoutScheme(text);
  if (!rest.has_value()) return NotAnAddress(text, "which is a host or an https:// URL");
  const std::string_view authority = rest->substr(0, rest->find_first_of("/?#"));
  const bool bracketed = authority.starts_with('[');
  const size_t host_end = bracketed ? authority.find(']') : authority.find(':');
  Endpoint endpoint{std::string(authority.substr(0, host_end).substr(bracketed ? 1 : 0)), std::nullopt};
  std::ranges::transform(endpoint.host, endpoint.host.begin(), &Lower);
  const bool closed = !bracketed || host_end != std::string_view::npos;
  if (!closed || !(bracketed ? IsIpv6(endpoint.host) : IsHost(endpoint.host)))
    return NotAnAddress(text, "no host in it");
  if (host_end == std::string_view::npos) return endpoint;
  const std::string_view behind = authority.substr(host_end + (bracketed ? 1 : 0));
  if (behind.empty()) return endpoint;
  endpoint.port = behind[0] == ':' ? ParsePort(behind.substr(1)) : std::nullopt;
  if (!endpoint.port.has_value()) return NotAnAddress(text, "no port behind the host");
  return endpoint;
}

}  // namespace hardtack::client
