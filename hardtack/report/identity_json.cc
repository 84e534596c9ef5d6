// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Refusals and lineages as JSON. Tested by tests/report/identity_json_test.cc.

#include "hardtack/report/identity_json.h"

#include <optional>
#include <string>
#include <utility>

#include <boost/json/value.hpp>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/ban.h"
#include "hardtack/report/json_text.h"

namespace hardtack::report {
namespace {

using boost::json::object;
using boost::json::value;

value TextOrNull(const std::optional<std::string>& text) {
  return text.has_value() ? value(JsonText(*text)) : value(nullptr);
}

value ExpiryOrNull(const std::optional<identity::Expiry>& expiry) {
  return expiry.has_value() ? value(expiry->at) : value(nullptr);
}

// The data of each refusal, without its kind.
struct Details {
  object operator()(const identity::UnknownKey& refusal) const {
    return {{"root_key_id", refusal.root_key_id.has_value() ? value(*refusal.root_key_id) : value(nullptr)}};
  }
  object operator()(const identity::Banned& refusal) const {
    object data;
    if (refusal.identity.has_value()) data["identity"] = JsonText(*refusal.identity);
    if (refusal.revocation_id.has_value()) data["revocation_id"] = JsonText(Hex(*refusal.revocation_id));
    data["block"] = refusal.block.has_value() ? value(*refusal.block) : value(nullptr);
    data["since"] = refusal.since;
    data["reason"] = JsonText(refusal.reason);
    return data;
  }
  object operator()(const identity::InvalidSignature& refusal) const { return {{"block", refusal.block}}; }
  object operator()(const identity::WrongKind& refusal) const {
    return {{"expected", JsonText(refusal.expected)}, {"found", JsonText(refusal.found)}};
  }
  object operator()(const identity::ForgedFact& refusal) const {
    return {{"block", refusal.block}, {"predicate", JsonText(refusal.predicate)}};
  }
  object operator()(const identity::InvalidName& refusal) const {
    return {{"where", JsonText(refusal.where)}, {"why", JsonText(refusal.why)}};
  }
  object operator()(const identity::NoExpiry&) const { return {}; }
  object operator()(const identity::Expired& refusal) const {
    return {{"at", refusal.at}, {"now", refusal.now}, {"block", refusal.block}, {"check", refusal.check}};
  }
  object operator()(const identity::IdentityMismatch& refusal) const {
    return {{"expected", JsonText(refusal.expected)}, {"actual", JsonText(refusal.actual)}, {"block", refusal.block}};
  }
  object operator()(const identity::NotDelegatable& refusal) const {
    const bool sealed = refusal.reason == identity::NotDelegatable::Reason::kSealed;
    return {{"identity", JsonText(refusal.identity)}, {"block", refusal.block}, {"reason", sealed ? "sealed" : "leaf"}};
  }
  object operator()(const identity::DomainMismatch& refusal) const {
    return {{"expected", TextOrNull(refusal.expected)}, {"actual", TextOrNull(refusal.actual)}};
  }
  object operator()(const identity::RightsDenied& refusal) const {
    return {{"subject", TextOrNull(refusal.subject)},
            {"resource", JsonText(refusal.resource)},
            {"operation", JsonText(refusal.operation)}};
  }
  object operator()(const identity::ChainIncomplete& refusal) const {
    return {{"component", JsonText(refusal.component)}, {"reason", JsonText(refusal.reason)}};
  }
  object operator()(const identity::PartyMissing& refusal) const {
    return {{"component", JsonText(refusal.component)}, {"key", JsonText(refusal.key)}};
  }
  object operator()(const identity::CheckFailed& refusal) const {
    return {{"block", refusal.block}, {"check", refusal.check}, {"text", JsonText(refusal.text)}};
  }
  object operator()(const identity::LimitReached& refusal) const {
    return {{"which", JsonText(refusal.which)}, {"limit", refusal.limit}};
  }
};

// Kinds of errors that say that the token or message is not what it claims to be.
bool IsMalformed(ErrorKind kind) {
  return kind < ErrorKind::kInvalidBlockRule || kind == ErrorKind::kUnsupportedVersion ||
         kind == ErrorKind::kUnsupportedAlgorithm;
}

// The "block N" that a message opens with, where files and roles may stand before it; empty when it names no block.
std::string_view BlockIn(std::string_view message) {
  constexpr std::string_view kBlock = "block ";
  size_t at = message.starts_with(kBlock) ? 0 : message.find(": block ");
  if (at == std::string_view::npos) return {};
  if (at > 0) at += 2;
  const size_t end = message.find_first_not_of("0123456789", at + kBlock.size());
  if (end == std::string_view::npos || end == at + kBlock.size() || message[end] != ':') return {};
  return message.substr(at, end - at);
}

// The part of a token, or beside it, that is malformed.
std::string_view PlaceOf(ErrorKind kind, std::string_view message) {
  if (const std::string_view block = BlockIn(message); !block.empty()) return block;
  switch (kind) {
    case ErrorKind::kMalformedText:
      return "text";
    case ErrorKind::kMalformedBlock:
    case ErrorKind::kUnknownSymbol:
    case ErrorKind::kUnknownPublicKey:
    case ErrorKind::kSymbolTableOverlap:
    case ErrorKind::kPublicKeyTableOverlap:
      return "block";
    case ErrorKind::kMalformedSignature:
      return "signature";
    case ErrorKind::kMalformedKey:
      return "key";
    case ErrorKind::kMalformedSnapshot:
      return "snapshot";
    case ErrorKind::kMalformedThirdParty:
      return "third-party message";
    case ErrorKind::kMalformedBanList:
      return "ban list";
    default:
      return "envelope";
  }
}

value KeyOrNull(const std::optional<crypto::PublicKey>& key) {
  return key.has_value() ? value(JsonText(crypto::ToHexText(*key))) : value(nullptr);
}

object RowJson(const identity::LineageRow& row) {
  object json{{"block", row.block},
              {"kind", JsonText(identity::NameOf(row.kind))},
              {"identity", TextOrNull(row.identity)},
              {"expires", ExpiryOrNull(row.expires)},
              {"effective_expires", ExpiryOrNull(row.effective_expires)},
              {"revocation_id", JsonText(Hex(row.revocation_id))},
              {"delegating_key", KeyOrNull(row.delegating_key)},
              {"third_party", row.third_party},
              {"depth", row.depth}};
  const auto canonical = identity::CanonicalRevocationId(row.revocation_id);
  if (canonical.has_value() && *canonical != row.revocation_id) {
    json["canonical_revocation_id"] = JsonText(Hex(*canonical));
  }
  return json;
}

}  // namespace

object DetailJson(const identity::Refusal& refusal) {
  object detail{{"kind", JsonText(identity::RefusalName(refusal))}};
  for (auto& member : std::visit(Details(), refusal)) detail.emplace(member.key(), std::move(member.value()));
  return detail;
}

object DetailJson(const absl::Status& error) {
  const ErrorKind kind = hardtack::KindOf(error).value_or(ErrorKind::kInternal);
  if (IsMalformed(kind)) {
    return {{"kind", "Malformed"}, {"where", JsonText(PlaceOf(kind, ToStd(error.message())))}};
  }
  if (error.code() == absl::StatusCode::kResourceExhausted) {
    return {{"kind", "LimitReached"}, {"which", JsonText(hardtack::NameOf(kind))}};
  }
  return {{"kind", JsonText(hardtack::NameOf(kind))}};
}

boost::json::array LineageJson(const identity::Lineage& lineage) {
  boost::json::array rows;
  rows.reserve(lineage.rows.size());
  for (const identity::LineageRow& row : lineage.rows) rows.push_back(RowJson(row));
  return rows;
}

}  // namespace hardtack::report
