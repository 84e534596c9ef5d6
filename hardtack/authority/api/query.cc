// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Queries of requests. Tested by tests/authority/query_test.cc.

#include "hardtack/authority/api/query.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

absl::Status Invalid(std::string_view name, std::string_view what) {
  return Error(ErrorKind::kInvalidArgument, "the parameter " + std::string(name) + " " + std::string(what));
}

absl::StatusOr<std::string> Decode(std::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    uint8_t byte = 0;
    const std::string_view digits = text.substr(i + 1, 2);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (digits.size() < 2 || error != std::errc() || end != digits.data() + 2) {
      return Error(ErrorKind::kInvalidArgument, "the query has a % without two hex digits behind it");
    }
    decoded += static_cast<char>(byte);
    i += 2;
  }
  return decoded;
}

}  // namespace

absl::StatusOr<Query> Query::Read(std::string_view query) {
  Query result;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const size_t equals = std::min(pair.find('='), pair.size());
    ASSIGN_OR_RETURN(std::string name, Decode(pair.substr(0, equals)));
    ASSIGN_OR_RETURN(std::string text, Decode(pair.substr(std::min(equals + 1, pair.size()))));
    if (!result.parameters_.emplace(name, Value{std::move(text)}).second) return Invalid(name, "stands twice");
  }
  return result;
}

std::optional<std::string> Query::Text(std::string_view name) {
  const auto found = parameters_.find(name);
  if (found == parameters_.end()) return std::nullopt;
  found->second.read = true;
  return found->second.text;
}

std::optional<int64_t> Query::Number(std::string_view name) {
  const std::optional<std::string> text = Text(name);
  if (!text.has_value()) return std::nullopt;
  int64_t number = 0;
  const char* const end = text->data() + text->size();
  const auto [last, error] = std::from_chars(text->data(), end, number);
  if (error == std::errc() && last == end && number >= 0) return number;
  if (status_.ok()) status_ = Invalid(name, "is no number");
  return std::nullopt;
}

absl::Status Query::Finish() const {
  if (!status_.ok()) return status_;
  for (const auto& [name, value] : parameters_) {
    if (!value.read) return Invalid(name, "is none of this path's");
  }
  return absl::OkStatus();
}

}  // namespace hardtack::authority
