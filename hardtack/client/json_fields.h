// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// JsonFields reads the members of one JSON object by name and type, within what a server may have sent. Internal to
// client.

#ifndef HARDTACK_CLIENT_JSON_FIELDS_H_
#define HARDTACK_CLIENT_JSON_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::client {

// The document; nullopt: it is no JSON, or nests too deep.
std::optional<boost::json::value> ParseJson(std::string_view text);

// A view: the object lives as long as it is used.
//
// Errors are Network and name the field. A field that is null is one that is not there. NeedX: the field has to be
// there.
class JsonFields {
 public:
  // `url` is where the object came from.
  JsonFields(const boost::json::object& object, const std::string& url) : object_(object), url_(url) {}

  absl::StatusOr<std::optional<std::string>> Text(std::string_view name) const;
  absl::StatusOr<std::string> NeedText(std::string_view name) const;
  absl::StatusOr<std::optional<int64_t>> Count(std::string_view name) const;  // not negative
  absl::StatusOr<int64_t> NeedCount(std::string_view name) const;
  absl::StatusOr<std::optional<token::UnverifiedBiscuit>> Token(std::string_view name) const;
  absl::StatusOr<crypto::PublicKey> NeedPublicKey(std::string_view name) const;
  // Null: there is none.
  absl::StatusOr<const boost::json::array*> List(std::string_view name) const;

  absl::Status Malformed(std::string_view name, std::string_view why) const;

 private:
  const boost::json::value* Find(std::string_view name) const;

  const boost::json::object& object_;
  const std::string& url_;
};

// What a server sent is not what it should be.
absl::Status MalformedAnswer(std::string_view why, const std::string& url);

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_JSON_FIELDS_H_
