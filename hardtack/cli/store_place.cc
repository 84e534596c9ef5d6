// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The places of the store and of the configuration. Tested by tests/cli/store.txt and tests/cli/config.txt.

#include "hardtack/cli/store_place.h"

#include "hardtack/cli/environment.h"

namespace hardtack::cli {
namespace {

// The XDG Base Directory Specification: a relative path there is to be ignored.
std::string XdgFolder(const char* name, const std::string& home, const char* below_home) {
  std::string folder = Environment(name);
  if (folder.substr(0, 1) == "/") return folder;
  return home.empty() ? "" : home + below_home;
}

}  // namespace

std::optional<StorePlace> FindStorePlace() {
  if (const std::string own = Environment("HARDTACK_HOME"); !own.empty()) {
    return StorePlace{own + "/store", own + "/store.key"};
  }
  const std::string home = Environment("HOME");
  const std::string data = XdgFolder("XDG_DATA_HOME", home, "/.local/share");
  const std::string config = XdgFolder("XDG_CONFIG_HOME", home, "/.config");
  if (data.empty() || config.empty()) return std::nullopt;
  return StorePlace{data + "/hardtack", config + "/hardtack/store.key"};
}

std::optional<std::string> FindConfigFolder() {
  if (const std::string own = Environment("HARDTACK_HOME"); !own.empty()) return own + "/config";
  const std::string config = XdgFolder("XDG_CONFIG_HOME", Environment("HOME"), "/.config");
  if (config.empty()) return std::nullopt;
  return config + "/hardtack";
}

}  // namespace hardtack::cli
