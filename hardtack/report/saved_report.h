// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Saved tokens as JSON documents and as text for people, in the manner of documents.h and text.h.

#ifndef HARDTACK_REPORT_SAVED_REPORT_H_
#define HARDTACK_REPORT_SAVED_REPORT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "hardtack/identity/kind.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::report {

// Where a token went instead of being printed; empty texts: nowhere.
struct SavedAs {
  std::string name;
  std::string path;
};

// `success`, `token` (null when it was saved), `saved`, `saved_as`, `token_path`.
std::string MadeTokenDocument(const token::UnverifiedBiscuit& token, const SavedAs& saved);

// The token, or where it was saved.
std::string MadeTokenText(const token::UnverifiedBiscuit& token, const SavedAs& saved);

// One saved token. What it says of itself: nobody has checked its signatures.
struct SavedToken {
  std::string name;
  std::string path;
  absl::Status error{};  // why it cannot be read; the members below are empty then
  identity::Kind kind = identity::Kind::kUnknown;
  std::string identity{};            // of an identity or the subject of an authorization, else empty
  std::optional<int64_t> expires{};  // UTC seconds
  bool expired = false;
};

// `success` and `tokens`, a list of `name`, `identity`, `kind`, `status` ("valid", "expired" or "unreadable"),
// `expires`, `expires_in_human`, `token_path`; and `error` for one that is unreadable.
std::string SavedTokensDocument(std::span<const SavedToken> tokens, int64_t now);
// A table of the same.
std::string SavedTokensText(std::span<const SavedToken> tokens, int64_t now);

// `success` and `deleted`, the names.
std::string DeletedDocument(std::span<const std::string> names);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_SAVED_REPORT_H_
