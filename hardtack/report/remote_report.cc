// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Answers of an authority, shown. Tested by tests/cli/remote_test.cc.

#include "hardtack/report/remote_report.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "hardtack/report/json_text.h"
#include "hardtack/report/saved_json.h"

namespace hardtack::report {
namespace {

using boost::json::object;
using boost::json::value;

value TextOrNull(std::string_view text) { return text.empty() ? value(nullptr) : value(JsonText(text)); }

object GivenJson(const GivenIdentity& given) {
  return {{"success", true},
          {"server", JsonText(given.server)},
          {"identity", JsonText(given.identity)},
          {"expires_in", given.expires_in}};
}

void AddDenial(std::string_view reason, object& json) {
  json["error"] = JsonText("denied: " + std::string(reason));
  json["error_detail"] = object{{"kind", "Denied"}};
}

}  // namespace

std::string AuthenticatedDocument(const GivenIdentity& given) {
  object json = GivenJson(given);
  json["token_saved_as"] = TextOrNull(given.saved.name);
  json["token_path"] = TextOrNull(given.saved.path);
  return DocumentLine(json);
}

std::string RefreshedDocument(const GivenIdentity& given) {
  object json = GivenJson(given);
  json["saved_as"] = TextOrNull(given.saved.name);
  json["token_path"] = TextOrNull(given.saved.path);
  return DocumentLine(json);
}

std::string MintedDocument(const GivenIdentity& given, std::string_view subject,
                           const token::UnverifiedBiscuit& token) {
  object json = GivenJson(given);
  json["subject"] = JsonText(subject);
  json["token"] = TokenOrNull(token, given.saved);
  AddSaved(given.saved, json);
  return DocumentLine(json);
}

std::string RequestedDocument(const RequestedRight& right, const token::UnverifiedBiscuit& token,
                              std::string_view message, const SavedAs& saved) {
  object json{{"success", true},
              {"token", TokenOrNull(token, saved)},
              {"resource", JsonText(right.resource)},
              {"operation", JsonText(right.operation)},
              {"response_msg", JsonText(message)},
              {"pending_signoffs", nullptr}};
  AddSaved(saved, json);
  return DocumentLine(json);
}

std::string RequestDeniedDocument(const RequestedRight& right, std::string_view reason) {
  object json{{"success", false},
              {"resource", JsonText(right.resource)},
              {"operation", JsonText(right.operation)},
              {"response_msg", JsonText(reason)},
              {"pending_signoffs", nullptr}};
  AddDenial(reason, json);
  return DocumentLine(json);
}

std::string DeniedDocument(std::string_view reason) {
  object json{{"success", false}};
  AddDenial(reason, json);
  return DocumentLine(json);
}

std::string PushedBanDocument(const PushedBan& ban) {
  return DocumentLine({{"success", true},
                       {"server", JsonText(ban.server)},
                       {"action", ban.lifted ? "unban" : "ban"},
                       {"kind", ban.is_identity ? "identity" : "revocation-id"},
                       {"target", JsonText(ban.target)},
                       {"number", ban.number.has_value() ? value(*ban.number) : value(nullptr)}});
}

}  // namespace hardtack::report
