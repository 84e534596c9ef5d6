// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whole JSON documents. Tested by tests/report/documents_test.cc and by what the command prints, tests/cli.

#include "hardtack/report/documents.h"

#include <utility>

#include <boost/json/value.hpp>

#include "hardtack/report/explanation_json.h"
#include "hardtack/report/identity_json.h"
#include "hardtack/report/json.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/saved_json.h"
#include "hardtack/report/time_text.h"

namespace hardtack::report {
namespace {

using boost::json::object;
using boost::json::value;

// What every failure has, whatever its source.
template <typename Failure>
object FailureJson(const std::string& text, const Failure& failure) {
  return {{"success", false}, {"error", JsonText(text)}, {"error_detail", DetailJson(failure)}};
}

object FailureJson(const absl::Status& error) { return FailureJson(std::string(error.message()), error); }
object FailureJson(const identity::Refusal& refusal) { return FailureJson(identity::Describe(refusal), refusal); }

std::string NotVerified(object failure) {
  failure["valid"] = false;
  return DocumentLine(failure);
}

value ExpiryOrNull(const std::optional<identity::Expiry>& expiry) {
  return expiry.has_value() ? value(expiry->at) : value(nullptr);
}

value TextOrNull(const std::optional<std::string>& text) {
  return text.has_value() ? value(JsonText(*text)) : value(nullptr);
}

boost::json::array IdsJson(const std::vector<std::string>& ids) {
  boost::json::array list;
  for (const std::string& id : ids) list.emplace_back(JsonText(Hex(id)));
  return list;
}

value RootKeyIdJson(const token::UnverifiedBiscuit& token) {
  const auto id = token.root_key_id();
  return id.has_value() ? value(*id) : value(nullptr);
}

std::string_view StatusOf(const identity::Refusal* refusal) {
  if (refusal == nullptr) return "valid";
  return std::holds_alternative<identity::Expired>(*refusal) ? "expired" : "refused";
}

}  // namespace

std::string AuthorizationDocument(const token::Authorizer& authorizer, const token::Biscuit& token,
                                  const absl::StatusOr<engine::Outcome>& outcome) {
  return DocumentLine(AuthorizationJson(authorizer, token, outcome));
}

std::string AuthorizationDocument(const token::Authorizer& authorizer, const token::UnverifiedBiscuit* token,
                                  const absl::Status& error) {
  if (token == nullptr) return DocumentLine(AuthorizationJson(authorizer, error));
  return DocumentLine(AuthorizationJson(authorizer, *token, error));
}

std::string ExplanationDocument(const token::Authorizer& authorizer, const token::Biscuit& token,
                                const absl::StatusOr<engine::Outcome>& outcome, const engine::Explanation& explanation,
                                const AuthorizerSource* source) {
  object json = AuthorizationJson(authorizer, token, outcome);
  json["explanation"] = explanation.decision.ok()
                            ? value(ExplanationJson(explanation, token.blocks(), authorizer.policy(), source))
                            : value(nullptr);
  return DocumentLine(json);
}

std::string ErrorDocument(const absl::Status& error) { return DocumentLine(FailureJson(error)); }

std::string RefusalDocument(const identity::Refusal& refusal) { return DocumentLine(FailureJson(refusal)); }

std::string TextDocument(std::string_view name, std::string_view text) {
  return DocumentLine({{"success", true}, {JsonText(name), JsonText(text)}});
}

std::string KeyPairDocument(const KeyPairReport& keys) {
  object json{{"success", true}, {"algorithm", JsonText(keys.algorithm)}, {"public_key", JsonText(keys.public_key)}};
  if (!keys.private_key.empty()) json["private_key"] = JsonText(keys.private_key);
  if (!keys.private_key_file.empty()) json["private_key_file"] = JsonText(keys.private_key_file);
  if (!keys.saved_as.empty()) json["saved_as"] = JsonText(keys.saved_as);
  return DocumentLine(json);
}

std::string TokenDocument(const TokenReport& report) {
  const std::optional<identity::Expiry> expiry = identity::ExpiryOf(report.blocks);
  object json{{"success", true},
              {"verified", report.verified},
              {"kind", JsonText(identity::NameOf(identity::Classify(report.blocks.front().block).kind))},
              {"expires", ExpiryOrNull(expiry)},
              {"expired", expiry.has_value() && expiry->at <= report.now},
              {"root_key_id", RootKeyIdJson(report.token)},
              {"sealed", report.token.sealed()},
              {"bytes", report.token.bytes().size()},
              {"revocation_ids", RevocationIdsJson(report.token)},
              {"blocks", BlocksJson(report.token, report.blocks)}};
  if (const auto ids = report.token.CanonicalRevocationIds(); ids != report.token.RevocationIds()) {
    json["canonical_revocation_ids"] = IdsJson(ids);
  }
  return DocumentLine(json);
}

std::string IssuedDocument(const token::UnverifiedBiscuit& token, std::string_view identity, int64_t expires,
                           int64_t now, const SavedAs& saved) {
  object json{{"success", true},
              {"token", TokenOrNull(token, saved)},
              {"identity", JsonText(identity)},
              {"expires", expires},
              {"expires_in", expires - now}};
  AddSaved(saved, json);
  return DocumentLine(json);
}

std::string DelegatedDocument(const identity::Delegated& delegated, const DelegationReport& report) {
  const identity::Lineage& lineage = delegated.lineage;
  object json{{"success", true},
              {"token", TokenOrNull(delegated.token, report.saved)},
              {"delegated_identity", JsonText(lineage.identity())},
              {"ttl", report.ttl},
              {"from_token", report.from_token.empty() ? value(nullptr) : value(JsonText(report.from_token))}};
  AddSaved(report.saved, json);
  json["expires"] = ExpiryOrNull(lineage.rows.back().expires);
  json["effective_expires"] = ExpiryOrNull(lineage.expires());
  json["cut"] = delegated.cut;
  return DocumentLine(json);
}

std::string VerifiedDocument(const identity::Verified& verified, const identity::VerdictExplanation* explanation) {
  const identity::Lineage& lineage = verified.lineage;
  object json{{"success", true},
              {"valid", true},
              {"identity", JsonText(verified.identity)},
              {"domain", TextOrNull(lineage.domain)},
              {"expires", ExpiryOrNull(lineage.expires())},
              {"depth", lineage.depth()},
              {"lineage", LineageJson(lineage)}};
  if (explanation != nullptr) json["explanation"] = VerdictExplanationJson(*explanation);
  return DocumentLine(json);
}

std::string NotVerifiedDocument(const identity::Refusal& refusal, const identity::VerdictExplanation* explanation) {
  object json = FailureJson(refusal);
  if (explanation != nullptr) json["explanation"] = VerdictExplanationJson(*explanation);
  return NotVerified(std::move(json));
}

std::string NotVerifiedDocument(const absl::Status& error) { return NotVerified(FailureJson(error)); }

std::string InspectionDocument(const InspectionReport& inspection) {
  const identity::Lineage& lineage = *inspection.lineage;
  std::optional<int64_t> expiry;
  if (lineage.expires().has_value()) expiry = lineage.expires()->at;
  object json{{"success", true},
              {"source", JsonText(inspection.source)},
              {"verified", inspection.verified},
              {"identity", JsonText(lineage.identity())},
              {"status", JsonText(StatusOf(inspection.refusal))},
              {"expiry", ExpiryOrNull(lineage.expires())},
              {"expires_in_human", JsonText(ExpiryText(expiry, inspection.now))},
              {"domain", TextOrNull(lineage.domain)},
              {"lineage", LineageJson(lineage)}};
  if (inspection.refusal != nullptr) {
    json["error"] = JsonText(identity::Describe(*inspection.refusal));
    json["error_detail"] = DetailJson(*inspection.refusal);
  }
  return DocumentLine(json);
}

}  // namespace hardtack::report
