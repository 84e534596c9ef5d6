// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Requests as handlers see them. Tested by tests/authority/http_text_test.cc.

#include "hardtack/authority/http/message.h"

#include <algorithm>

namespace hardtack::authority {

std::optional<std::string_view> HttpRequest::Field(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
  if (found == fields.end()) return std::nullopt;
  return found->second;
}

}  // namespace hardtack::authority
