// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bodies of requests. Tested by tests/authority/json_body_test.cc.

#include "hardtack/authority/api/json_body.h"

#include <utility>

#include <boost/json/parse.hpp>

#include "hardtack/authority/api/json_keys.h"
#include "hardtack/authority/http/field_values.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

// Parameters such as a charset change nothing: JSON is UTF-8.
bool IsJson(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return LowerCase(type.substr(0, type.find_last_not_of(" \t") + 1)) == "application/json";
}

absl::Status Invalid(const std::string& message) { return Error(ErrorKind::kInvalidArgument, message); }

}  // namespace

absl::StatusOr<JsonBody> JsonBody::Read(const HttpRequest& request) {
  if (!IsJson(request.Field("content-type").value_or(""))) {
    return Invalid("the content type has to be application/json");
  }
  boost::json::parse_options options;
  options.max_depth = kMaxBodyDepth;
  boost::json::error_code error;
  boost::json::value json = boost::json::parse(request.body, error, {}, options);
  if (error) return Invalid("the body is no JSON: " + error.message());
  if (!json.is_object()) return Invalid("the body is no JSON object");
  const std::optional<std::string> repeated = FindRepeatedKey(request.body, kMaxBodyDepth);
  if (repeated.has_value()) return Invalid("a member stands twice: " + *repeated);
  return JsonBody(std::move(json.get_object()));
}

std::string JsonBody::NeedText(std::string_view name) {
  std::optional<std::string> text = Text(name);
  if (text.has_value() && !text->empty()) return *std::move(text);
  Fault(name, "is missing or empty");
  return {};
}

std::optional<std::string> JsonBody::Text(std::string_view name) {
  const boost::json::value* member = members_.if_contains(name);
  if (member == nullptr || member->is_null()) return std::nullopt;
  if (member->is_string()) return std::string(std::string_view(member->get_string()));
  Fault(name, "is no string");
  return std::nullopt;
}

std::optional<int64_t> JsonBody::Integer(std::string_view name) {
  const boost::json::value* member = members_.if_contains(name);
  if (member == nullptr || member->is_null()) return std::nullopt;
  boost::json::error_code error;
  const auto number = member->to_number<int64_t>(error);
  if (!error && !member->is_double()) return number;
  Fault(name, "is no integer");
  return std::nullopt;
}

bool JsonBody::Flag(std::string_view name) {
  const boost::json::value* member = members_.if_contains(name);
  if (member == nullptr || member->is_null()) return false;
  if (member->is_bool()) return member->get_bool();
  Fault(name, "is neither true nor false");
  return false;
}

void JsonBody::Fault(std::string_view name, std::string_view what) {
  if (status_.ok()) status_ = Invalid("the member " + std::string(name) + " " + std::string(what));
}

}  // namespace hardtack::authority
