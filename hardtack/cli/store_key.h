// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Where the key of a store comes from. For a new store, the first of these that applies:
//
//   --insecure-store                    none: plain text
//   --passphrase-file, --passphrase     a passphrase
//   a keyring that answers              a new key, kept there
//   otherwise                           a new key in a file outside the store; one that is there is used again
//
// After that the store's header says which it was.

#ifndef HARDTACK_CLI_STORE_KEY_H_
#define HARDTACK_CLI_STORE_KEY_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/cli/disk.h"
#include "hardtack/cli/keyring.h"
#include "hardtack/cli/store_header.h"
#include "hardtack/cli/store_place.h"
#include "hardtack/crypto/box.h"

namespace hardtack::cli {

// What the command line says about locking.
struct StoreOptions {
  std::string passphrase_file;    // empty: none
  bool from_environment = false;  // the file is: it may be meant for another store
  bool ask = false;               // for a passphrase, on the terminal
  bool insecure = false;
  bool wants_passphrase() const { return ask || !passphrase_file.empty(); }
};

// What a store needs of the world.
struct StoreAccess {
  StorePlace place;
  StoreOptions options;
  Disk* disk = nullptr;                               // not owned
  std::function<std::unique_ptr<Keyring>()> keyring;  // gives null where there is none; called when one is needed
  std::function<void(std::string_view)> note{};       // takes what the owner should know at once; may be empty
};

// The key of a store with this header; nullopt for one in plain text.
//   Io   the key is not to be had, or is another one: the message says where it was sought; or the header says that
//        there is none, and a key for the store, or a passphrase on the command line, says that there is
absl::StatusOr<std::optional<crypto::BoxKey>> FindStoreKey(const StoreHeader& header, const StoreAccess& access);

// The header and the key of a new store.
struct NewStoreKey {
  StoreHeader header;
  std::optional<crypto::BoxKey> key;
  std::string note;  // what its owner should know of
};
//   Io   as above
absl::StatusOr<NewStoreKey> MakeStoreKey(const StoreAccess& access);

// Whether the options ask for what the store with this header is not. They only say how to begin one.
//   InvalidArgument   they do
absl::Status CheckOptions(const StoreHeader& header, const StoreAccess& access);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_STORE_KEY_H_
