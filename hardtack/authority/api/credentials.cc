// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Credentials of requests. Tested by tests/authority/published_api_test.cc.

#include "hardtack/authority/api/credentials.h"

#include <string>

#include "hardtack/authority/http/field_values.h"

namespace hardtack::authority {
namespace {

constexpr std::string_view kScheme = "bearer ";

// Names of schemes have no case (RFC 9110, section 11.1).
std::optional<std::string> BearerOf(std::optional<std::string_view> field) {
  if (!field.has_value() || field->size() <= kScheme.size()) return std::nullopt;
  if (LowerCase(field->substr(0, kScheme.size())) != kScheme) return std::nullopt;
  std::string_view token = field->substr(kScheme.size());
  while (token.starts_with(' ')) token.remove_prefix(1);
  return std::string(token);
}

}  // namespace

Credentials CredentialsOf(const HttpRequest& request) {
  return {request.certificate, BearerOf(request.Field("authorization")), request.address, request.id};
}

}  // namespace hardtack::authority
