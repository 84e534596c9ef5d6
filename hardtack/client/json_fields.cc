// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading JSON that a server sent. Tested by tests/client/json_messages_test.cc.

#include "hardtack/client/json_fields.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::client {
namespace {

namespace json = boost::json;

std::string_view ViewOf(const json::string& text) { return {text.data(), text.size()}; }

}  // namespace

std::optional<json::value> ParseJson(std::string_view text) {
  json::error_code error;
  json::value document = json::parse(json::string_view(text.data(), text.size()), error);
  if (error) return std::nullopt;
  return document;
}

absl::Status MalformedAnswer(std::string_view why, const std::string& url) {
  std::string message = "the server's answer is not what it should be, ";
  return Error(ErrorKind::kNetwork, message.append(why).append(": ").append(url), url);
}

absl::Status JsonFields::Malformed(std::string_view name, std::string_view why) const {
  return MalformedAnswer(std::string(name).append(" ").append(why), url_);
}

const json::value* JsonFields::Find(std::string_view name) const {
  const json::value* value = object_.if_contains(json::string_view(name.data(), name.size()));
  return value == nullptr || value->is_null() ? nullptr : value;
}

absl::StatusOr<std::optional<std::string>> JsonFields::Text(std::string_view name) const {
  const json::value* value = Find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) return Malformed(name, "is no text");
  return std::string(ViewOf(value->get_string()));
}

absl::StatusOr<std::string> JsonFields::NeedText(std::string_view name) const {
  ASSIGN_OR_RETURN(auto text, Text(name));
  if (!text.has_value()) return Malformed(name, "is missing");
  return *std::move(text);
}

absl::StatusOr<std::optional<int64_t>> JsonFields::Count(std::string_view name) const {
  const json::value* value = Find(name);
  if (value == nullptr) return std::nullopt;
  json::error_code error;
  const auto count = value->is_number() ? value->to_number<int64_t>(error) : -1;
  if (error || count < 0) return Malformed(name, "is no whole number from 0 on");
  return count;
}

absl::StatusOr<int64_t> JsonFields::NeedCount(std::string_view name) const {
  ASSIGN_OR_RETURN(const auto count, Count(name));
  if (!count.has_value()) return Malformed(name, "is missing");
  return *count;
}

absl::StatusOr<std::optional<token::UnverifiedBiscuit>> JsonFields::Token(std::string_view name) const {
  ASSIGN_OR_RETURN(const auto text, Text(name));
  if (!text.has_value()) return std::nullopt;
  auto token = token::UnverifiedBiscuit::FromText(*text);
  if (!token.ok()) return Malformed(name, "is no token, " + std::string(token.status().message()));
  return *std::move(token);
}

absl::StatusOr<crypto::PublicKey> JsonFields::NeedPublicKey(std::string_view name) const {
  ASSIGN_OR_RETURN(const std::string text, NeedText(name));
  auto key = crypto::ParsePublicKey(text);
  if (!key.ok()) return Malformed(name, "is no public key, " + std::string(key.status().message()));
  return key;
}

absl::StatusOr<const json::array*> JsonFields::List(std::string_view name) const {
  const json::value* value = Find(name);
  if (value == nullptr) return nullptr;
  if (!value->is_array()) return Malformed(name, "is no list");
  return &value->get_array();
}

}  // namespace hardtack::client
