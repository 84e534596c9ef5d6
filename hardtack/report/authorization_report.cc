// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authorization tokens, shown. Tested by tests/report/authorization_report_test.cc.

#include "hardtack/report/authorization_report.h"

#include <optional>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "hardtack/engine/ast_print.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/explanation_json.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/saved_json.h"
#include "hardtack/report/time_text.h"

namespace hardtack::report {
namespace {

using boost::json::object;
using boost::json::value;

boost::json::array AttestorsJson(const std::vector<identity::Attestor>& attestors) {
  boost::json::array list;
  for (const identity::Attestor& attestor : attestors) {
    list.push_back(
        object{{"component", JsonText(attestor.component)}, {"public_key", JsonText(engine::ToString(attestor.key))}});
  }
  return list;
}

void AddGrant(const identity::Grant& grant, object& json) {
  json["subject"] = JsonText(grant.right.subject);
  json["resource"] = JsonText(grant.right.resource);
  json["operation"] = JsonText(grant.right.operation);
  json["domain"] = grant.domain.has_value() ? value(JsonText(*grant.domain)) : value(nullptr);
  json["prefix_key"] =
      grant.prefix_key.has_value() ? value(JsonText(engine::ToString(*grant.prefix_key))) : value(nullptr);
  json["service_nodes"] = AttestorsJson(grant.chain);
  json["parties"] = AttestorsJson(grant.parties);
}

std::string Quoted(const std::string& text) { return '"' + EscapeLine(text) + '"'; }

}  // namespace

std::string IssuedAuthorizationDocument(const token::UnverifiedBiscuit& token, const identity::Grant& grant,
                                        int64_t expires, int64_t now, const SavedAs& saved) {
  object json{{"success", true}, {"token", TokenOrNull(token, saved)}};
  AddGrant(grant, json);
  json["expires"] = expires;
  json["expires_in"] = expires - now;
  AddSaved(saved, json);
  return DocumentLine(json);
}

std::string AuthorizedDocument(const identity::Authorized& authorized,
                               const identity::VerdictExplanation* explanation) {
  object json{{"success", true}, {"valid", true}};
  AddGrant(authorized.grant, json);
  json["expires"] = authorized.expires.has_value() ? value(authorized.expires->at) : value(nullptr);
  if (explanation != nullptr) json["explanation"] = VerdictExplanationJson(*explanation);
  return DocumentLine(json);
}

std::string AuthorizedText(const identity::Authorized& authorized, int64_t now) {
  const identity::Right& right = authorized.grant.right;
  const std::string what =
      Quoted(right.subject) + " may do " + Quoted(right.operation) + " on " + Quoted(right.resource);
  if (!authorized.expires.has_value()) return "valid: " + what + ", never expires\n";
  return "valid: " + what + ", expires " + ExpiryText(authorized.expires->at, now) + '\n';
}

}  // namespace hardtack::report
