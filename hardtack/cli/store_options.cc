// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Saving as verbs do. Tested by tests/cli/store.txt.

#include "hardtack/cli/store_options.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/environment.h"

namespace hardtack::cli {
namespace {

StoreOptions WithEnvironment(StoreOptions options, Console& console) {
  const std::string file = Environment("HARDTACK_PASSPHRASE_FILE");
  if (file.empty() || options.wants_passphrase()) return options;
  console.Trace("passphrase file from the environment's HARDTACK_PASSPHRASE_FILE: " + file);
  options.passphrase_file = file;
  options.from_environment = true;
  return options;
}

}  // namespace

void AddStoreOptions(Verb verb, StoreOptions& options) {
  verb.Add("--passphrase-file", options.passphrase_file, "FILE",
           "the passphrase of saved tokens is in this file; or HARDTACK_PASSPHRASE_FILE in the environment");
}

Option AddSaveOptions(Verb verb, SaveOptions& options, const std::string& help) {
  const Option name = verb.Add("--save-as", options.name, "NAME", help);
  AddStoreOptions(verb, options.store);
  verb.Flag("--passphrase", options.store.ask, "begin saving: lock with a passphrase, asked for on the terminal");
  verb.Flag("--insecure-store", options.store.insecure, "begin saving: as plain text");
  return name;
}

absl::StatusOr<Store> OpenStore(const StoreOptions& options, Console& console) {
  static Disk disk;  // has no state
  std::optional<StorePlace> place = FindStorePlace();
  if (!place.has_value()) {
    return Error(ErrorKind::kIo, "no place for saved tokens: neither HOME nor HARDTACK_HOME is set");
  }
  console.Trace("store of saved tokens: " + place->folder);
  const auto note = [&console](std::string_view text) { console.Note(text); };
  return Store({*std::move(place), WithEnvironment(options, console), &disk, &OpenDesktopKeyring, note});
}

absl::StatusOr<token::UnverifiedBiscuit> ParseSavedToken(const crypto::SecretString& secret, const std::string& name) {
  auto token = token::UnverifiedBiscuit::FromText(secret.view().substr(0, secret.view().find('\n')));
  return token.ok() ? std::move(token) : Annotate(token.status(), name);
}

absl::StatusOr<report::SavedAs> SaveIfNamed(const token::UnverifiedBiscuit& token, const SaveOptions& options,
                                            Input& input, Console& console) {
  if (options.name.empty()) return report::SavedAs{};
  ASSIGN_OR_RETURN(Store* const store, input.UsersStore());
  ASSIGN_OR_RETURN(Store::Saved saved, store->Save(Shelf::kTokens, options.name, token.ToText() + '\n'));
  if (!saved.note.empty()) console.Note(saved.note);
  return report::SavedAs{options.name, std::move(saved.path)};
}

}  // namespace hardtack::cli
