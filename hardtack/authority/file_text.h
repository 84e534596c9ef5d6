// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files that a server is configured by.

#ifndef HARDTACK_AUTHORITY_FILE_TEXT_H_
#define HARDTACK_AUTHORITY_FILE_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"

namespace hardtack::authority {

inline constexpr size_t kMaxConfigBytes = size_t{1} << 20;

// Linear in the file.
//   Io             it cannot be read
//   TextTooLarge   more than kMaxConfigBytes
absl::StatusOr<std::string> ReadFileText(const std::string& file);

// The same for a secret, of which no copy stays behind.
//   Io             it cannot be read, or is larger than 16 KiB
absl::StatusOr<crypto::SecretString> ReadSecretFile(const std::string& file);

// The private key in a file that nobody but its owner can read.
//   Io             also: others can read it
//   MalformedKey   it holds none
absl::StatusOr<crypto::PrivateKey> ReadKeyFile(const std::string& file);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_FILE_TEXT_H_
