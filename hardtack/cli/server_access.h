// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How a verb reaches an authority, by its options, the environment and the configuration (config.h), in this order.

#ifndef HARDTACK_CLI_SERVER_ACCESS_H_
#define HARDTACK_CLI_SERVER_ACCESS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/cli/config.h"
#include "hardtack/cli/console.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/verb.h"
#include "hardtack/client/client.h"
#include "hardtack/crypto/key.h"

namespace hardtack::cli {

// Empty: not given.
struct ServerChoice {
  std::string server;  // a host, with a port or without, or an https URL
  std::optional<uint32_t> port;
  std::string ca;    // a PEM file
  std::string cert;  // likewise
  std::string key;   // likewise
};

// --server, --port and --ca. `letters`: also -s and -p, as published clients have them for some verbs.
enum class Letters : bool { kNo, kYes };
void AddServerChoice(Verb verb, ServerChoice& choice, Letters letters = Letters::kNo);
// --cert and --key.
void AddClientCertificate(Verb verb, ServerChoice& choice);

// Where an authority is, and what is known of it.
struct ServerAccess {
  std::string host;
  uint16_t port = 443;
  std::string ca;         // PEM; empty: whom the system trusts
  std::string cert_path;  // empty: no certificate is shown
  std::string key_path;
  std::string address() const;
};

//   InvalidArgument   no server is named anywhere; the address is none; one of certificate and key is missing
//   as Config, and as Input::ReadText for the CA
absl::StatusOr<ServerAccess> FindServer(const ServerChoice& choice, const Config& config, Input& input,
                                        Console& console);

// A client that shows the certificate, if there is one, and the identity token (its text; empty: none).
//   as client::ClientBuilder::Build, and as File for the two files
absl::StatusOr<client::Client> Connect(const ServerAccess& access, std::string_view identity_token, Console& console);

// The key that the server signs with, as the configuration has it; nullopt: it is not known yet.
//   MalformedKey   the file holds none
absl::StatusOr<std::optional<crypto::PublicKey>> FindPublicKey(const ServerAccess& access, const Config& config);

// The same, or else as the server tells it.
absl::StatusOr<crypto::PublicKey> FindOrFetchPublicKey(const ServerAccess& access, const Config& config,
                                                       const client::Client& client);

// Writes down what was learnt of a server: its settings where there are none, its key, and who vouches for it if that
// is known.
absl::Status Remember(const ServerAccess& access, const crypto::PublicKey& key, Config& config);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_SERVER_ACCESS_H_
