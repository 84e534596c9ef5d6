// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Checkpoints as JSON. Tested by tests/authority/audit_check_test.cc.

#include "hardtack/authority/audit/checkpoint_text.h"

#include <algorithm>
#include <optional>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "hardtack/base/error.h"
#include "hardtack/identity/hex.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

std::optional<std::string> BytesIn(const boost::json::object& json, std::string_view name) {
  const boost::json::value* member = json.if_contains(name);
  std::string bytes;
  if (member == nullptr || !member->is_string()) return std::nullopt;
  if (!identity::ReadHex(std::string_view(member->get_string()), bytes)) return std::nullopt;
  return bytes;
}

std::optional<int64_t> NumberIn(const boost::json::object& json, std::string_view name) {
  const boost::json::value* member = json.if_contains(name);
  if (member == nullptr || !member->is_int64() || member->get_int64() < 0) return std::nullopt;
  return member->get_int64();
}

}  // namespace

std::string CheckpointDocument(const AuditCheckpoint& checkpoint) {
  return report::DocumentLine({{"number", checkpoint.head.number},
                               {"hash", report::JsonText(report::Hex(crypto::View(checkpoint.head.hash)))},
                               {"time", checkpoint.time},
                               {"key", report::JsonText(checkpoint.key)},
                               {"signature", report::JsonText(report::Hex(checkpoint.signature))}});
}

absl::StatusOr<AuditCheckpoint> ParseCheckpoint(std::string_view document) {
  const absl::Status malformed = Error(ErrorKind::kInvalidArgument, "not a checkpoint of an audit trail");
  boost::json::error_code error;
  const boost::json::value json = boost::json::parse(document, error);
  if (error || !json.is_object()) return malformed;
  const boost::json::object& members = json.get_object();
  const auto number = NumberIn(members, "number"), time = NumberIn(members, "time");
  const auto hash = BytesIn(members, "hash"), signature = BytesIn(members, "signature");
  const boost::json::value* key = members.if_contains("key");
  AuditCheckpoint checkpoint;
  if (!number || !time || !hash || !signature || key == nullptr || !key->is_string()) return malformed;
  if (hash->size() != checkpoint.head.hash.size()) return malformed;
  checkpoint.head.number = static_cast<uint64_t>(*number);
  std::ranges::copy(*hash, checkpoint.head.hash.begin());
  checkpoint.time = *time;
  checkpoint.key = std::string_view(key->get_string());
  checkpoint.signature = *signature;
  return checkpoint;
}

}  // namespace hardtack::authority
