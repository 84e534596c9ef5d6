// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a ban may say. Tested by tests/identity/ban_list_test.cc.

#include "hardtack/identity/ban.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/hex.h"
#include "hardtack/identity/name.h"
#include "hardtack/identity/utf8.h"

namespace hardtack::identity {
namespace {

absl::Status Invalid(std::string_view message, std::string_view subject = {}) {
  return Error(ErrorKind::kInvalidArgument, message, subject);
}

// Whether a DER sequence fills `id`: what is not is told from a secp256r1 signature without the cost of an error.
bool IsSequence(std::string_view id) {
  return id.size() >= 2 && id[0] == '\x30' && static_cast<unsigned char>(id[1]) == id.size() - 2;
}

absl::Status CheckTarget(const BanTarget& target) {
  if (target.kind == BanTarget::Kind::kRevocationId) {
    const auto canonical = CanonicalRevocationId(target.value);
    if (!canonical.has_value()) return Invalid("not a revocation id", target.value);
    if (*canonical != target.value) return Invalid("the revocation id is not in canonical form", target.value);
    return absl::OkStatus();
  }
  const auto fault = FaultOf(target.value);
  if (!fault.has_value()) return absl::OkStatus();
  return Invalid(absl::StrCat("the name is not valid: ", ToAbsl(Describe(*fault))), target.value);
}

absl::Status CheckTimes(const BanEntry& entry) {
  const Ban& ban = entry.ban;
  if (ban.since < 0) return Invalid(absl::StrCat("a time before 1970: ", ban.since));
  if (!ban.until.has_value()) return absl::OkStatus();
  if (entry.action == BanEntry::Action::kUnban) return Invalid("the lifting of a ban has no end");
  if (*ban.until > ban.since) return absl::OkStatus();
  return Invalid(absl::StrCat("the ban ends at ", *ban.until, ", before it starts: ", ban.since));
}

absl::Status CheckText(std::string_view what, std::string_view text, size_t max_bytes) {
  if (text.size() > max_bytes)
    return Invalid(absl::StrCat("the ", ToAbsl(what), " has more than ", max_bytes, " bytes"));
  if (IsPlain(text)) return absl::OkStatus();
  while (!text.empty()) {
    if (!TakeCodePoint(text).has_value()) return Invalid(absl::StrCat("the ", ToAbsl(what), " is not UTF-8"));
  }
  return absl::OkStatus();
}

}  // namespace

std::optional<std::string> CanonicalRevocationId(std::string_view id) {
  using crypto::Algorithm;
  if (IsSequence(id) && crypto::CheckSignatureForm(Algorithm::kSecp256r1, id).ok()) {
    return crypto::CanonicalSignature(Algorithm::kSecp256r1, id);
  }
  if (id.size() == crypto::kEd25519SignatureBytes) return std::string(id);
  return std::nullopt;
}

std::optional<std::string> ParseRevocationId(std::string_view hex) {
  std::string id;
  if (!ReadHex(absl::AsciiStrToLower(ToAbsl(hex)), id)) return std::nullopt;
  return CanonicalRevocationId(id);
}

absl::Status CheckEntry(const BanEntry& entry) {
  if (entry.number == 0) return Invalid("entries count from 1");
  RETURN_IF_ERROR(CheckTarget(entry.ban.target));
  RETURN_IF_ERROR(CheckTimes(entry));
  RETURN_IF_ERROR(CheckText("author", entry.ban.author, kMaxAuthorBytes));
  return CheckText("reason", entry.ban.reason, kMaxReasonBytes);
}

}  // namespace hardtack::identity
