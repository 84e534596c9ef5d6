// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The root keys of an authority. Tested by tests/authority/signing_keys_test.cc.

#include "hardtack/authority/signing_keys.h"

#include <string>
#include <utility>

#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

bool HasEnded(const SigningKey& key, int64_t now) { return key.until.has_value() && *key.until <= now; }

absl::Status CheckIds(const std::vector<SigningKey>& keys) {
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys.size() > 1 && !keys[i].id.has_value()) {
      return Error(ErrorKind::kInvalidArgument, "a key has no id, which each of several needs");
    }
    for (size_t j = 0; j < i; ++j) {
      if (keys[i].id != keys[j].id) continue;
      return Error(ErrorKind::kInvalidArgument, "two keys have the id " + std::to_string(*keys[i].id));
    }
  }
  return absl::OkStatus();
}

absl::Status UnknownKey(std::optional<uint32_t> id) {
  const std::string which = id.has_value() ? "the key id " + std::to_string(*id) : "tokens without a key id";
  return Error(ErrorKind::kUnknownRootKey, "no root key is known for " + which);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const SigningKeys>> SigningKeys::Create(std::vector<SigningKey> keys) {
  if (keys.empty()) return Error(ErrorKind::kInvalidArgument, "an authority needs a root key");
  const absl::Status ids = CheckIds(keys);
  if (!ids.ok()) return ids;
  return std::shared_ptr<const SigningKeys>(new SigningKeys(std::move(keys)));
}

absl::StatusOr<const SigningKey*> SigningKeys::Active(int64_t now) const {
  const SigningKey* active = nullptr;
  for (const SigningKey& key : keys_) {
    if (key.since > now || HasEnded(key, now)) continue;
    if (active == nullptr || key.since >= active->since) active = &key;
  }
  if (active != nullptr) return active;
  return Error(ErrorKind::kInvalidArgument, "no root key signs at this time: each has ended or begins later");
}

std::vector<const SigningKey*> SigningKeys::Known(int64_t now) const {
  std::vector<const SigningKey*> known;
  for (const SigningKey& key : keys_) {
    if (!HasEnded(key, now)) known.push_back(&key);
  }
  return known;
}

token::RootKeyLookup LookupIn(std::shared_ptr<const SigningKeys> keys, Clock clock) {
  return [keys = std::move(keys), clock = std::move(clock)](
             std::optional<uint32_t> id) -> absl::StatusOr<crypto::PublicKey> {
    for (const SigningKey* key : keys->Known(clock())) {
      if (key->id == id) return key->signer->public_key();
    }
    return UnknownKey(id);
  };
}

}  // namespace hardtack::authority
