// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Config is what the command knows of authorities between two runs: which one is meant when none is named, and for each
// how it is reached and what it showed.
//
//   FOLDER/config.toml               what holds where a server's own file says nothing
//   FOLDER/servers/HOST/server.toml  one server
//   FOLDER/servers/HOST/ca.crt       who vouches for its certificate, PEM
//   FOLDER/servers/HOST/public_key.pem   the key that it signs with
//
// Files are their owner's alone and written whole or not at all. They hold paths of secrets, and no secret. Rewriting a
// TOML file leaves out its comments.
//
// Errors of all functions:
//   Io       a file cannot be read or written, belongs to somebody else or is open to others
//   Syntax   a TOML file says what it cannot say; the message has file, line and column
// Not to be used by several threads at a time.

#ifndef HARDTACK_CLI_CONFIG_H_
#define HARDTACK_CLI_CONFIG_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace hardtack::cli {

struct Settings {
  std::optional<std::string> default_server;  // a host
  std::optional<uint16_t> default_port;
  std::optional<std::string> default_cert_path;
  std::optional<std::string> default_key_path;
  std::optional<std::string> default_ca_path;
};

struct ServerSettings {
  std::string hostname;
  uint16_t port = 443;
  std::optional<std::string> cert_path;  // of the certificate that is shown to it
  std::optional<std::string> key_path;
};

class Config {
 public:
  // The user's own, which may not be there yet.
  //   Io   the environment names no place for one
  static absl::StatusOr<Config> Find();

  // Empty where there is no file.
  absl::StatusOr<Settings> ReadSettings() const;
  absl::Status WriteSettings(const Settings& settings);

  // `host` is as client::ParseEndpoint gives it, here and below.
  absl::StatusOr<std::optional<ServerSettings>> ReadServer(const std::string& host) const;
  absl::Status WriteServer(const ServerSettings& server);
  absl::StatusOr<std::vector<std::string>> Servers() const;  // sorted
  absl::Status RemoveServer(const std::string& host);

  // Of a server; empty: not known.
  absl::StatusOr<std::string> ReadCa(const std::string& host) const;
  absl::StatusOr<std::string> ReadPublicKey(const std::string& host) const;
  absl::Status WriteCa(const std::string& host, std::string_view pem);
  absl::Status WritePublicKey(const std::string& host, std::string_view pem);

  std::string path() const { return folder_ + "/config.toml"; }
  std::string CaPath(const std::string& host) const { return ServerFolder(host) + "/ca.crt"; }
  std::string PublicKeyPath(const std::string& host) const { return ServerFolder(host) + "/public_key.pem"; }

 private:
  explicit Config(std::string folder) : folder_(std::move(folder)) {}
  std::string ServerFolder(const std::string& host) const { return folder_ + "/servers/" + host; }
  absl::StatusOr<std::string> Read(const std::string& path) const;
  absl::Status Write(const std::string& folder, const std::string& name, std::string_view text);

  std::string folder_;
};

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_CONFIG_H_
