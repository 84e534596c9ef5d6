// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whole JSON documents as the command prints them: one object on one line, with a line feed. json.h and identity_json.h
// say what their members hold. Every document but AuthorizationDocument has `success`, and on failure `error` (text)
// and `error_detail` (`{"kind": ...}` with data).

#ifndef HARDTACK_REPORT_DOCUMENTS_H_
#define HARDTACK_REPORT_DOCUMENTS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/explanation.h"
#include "hardtack/identity/delegate.h"
#include "hardtack/identity/explanation.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/identity/verify.h"
#include "hardtack/report/authorizer_source.h"
#include "hardtack/report/saved_report.h"
#include "hardtack/report/token_report.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::report {

// `result`, `world`, `revocation_ids`, `blocks`, `limits`, as AuthorizationJson; `token` is null when the input has not
// even the outer form of a token.
std::string AuthorizationDocument(const token::Authorizer& authorizer, const token::Biscuit& token,
                                  const absl::StatusOr<engine::Outcome>& outcome);
std::string AuthorizationDocument(const token::Authorizer& authorizer, const token::UnverifiedBiscuit* token,
                                  const absl::Status& error);

// The members of AuthorizationDocument and `explanation` (docs/explain.md), null when there is no decision to explain.
std::string ExplanationDocument(const token::Authorizer& authorizer, const token::Biscuit& token,
                                const absl::StatusOr<engine::Outcome>& outcome, const engine::Explanation& explanation,
                                const AuthorizerSource* source);

// `success` false, `error`, `error_detail`.
std::string ErrorDocument(const absl::Status& error);
std::string RefusalDocument(const identity::Refusal& refusal);

// `success`, and `name`: `text`; for results that are one text, such as a token.
std::string TextDocument(std::string_view name, std::string_view text);

// `success`, `algorithm`, `public_key`, and `private_key` or `private_key_file`, whichever is not empty;
// `saved_as` when it is not empty.
struct KeyPairReport {
  std::string_view algorithm;
  std::string_view public_key;
  std::string_view private_key;
  std::string_view private_key_file;
  std::string_view saved_as{};
};
std::string KeyPairDocument(const KeyPairReport& keys);

// `success`, `verified` (whether the signatures were checked and hold), `kind`, `expires` (UTC seconds; null
// when no time check says), `expired`, `root_key_id`, `sealed`, `bytes`, `revocation_ids`, `blocks`; where ban lists
// write one of the ids otherwise (docs/bans.md) also `canonical_revocation_ids`.
std::string TokenDocument(const TokenReport& report);

// `success`, `token` (null when it was saved), `identity`, `expires`, `expires_in` (seconds), `saved`, `saved_as`,
// `token_path`.
std::string IssuedDocument(const token::UnverifiedBiscuit& token, std::string_view identity, int64_t expires,
                           int64_t now, const SavedAs& saved = {});

// Under the names of published clients `success`, `token` (null when it was saved), `delegated_identity`, `ttl`,
// `from_token`, `saved`, `saved_as`, `token_path`; and `expires`, `effective_expires`, `cut`.
struct DelegationReport {
  int64_t ttl = 0;
  std::string_view from_token;  // how the parent was named: a path, or "-"; empty when it was given as text
  SavedAs saved{};
};
std::string DelegatedDocument(const identity::Delegated& delegated, const DelegationReport& report);

// `success`, `valid`, `identity`, `domain`, `expires`, `depth`, `lineage`; with an explanation (docs/explain.md) that
// too, as `explanation`.
std::string VerifiedDocument(const identity::Verified& verified,
                             const identity::VerdictExplanation* explanation = nullptr);

// `success` and `valid` false, `error`, `error_detail`; likewise.
std::string NotVerifiedDocument(const identity::Refusal& refusal,
                                const identity::VerdictExplanation* explanation = nullptr);
std::string NotVerifiedDocument(const absl::Status& error);

// `success`, `source`, `verified`, `identity`, `status` ("valid", "expired" or "refused"), `expiry`,
// `expires_in_human`, `domain`, `lineage`; beside another status than "valid" also `error` and `error_detail`.
struct InspectionReport {
  std::string_view source;
  bool verified = false;  // the signatures were checked and hold
  int64_t now = 0;        // UTC seconds
  const identity::Lineage* lineage = nullptr;
  const identity::Refusal* refusal = nullptr;  // null: none
};
std::string InspectionDocument(const InspectionReport& inspection);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_DOCUMENTS_H_
