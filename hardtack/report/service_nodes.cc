// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading nodes. Tested by tests/report/service_nodes_test.cc.

#include "hardtack/report/service_nodes.h"

#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/token/engine_key.h"

namespace hardtack::report {
namespace {

absl::Status NotAList(std::string_view why) {
  std::string message = "not a list of {\"component\", \"public_key\"}: ";
  return Error(ErrorKind::kSyntax, message.append(why));
}

// The text of member `name`; null when it is not there or no text.
const boost::json::string* TextOf(const boost::json::value& entry, std::string_view name) {
  if (!entry.is_object()) return nullptr;
  const boost::json::value* member = entry.get_object().if_contains(boost::json::string_view(name.data(), name.size()));
  return member == nullptr ? nullptr : member->if_string();
}

absl::StatusOr<identity::Attestor> ReadNode(const boost::json::value& entry, const std::string& where) {
  const boost::json::string* component = TextOf(entry, "component");
  const boost::json::string* key = TextOf(entry, "public_key");
  if (component == nullptr || key == nullptr) return NotAList(where + " lacks one of them");
  const auto parsed = crypto::ParsePublicKey({key->data(), key->size()});
  if (!parsed.ok()) return Annotate(parsed.status(), where);
  return identity::Attestor{{component->data(), component->size()}, token::EngineKey(*parsed)};
}

}  // namespace

absl::StatusOr<std::vector<identity::Attestor>> ParseServiceNodes(std::string_view json) {
  boost::json::error_code error;
  const boost::json::value document = boost::json::parse(boost::json::string_view(json.data(), json.size()), error);
  if (error) return NotAList(error.message());
  if (!document.is_array()) return NotAList("it is something else");
  if (document.get_array().empty()) return NotAList("it is empty");
  std::vector<identity::Attestor> nodes;
  for (const boost::json::value& entry : document.get_array()) {
    ASSIGN_OR_RETURN(identity::Attestor node, ReadNode(entry, "entry " + std::to_string(nodes.size() + 1)));
    nodes.push_back(std::move(node));
  }
  if (const std::string* name = identity::FindRepeatedName(nodes); name != nullptr) {
    return NotAList("two entries have the name: " + *name);
  }
  return nodes;
}

}  // namespace hardtack::report
