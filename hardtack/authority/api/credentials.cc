// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Credentials of requests. Tested by tests/authority/published_api_test.cc.

#include "hardtack/authority/api/credentials.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace hardtack::authority {
namespace {

constexpr std::string_view kScheme = "bearer ";

// Names of schemes have no case (RFC 9110, section 11.1).
std::optional<std::string> BearerOf(std::optional<std::string_view> field) {
  if (!field.has_value() || field->size() <= kScheme.size()) return std::nullopt;
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  if (!std::equal(kScheme.begin(), kScheme.end(), field->begin(), [&](char b, char a) { return same(a, b); })) {
    return std::nullopt;
  }
  std::string_view token = field->substr(kScheme.size());
  while (token.starts_with(' ')) token.remove_prefix(1);
  return std::string(token);
}

}  // namespace

Credentials CredentialsOf(const HttpRequest& request) {
  return {request.certificate, BearerOf(request.Field("authorization")), request.address, request.id};
}

}  // namespace hardtack::authority
