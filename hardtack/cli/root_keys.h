// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The root keys that a verb knows which checks signatures: one for any token, or several that tokens choose by their key id, as during
// a rotation.

#ifndef HARDTACK_CLI_ROOT_KEYS_H_
#define HARDTACK_CLI_ROOT_KEYS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/cli/input.h"
#include "hardtack/crypto/key.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::cli {

class RootKeys {
 public:
  // "KEY", or "ID=KEY,ID=KEY,..." with a key as Input::ReadPublicKey reads it.
  //   InvalidArgument   an id is given twice
  //   as Input::ReadPublicKey
  static absl::StatusOr<RootKeys> Read(const std::string& argument, Input& input);

  // By id; UnknownRootKey for an id that is not there.
  token::RootKeyLookup Lookup() const;

  // The key, if there is one alone.
  std::optional<crypto::PublicKey> Only() const;

 private:
  std::optional<crypto::PublicKey> for_any_;
  std::map<uint32_t, crypto::PublicKey> by_id_;
};

// The lookup by the value of an option that may be left out; nullopt when it is empty: signatures are not checked.
absl::StatusOr<std::optional<token::RootKeyLookup>> ReadLookup(const std::string& argument, Input& input);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_ROOT_KEYS_H_
