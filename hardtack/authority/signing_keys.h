// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SigningKeys are the root keys of an authority: one that signs, and those whose tokens still hold, so that keys can be
// changed without a moment at which a good token is refused. docs/authority.md, "Keys"

#ifndef HARDTACK_AUTHORITY_SIGNING_KEYS_H_
#define HARDTACK_AUTHORITY_SIGNING_KEYS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::authority {

// Tells the time: UTC seconds. Any thread.
using Clock = std::function<int64_t()>;

struct SigningKey {
  std::optional<uint32_t> id;  // that tokens carry, so that verifiers find the key
  std::shared_ptr<const crypto::Signer> signer;
  int64_t since = 0;             // it signs from here on (UTC seconds), until one that begins later does
  std::optional<int64_t> until;  // it verifies until here; nullopt: no end is planned
};

// Immutable, thread-safe.
class SigningKeys {
 public:
  // `keys`: at least one; of several each has an id, and they differ.
  //   InvalidArgument   otherwise
  static absl::StatusOr<std::shared_ptr<const SigningKeys>> Create(std::vector<SigningKey> keys);

  // The one that signs: of those that have begun and not ended the one that began last.
  //   InvalidArgument   none signs at `now`
  absl::StatusOr<const SigningKey*> Active(int64_t now) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // Those that verify tokens at `now`, or will, as given.
  std::vector<const SigningKey*> Known(int64_t now) const ABSL_ATTRIBUTE_LIFETIME_BOUND;

 private:
  explicit SigningKeys(std::vector<SigningKey> keys) : keys_(std::move(keys)) {}
  std::vector<SigningKey> keys_;
};

// The lookup of verifiers: by id those that verify at the time of `clock`; UnknownRootKey for any other.
token::RootKeyLookup LookupIn(std::shared_ptr<const SigningKeys> keys, Clock clock);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SIGNING_KEYS_H_
