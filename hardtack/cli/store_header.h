// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The file `store` in the store's folder says how the saved tokens and keys are locked. It holds no secret.
//
//   hardtack store 1
//   key file                              or: keyring, passphrase, none
//   fingerprint 000102...                 of the key (box.h), unless there is none
//   argon2id m=65536 t=3 salt=000102...   for a passphrase (passphrase.h)

#ifndef HARDTACK_CLI_STORE_HEADER_H_
#define HARDTACK_CLI_STORE_HEADER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hardtack/crypto/passphrase.h"

namespace hardtack::cli {

// Where the key is.
enum class KeySource : uint8_t {
  kFile,        // in a file outside the store
  kKeyring,     // in the desktop's keyring
  kPassphrase,  // in somebody's head
  kNone,        // nowhere: the store is plain text
};

inline constexpr size_t kMaxStoreHeaderBytes = 1024;

struct StoreHeader {
  KeySource source = KeySource::kFile;
  std::string fingerprint;                         // empty for kNone
  std::optional<crypto::PassphraseRecipe> recipe;  // for kPassphrase alone
};

std::string ToText(const StoreHeader& header);
// nullopt: not exactly a text that ToText makes, or one of a later version.
std::optional<StoreHeader> ParseStoreHeader(std::string_view text);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_STORE_HEADER_H_
