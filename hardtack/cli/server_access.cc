// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reaching an authority. Tested by tests/cli/remote_test.cc and tests/cli/config.txt.

#include "hardtack/cli/server_access.h"

#include <filesystem>
#include <span>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"
#include "hardtack/client/endpoint.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::cli {
namespace {

constexpr size_t kMaxPemBytes = size_t{256} << 10;

// A file that may hold a secret.
absl::StatusOr<crypto::SecretString> ReadPem(const std::string& path) {
  ASSIGN_OR_RETURN(File file, File::OpenToRead(path));
  crypto::SecretString buffer(std::string(kMaxPemBytes, '\0'));
  ASSIGN_OR_RETURN(const size_t size, file.Read(std::span(buffer.data(), buffer.size())));
  if (size == kMaxPemBytes) return Error(ErrorKind::kInvalidArgument, "too long to be a PEM file: " + path, path);
  return crypto::SecretString(buffer.view().substr(0, size));
}

absl::Status NoServer(const Config& config) {
  std::string message = "no server is named: give --server, or choose one with `hardtack config switch`";
  const auto servers = config.Servers();
  if (!servers.ok() || servers->empty()) message = "no server is named: give --server, or begin with `hardtack init`";
  return Error(ErrorKind::kInvalidArgument, message);
}

absl::StatusOr<client::Endpoint> FindEndpoint(const ServerChoice& choice, const Settings& settings,
                                              const Config& config) {
  if (choice.port.value_or(1) == 0 || choice.port.value_or(1) > 65'535) {
    return Error(ErrorKind::kInvalidArgument, "not a port: " + std::to_string(*choice.port));
  }
  const std::string server = choice.server.empty() ? settings.default_server.value_or("") : choice.server;
  if (server.empty()) return NoServer(config);
  ASSIGN_OR_RETURN(client::Endpoint endpoint, client::ParseEndpoint(server));
  if (choice.port.has_value()) endpoint.port = static_cast<uint16_t>(*choice.port);
  return endpoint;
}

// The first that is there.
std::string FirstOf(const std::string& given, const std::optional<std::string>& of_server,
                    const std::optional<std::string>& of_all) {
  if (!given.empty()) return given;
  return of_server.has_value() ? *of_server : of_all.value_or("");
}

absl::Status FindCertificate(const ServerChoice& choice, const ServerSettings& server, const Settings& settings,
                             ServerAccess& access) {
  access.cert_path = FirstOf(choice.cert, server.cert_path, settings.default_cert_path);
  access.key_path = FirstOf(choice.key, server.key_path, settings.default_key_path);
  if (access.cert_path.empty() == access.key_path.empty()) return absl::OkStatus();
  return Error(ErrorKind::kInvalidArgument, access.key_path.empty() ? "--cert is given, and --key is missing"
                                                                    : "--key is given, and --cert is missing");
}

absl::Status FindCa(const ServerChoice& choice, const Settings& settings, const Config& config, Input& input,
                    ServerAccess& access) {
  if (choice.ca.empty()) {
    ASSIGN_OR_RETURN(access.ca, config.ReadCa(access.host));
    if (!access.ca.empty()) return absl::OkStatus();
  }
  const std::string path = choice.ca.empty() ? settings.default_ca_path.value_or("") : choice.ca;
  if (path.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(access.ca, input.ReadText(path, "the server's CA"));
  return absl::OkStatus();
}

}  // namespace

void AddServerChoice(Verb verb, ServerChoice& choice, Letters letters) {
  const bool both = letters == Letters::kYes;
  verb.Add(
          both ? "-s,--server" : "--server", choice.server, "HOST",
          "the authority: a host, with a port or without, or an https URL (default: the one chosen with config switch)")
      .OrEnvironment({"HARDTACK_SERVER", "HESSRA_SERVER"});
  verb.Add(both ? "-p,--port" : "--port", choice.port, "N", "its port (default: as configured, else 443)")
      .OrEnvironment({"HARDTACK_PORT", "HESSRA_PORT"});
  verb.Add("--ca", choice.ca, "PEM",
           "who vouches for its certificate: a PEM file (default: as configured, else the system)")
      .OrEnvironment({"HARDTACK_CA", "HESSRA_CA"});
}

void AddClientCertificate(Verb verb, ServerChoice& choice) {
  verb.Add("--cert", choice.cert, "PEM", "your certificate: a PEM file, with those that lead to its CA")
      .OrEnvironment({"HARDTACK_CERT", "HESSRA_CERT"});
  verb.Add("--key", choice.key, "PEM", "the certificate's private key: a PEM file")
      .OrEnvironment({"HARDTACK_KEY", "HESSRA_KEY"});
}

std::string ServerAccess::address() const { return client::Endpoint{host, port}.Url(""); }

absl::StatusOr<ServerAccess> FindServer(const ServerChoice& choice, const Config& config, Input& input,
                                        Console& console) {
  ASSIGN_OR_RETURN(const Settings settings, config.ReadSettings());
  ASSIGN_OR_RETURN(const client::Endpoint endpoint, FindEndpoint(choice, settings, config));
  ASSIGN_OR_RETURN(const auto known, config.ReadServer(endpoint.host));
  ServerAccess access{endpoint.host, endpoint.port.value_or(client::kDefaultPort), {}, {}, {}};
  if (!endpoint.port.has_value()) {
    const uint16_t otherwise = settings.default_port.value_or(client::kDefaultPort);
    access.port = known.has_value() ? known->port : otherwise;
  }
  RETURN_IF_ERROR(FindCertificate(choice, known.value_or(ServerSettings()), settings, access));
  RETURN_IF_ERROR(FindCa(choice, settings, config, input, access));
  console.Trace("the authority is " + access.address());
  return access;
}

absl::StatusOr<client::Client> Connect(const ServerAccess& access, std::string_view identity_token, Console& console) {
  client::ClientBuilder builder;
  builder.BaseUrl(access.address()).IdentityToken(identity_token).ServerCa(access.ca);
  if (!access.cert_path.empty()) {
    console.Trace("certificate from the file " + access.cert_path);
    ASSIGN_OR_RETURN(const crypto::SecretString certificate, ReadPem(access.cert_path));
    ASSIGN_OR_RETURN(const crypto::SecretString key, ReadPem(access.key_path));
    builder.ClientCertificate(certificate.view(), key.view());
  }
  return builder.Build();
}

absl::StatusOr<std::optional<crypto::PublicKey>> FindPublicKey(const ServerAccess& access, const Config& config) {
  ASSIGN_OR_RETURN(const std::string text, config.ReadPublicKey(access.host));
  if (text.empty()) return std::nullopt;
  auto key = crypto::ParsePublicKey(text);
  if (!key.ok()) return Annotate(key.status(), config.PublicKeyPath(access.host));
  return *std::move(key);
}

absl::StatusOr<crypto::PublicKey> FindOrFetchPublicKey(const ServerAccess& access, const Config& config,
                                                       const client::Client& client) {
  ASSIGN_OR_RETURN(const auto known, FindPublicKey(access, config));
  if (known.has_value()) return *known;
  return client.PublicKey();
}

absl::Status Remember(const ServerAccess& access, const crypto::PublicKey& key, Config& config) {
  ASSIGN_OR_RETURN(const auto known, config.ReadServer(access.host));
  if (!known.has_value()) {
    ServerSettings server{access.host, access.port, std::nullopt, std::nullopt};
    if (!access.cert_path.empty()) {
      server.cert_path = std::filesystem::absolute(access.cert_path).string();
      server.key_path = std::filesystem::absolute(access.key_path).string();
    }
    RETURN_IF_ERROR(config.WriteServer(server));
  }
  if (!access.ca.empty()) RETURN_IF_ERROR(config.WriteCa(access.host, access.ca));
  return config.WritePublicKey(access.host, crypto::ToPem(key));
}

}  // namespace hardtack::cli
