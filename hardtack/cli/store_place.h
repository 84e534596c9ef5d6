// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Where the store of saved tokens and keys is, where the file with its key, which is kept apart from it, and where what
// is known of authorities.

#ifndef HARDTACK_CLI_STORE_PLACE_H_
#define HARDTACK_CLI_STORE_PLACE_H_

#include <optional>
#include <string>

namespace hardtack::cli {

struct StorePlace {
  std::string folder;    // of the store
  std::string key_file;  // outside the folder, so that the folder alone gives nothing away
};

// By the environment, in this order:
//   HARDTACK_HOME                      HARDTACK_HOME/store, HARDTACK_HOME/store.key
//   XDG_DATA_HOME, XDG_CONFIG_HOME     XDG_DATA_HOME/hardtack, XDG_CONFIG_HOME/hardtack/store.key
//   HOME                               the same with HOME/.local/share and HOME/.config
// nullopt: none is set.
std::optional<StorePlace> FindStorePlace();

// The folder of the configuration, likewise: HARDTACK_HOME/config, XDG_CONFIG_HOME/hardtack, HOME/.config/hardtack.
std::optional<std::string> FindConfigFolder();

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_STORE_PLACE_H_
