// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading web keys. Tested by tests/client/web_keys_test.cc.

#include "hardtack/client/web_keys.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "hardtack/base/abseil.h"
#include "hardtack/client/json_fields.h"
#include "hardtack/client/moment_text.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::client {
namespace {

// nullopt: an algorithm that is not known here.
absl::StatusOr<std::optional<crypto::PublicKey>> ReadKey(const JsonFields& fields) {
  ASSIGN_OR_RETURN(const std::string algorithm, fields.NeedText("algorithm"));
  ASSIGN_OR_RETURN(const std::string digits, fields.NeedText("key_bytes"));
  if (algorithm != "ed25519" && algorithm != "secp256r1") return std::nullopt;
  auto key = crypto::ParsePublicKey(algorithm + '/' + digits);
  if (!key.ok()) return fields.Malformed("key_bytes", "is no key, " + std::string(key.status().message()));
  return *std::move(key);
}

absl::StatusOr<std::optional<int64_t>> ReadExpiry(const JsonFields& fields) {
  ASSIGN_OR_RETURN(const auto text, fields.Text("expires_at"));
  if (!text.has_value()) return std::nullopt;
  const auto moment = ParseRfc3339(*text);
  if (!moment.has_value()) return fields.Malformed("expires_at", "is no date with a time");
  return moment;
}

// nullopt: an algorithm that is not known here.
absl::StatusOr<std::optional<WebKey>> ReadWebKey(const JsonFields& fields) {
  ASSIGN_OR_RETURN(auto key, ReadKey(fields));
  ASSIGN_OR_RETURN(const int64_t id, fields.NeedCount("key_id"));
  if (id > std::numeric_limits<uint32_t>::max()) return fields.Malformed("key_id", "has more than 32 bits");
  ASSIGN_OR_RETURN(auto issuer, fields.Text("issuer"));
  ASSIGN_OR_RETURN(const auto expires_at, ReadExpiry(fields));
  if (!key.has_value()) return std::nullopt;
  return WebKey{static_cast<uint32_t>(id), *key, std::move(issuer).value_or(""), expires_at};
}

}  // namespace

absl::StatusOr<std::vector<WebKey>> ParseWebKeys(std::string_view json, const std::string& url) {
  const auto document = ParseJson(json);
  if (!document.has_value() || !document->is_array()) return MalformedAnswer("it is no JSON list", url);
  if (document->get_array().size() > kMaxWebKeys) {
    return MalformedAnswer("it has more than " + std::to_string(kMaxWebKeys) + " keys", url);
  }
  std::vector<WebKey> keys;
  for (const boost::json::value& entry : document->get_array()) {
    if (!entry.is_object()) return MalformedAnswer("an entry is no object", url);
    ASSIGN_OR_RETURN(auto key, ReadWebKey(JsonFields(entry.get_object(), url)));
    if (!key.has_value()) continue;
    const bool repeated = std::ranges::any_of(keys, [&](const WebKey& other) { return other.id == key->id; });
    if (repeated) return MalformedAnswer("two keys have the id " + std::to_string(key->id), url);
    keys.push_back(*std::move(key));
  }
  return keys;
}

}  // namespace hardtack::client
