// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The options of verbs that save, and the user's own store.

#ifndef HARDTACK_CLI_STORE_OPTIONS_H_
#define HARDTACK_CLI_STORE_OPTIONS_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/cli/console.h"
#include "hardtack/cli/store.h"
#include "hardtack/cli/verb.h"
#include "hardtack/report/saved_report.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::cli {

// Where the result of a verb goes.
struct SaveOptions {
  std::string name;  // empty: it is printed
  StoreOptions store;
};

// --passphrase-file, for verbs that read what is saved.
void AddStoreOptions(Verb verb, StoreOptions& options);
// --save-as, which it returns, and how to begin a store.
Option AddSaveOptions(Verb verb, SaveOptions& options,
                      const std::string& help = "save it under this name instead of printing it");

// The user's own store, which may not be there yet.
// It sends its notes to `console`, which outlives it.
//   Io   the environment names no place for one
absl::StatusOr<Store> OpenStore(const StoreOptions& options, Console& console);

// The token that `secret` is, as it was saved under `name`.
//   what is wrong with it, with the name in front
absl::StatusOr<token::UnverifiedBiscuit> ParseSavedToken(const crypto::SecretString& secret, const std::string& name);

// Saves the token in `input`'s store if the options name it, with a note of what its owner should know.
absl::StatusOr<report::SavedAs> SaveIfNamed(const token::UnverifiedBiscuit& token, const SaveOptions& options,
                                            Input& input, Console& console);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_STORE_OPTIONS_H_
