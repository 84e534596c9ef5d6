// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The configuration of a server: one TOML file, which names the others. docs/authority.md has all of it.

#ifndef HARDTACK_AUTHORITY_SERVER_CONFIG_H_
#define HARDTACK_AUTHORITY_SERVER_CONFIG_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/authority/http/limits.h"
#include "hardtack/authority/policy_fault.h"

namespace hardtack::authority {

// Files and folders as they are opened: what the configuration names relative to itself was completed.
struct ServerConfig {
  struct Listener {
    std::string address;
    uint16_t port = 0;  // 0: any that is free
    std::string certificate;
    std::string key;
  };
  struct Key {
    std::optional<uint32_t> id;
    std::string file;
    int64_t since = 0;             // UTC seconds
    std::optional<int64_t> until;  // likewise
    bool operator==(const Key&) const = default;
  };

  std::string file;    // that it was read from
  std::string policy;  // folder
  std::string store;   // as OpenStore takes it
  std::vector<Key> keys;
  Listener api;
  std::optional<Listener> open;  // for whoever shows no certificate: keys, health, metrics
  std::string ca_certificate;    // of the server's own certificates, for clients that begin; empty: none is shown
  std::string client_ca;         // CAs of client certificates beside those of the policy; empty: none
  HttpLimits limits;
  uint32_t requests_per_minute = 6000;  // of one certificate, and of one address
  int64_t max_ban_age = 15;             // seconds
  size_t io_threads = 0;                // 0: one for each core
  size_t worker_threads = 0;            // 0: two for each core
};

// Reads `file`. What is wrong with it is among `faults`, and then the result is not to be used.
//   Io   it cannot be read
absl::StatusOr<ServerConfig> ReadServerConfig(const std::string& file, Faults& faults);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_CONFIG_H_
