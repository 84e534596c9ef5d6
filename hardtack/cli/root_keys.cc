// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Root keys from an option. Tested by tests/cli/root_keys.txt.

#include "hardtack/cli/root_keys.h"

#include <charconv>
#include <string_view>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::cli {
namespace {

// The number in front of the '=' of "ID=KEY".
std::optional<uint32_t> IdOf(std::string_view item) {
  uint32_t id = 0;
  const size_t equals = item.find('=');
  if (equals == 0 || equals == std::string_view::npos) return std::nullopt;
  const auto [end, code] = std::from_chars(item.data(), item.data() + equals, id);
  if (code != std::errc() || end != item.data() + equals) return std::nullopt;
  return id;
}

}  // namespace

absl::StatusOr<RootKeys> RootKeys::Read(const std::string& argument, Input& input) {
  RootKeys keys;
  if (!IdOf(argument).has_value()) {
    ASSIGN_OR_RETURN(keys.for_any_, input.ReadPublicKey(argument));
    return keys;
  }
  for (std::string_view rest = argument; !rest.empty();) {
    const std::string_view item = rest.substr(0, rest.find(','));
    rest.remove_prefix(item.size() == rest.size() ? item.size() : item.size() + 1);
    const std::optional<uint32_t> id = IdOf(item);
    if (!id.has_value()) {
      return Error(ErrorKind::kInvalidArgument, "not a root key with its id, ID=KEY: " + std::string(item));
    }
    ASSIGN_OR_RETURN(crypto::PublicKey key, input.ReadPublicKey(std::string(item.substr(item.find('=') + 1))));
    if (keys.by_id_.emplace(*id, key).second) continue;
    return Error(ErrorKind::kInvalidArgument, "two root keys have the id: " + std::to_string(*id));
  }
  return keys;
}

token::RootKeyLookup RootKeys::Lookup() const {
  if (for_any_.has_value()) return token::SingleRootKey(*for_any_);
  return [by_id = by_id_](std::optional<uint32_t> id) -> absl::StatusOr<crypto::PublicKey> {
    const auto known = id.has_value() ? by_id.find(*id) : by_id.end();
    if (known != by_id.end()) return known->second;
    return Error(ErrorKind::kUnknownRootKey, "no root key is known for this token");
  };
}

std::optional<crypto::PublicKey> RootKeys::Only() const {
  if (for_any_.has_value()) return for_any_;
  if (by_id_.size() == 1) return by_id_.begin()->second;
  return std::nullopt;
}

absl::StatusOr<std::optional<token::RootKeyLookup>> ReadLookup(const std::string& argument, Input& input) {
  if (argument.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const RootKeys keys, RootKeys::Read(argument, input));
  return keys.Lookup();
}

}  // namespace hardtack::cli
