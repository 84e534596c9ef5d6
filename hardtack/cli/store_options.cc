// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Saving as verbs do. Tested by tests/cli/store.txt.

#include "hardtack/cli/store_options.h"

#include <cstdlib>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::cli {
namespace {

StoreOptions WithEnvironment(StoreOptions options) {
  const char* file = std::getenv("HARDTACK_PASSPHRASE_FILE");
  if (file == nullptr || *file == '\0' || options.wants_passphrase()) return options;
  options.passphrase_file = file;
  options.from_environment = true;
  return options;
}

// nullopt: the environment names no place for one.
std::optional<Store> FindStore(const StoreOptions& options) {
  static Disk disk;  // has no state
  std::optional<StorePlace> place = FindStorePlace();
  if (!place.has_value()) return std::nullopt;
  return Store({*std::move(place), WithEnvironment(options), &disk, &OpenDesktopKeyring});
}

}  // namespace

void AddStoreOptions(Verb verb, StoreOptions& options) {
  verb.Add("--passphrase-file", options.passphrase_file, "FILE",
           "the passphrase of saved tokens is in this file; or HARDTACK_PASSPHRASE_FILE in the environment");
}

Option AddSaveOptions(Verb verb, SaveOptions& options) {
  const Option name = verb.Add("--save-as", options.name, "NAME", "save it under this name instead of printing it");
  AddStoreOptions(verb, options.store);
  verb.Flag("--passphrase", options.store.ask, "begin saving: lock with a passphrase, asked for on the terminal");
  verb.Flag("--insecure-store", options.store.insecure, "begin saving: as plain text");
  return name;
}

absl::StatusOr<Store> OpenStore(const StoreOptions& options) {
  std::optional<Store> store = FindStore(options);
  if (store.has_value()) return *std::move(store);
  return Error(ErrorKind::kIo, "no place for saved tokens: neither HOME nor HARDTACK_HOME is set");
}

absl::StatusOr<std::optional<token::UnverifiedBiscuit>> FindSavedToken(const std::string& name,
                                                                       const StoreOptions& options) {
  std::optional<Store> store = FindStore(options);
  if (!store.has_value()) return std::nullopt;
  return ReadSavedToken(*store, name);
}

absl::StatusOr<std::optional<crypto::SecretString>> FindSavedKey(const std::string& name, const StoreOptions& options) {
  std::optional<Store> store = FindStore(options);
  if (!store.has_value()) return std::nullopt;
  return store->Read(Shelf::kKeys, name);
}

absl::StatusOr<std::optional<token::UnverifiedBiscuit>> ReadSavedToken(Store& store, const std::string& name) {
  ASSIGN_OR_RETURN(const auto secret, store.Read(Shelf::kTokens, name));
  if (!secret.has_value()) return std::nullopt;
  const std::string_view text = secret->view().substr(0, secret->view().find('\n'));
  auto token = token::UnverifiedBiscuit::FromText(text);
  if (!token.ok()) return Annotate(token.status(), name);
  return *std::move(token);
}

absl::StatusOr<report::SavedAs> SaveIfNamed(const token::UnverifiedBiscuit& token, const SaveOptions& options,
                                            Console& console) {
  if (options.name.empty()) return report::SavedAs{};
  ASSIGN_OR_RETURN(Store store, OpenStore(options.store));
  ASSIGN_OR_RETURN(Store::Saved saved, store.Save(Shelf::kTokens, options.name, token.ToText() + '\n'));
  if (!saved.note.empty()) console.Note(saved.note);
  return report::SavedAs{options.name, std::move(saved.path)};
}

}  // namespace hardtack::cli
