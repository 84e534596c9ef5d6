// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an authority gave or denied, as JSON documents in the manner of documents.h, under the names of published
// clients.

#ifndef HARDTACK_REPORT_REMOTE_REPORT_H_
#define HARDTACK_REPORT_REMOTE_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hardtack/report/saved_report.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::report {

// An identity token as an authority gave it.
struct GivenIdentity {
  std::string_view server;
  std::string_view identity;
  int64_t expires_in = 0;  // seconds
  SavedAs saved{};
};

// `success`, `server`, `identity`, `expires_in`, `token_saved_as`, `token_path`.
std::string AuthenticatedDocument(const GivenIdentity& given);
// `success`, `server`, `identity`, `expires_in`, `saved_as`, `token_path`.
std::string RefreshedDocument(const GivenIdentity& given);
// `success`, `server`, `subject`, `identity`, `expires_in`, `token` (null when it was saved), `saved`, `saved_as`,
// `token_path`.
std::string MintedDocument(const GivenIdentity& given, std::string_view subject, const token::UnverifiedBiscuit& token);

// What was asked for.
struct RequestedRight {
  std::string_view resource;
  std::string_view operation;
};

// `success`, `token` (null when it was saved), `resource`, `operation`, `response_msg`, `pending_signoffs` (null: all
// are collected), `saved`, `saved_as`, `token_path`.
std::string RequestedDocument(const RequestedRight& right, const token::UnverifiedBiscuit& token,
                              std::string_view message, const SavedAs& saved);
// `success` (false), `resource`, `operation`, `response_msg`, `pending_signoffs` (null), `error`, `error_detail`.
std::string RequestDeniedDocument(const RequestedRight& right, std::string_view reason);

// `success` (false), `error`, `error_detail` ({"kind": "Denied"}).
std::string DeniedDocument(std::string_view reason);

// `success`, `server`, `action` ("ban" or "unban"), `kind`, `target`, `number` (null when the server does not say).
struct PushedBan {
  std::string_view server;
  bool lifted = false;
  bool is_identity = true;
  std::string_view target;  // a name, or hex
  std::optional<uint64_t> number{};
};
std::string PushedBanDocument(const PushedBan& ban);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_REMOTE_REPORT_H_
