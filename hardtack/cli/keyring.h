// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A keyring keeps the keys of stores for the person who is logged in, under their fingerprints.

#ifndef HARDTACK_CLI_KEYRING_H_
#define HARDTACK_CLI_KEYRING_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"

namespace hardtack::cli {

class Keyring {
 public:
  virtual ~Keyring() = default;
  // nullopt: it keeps nothing under this fingerprint.
  //   Io   it does not answer, or stays locked
  virtual absl::StatusOr<std::optional<crypto::SecretString>> Find(const std::string& fingerprint) = 0;
  //   Io   likewise
  virtual absl::Status Keep(const std::string& fingerprint, const crypto::SecretString& key) = 0;
};

// The desktop's, by the Secret Service of freedesktop.org. libsecret is loaded when it is needed, so that the command
// runs where there is none. Null: there is no libsecret, or no session bus to reach a keyring by.
std::unique_ptr<Keyring> OpenDesktopKeyring();

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_KEYRING_H_
