// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Store keeps tokens and private keys under names, each in a file of its own, locked (box.h) unless it was begun
// otherwise. docs/store.md describes the format and against whom it helps.
//
//   FOLDER/store          how it is locked (store_header.h)
//   FOLDER/tokens/NAME    a box labelled "token" and NAME; in a store of plain text the token itself
//   FOLDER/keys/NAME      a box labelled "key" and NAME, likewise
//
// A save is atomic: a crash at any moment leaves what was saved before or what is saved now. Several processes may save
// at a time; they wait for each other.
//
// Errors of all functions:
//   InvalidArgument   a name is not one (saved_name.h)
//   Io                the folder or a file cannot be read or written, belongs to somebody else, is open to others, was
//                     changed, or its key is not to be had

#ifndef HARDTACK_CLI_STORE_H_
#define HARDTACK_CLI_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/store_key.h"
#include "hardtack/crypto/box.h"
#include "hardtack/crypto/key.h"

namespace hardtack::cli {

enum class Shelf : uint8_t { kTokens, kKeys };

// Not to be used by several threads at a time.
class Store {
 public:
  explicit Store(StoreAccess access) : access_(std::move(access)) {}

  // Finds the key. The others do so when they need it; this tells an error of the store from one of a saved token.
  absl::Status Open();

  struct Saved {
    std::string path;
    std::string note;  // what the owner should know of how the store is locked; empty: nothing new
  };
  // Saves `secret` in place of what was saved under this name. Begins the store if there is none.
  //   InvalidArgument   also: the options ask for what this store is not
  absl::StatusOr<Saved> Save(Shelf shelf, const std::string& name, std::string_view secret);
  // The same, but only if nothing is saved under this name; nullopt when something is, and stays. Of several processes
  // that save the same new name at a time, one succeeds.
  absl::StatusOr<std::optional<Saved>> SaveNew(Shelf shelf, const std::string& name, std::string_view secret);

  // What is saved under this name; nullopt when nothing is.
  absl::StatusOr<std::optional<crypto::SecretString>> Read(Shelf shelf, const std::string& name);
  bool Has(Shelf shelf, const std::string& name) const;

  // All names, sorted.
  absl::StatusOr<std::vector<std::string>> Names(Shelf shelf) const;

  //   Io   also: nothing is saved under one of the names; then nothing is removed
  absl::Status Remove(Shelf shelf, const std::vector<std::string>& names);

  // Where `name` is, or would be.
  std::string PathOf(Shelf shelf, const std::string& name) const;

 private:
  // The key is sought once: a passphrase takes its time.
  struct Lock {
    StoreHeader header;
    std::optional<crypto::BoxKey> key;
  };
  absl::StatusOr<std::optional<StoreHeader>> ReadHeader() const;
  absl::Status NoHeader() const;
  absl::StatusOr<bool> IsEmpty() const;
  absl::StatusOr<std::string> OpenOrBegin();
  absl::StatusOr<bool> Check(Shelf shelf) const;
  absl::StatusOr<File> LockForSaving(Shelf shelf);
  absl::StatusOr<Saved> SaveLocked(Shelf shelf, const std::string& name, std::string_view secret);
  void WarnOfPlainText();

  StoreAccess access_;
  std::optional<Lock> lock_;
  bool warned_ = false;
};

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_STORE_H_
