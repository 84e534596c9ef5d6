// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Learning of a server: init, config init, config refresh. Tested by tests/cli/remote_test.cc and tests/cli/config.txt.

#include <filesystem>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/config.h"
#include "hardtack/cli/config_commands.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/server_access.h"
#include "hardtack/cli/spinner.h"
#include "hardtack/client/endpoint.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/report/config_report.h"

namespace hardtack::cli {
namespace {

// What a server says of itself.
struct Learnt {
  crypto::PublicKey key;
  std::string ca;  // PEM; empty: it is not to be kept
};

// The CA that the server names, if its own certificate is by it: an authority may have one for its clients alone.
absl::StatusOr<std::string> FetchCa(ServerAccess access, const client::Client& client, Console& console) {
  ASSIGN_OR_RETURN(access.ca, client.CaCertificate());
  ASSIGN_OR_RETURN(const client::Client strict, Connect(access, {}, console));
  const absl::Status reached = strict.PublicKey().status();
  if (reached.ok()) return std::move(access.ca);
  console.Note("note: the CA that the server names does not vouch for its own certificate, and is not kept");
  return std::string();
}

absl::StatusOr<Learnt> Learn(ServerAccess access, bool wants_ca, Console& console) {
  access.cert_path.clear();  // anybody may ask
  const Spinner spinner("asking " + access.host);
  ASSIGN_OR_RETURN(const client::Client client, Connect(access, {}, console));
  ASSIGN_OR_RETURN(crypto::PublicKey key, client.PublicKey());
  if (!wants_ca) return Learnt{key, {}};
  ASSIGN_OR_RETURN(std::string ca, FetchCa(access, client, console));
  return Learnt{key, std::move(ca)};
}

std::optional<std::string> AbsolutePath(const std::string& path) {
  if (path.empty()) return std::nullopt;
  return std::filesystem::absolute(path).string();
}

// The server as the options have it, and nothing else: what is configured is not looked at.
absl::StatusOr<ServerAccess> AccessOf(const InitOptions& options, Input& input) {
  ASSIGN_OR_RETURN(const client::Endpoint endpoint, client::ParseEndpoint(options.server));
  ServerAccess access{endpoint.host, endpoint.port.value_or(client::kDefaultPort), {}, options.cert, options.key};
  if (options.port.has_value() && (*options.port == 0 || *options.port > 65'535)) {
    return Error(ErrorKind::kInvalidArgument, "not a port: " + std::to_string(*options.port));
  }
  if (options.port.has_value()) access.port = static_cast<uint16_t>(*options.port);
  if (options.cert.empty() != options.key.empty()) {
    return Error(ErrorKind::kInvalidArgument, options.key.empty() ? "--cert is given, and --key is missing"
                                                                  : "--key is given, and --cert is missing");
  }
  if (!options.ca.empty()) {
    ASSIGN_OR_RETURN(access.ca, input.ReadText(options.ca, "the server's CA"));
  }
  return access;
}

absl::Status WriteDown(const ServerAccess& access, const std::optional<Learnt>& learnt, Config& config) {
  RETURN_IF_ERROR(
      config.WriteServer({access.host, access.port, AbsolutePath(access.cert_path), AbsolutePath(access.key_path)}));
  const std::string ca = learnt.has_value() && !learnt->ca.empty() ? learnt->ca : access.ca;
  if (!ca.empty()) RETURN_IF_ERROR(config.WriteCa(access.host, ca));
  return learnt.has_value() ? config.WritePublicKey(access.host, crypto::ToPem(learnt->key)) : absl::OkStatus();
}

// Whether the server is the one that is meant where none is named from now on.
absl::StatusOr<bool> MakeDefault(const std::string& host, bool wanted, Config& config) {
  ASSIGN_OR_RETURN(Settings settings, config.ReadSettings());
  if (!wanted && settings.default_server.has_value()) return false;
  settings.default_server = host;
  RETURN_IF_ERROR(config.WriteSettings(settings));
  return true;
}

absl::StatusOr<report::LearntServer> Init(const ServerAccess& access, const InitOptions& options, Config& config,
                                          Console& console) {
  std::optional<Learnt> learnt;
  if (!options.skip_fetch) {
    ASSIGN_OR_RETURN(learnt, Learn(access, access.ca.empty(), console));
  }
  RETURN_IF_ERROR(WriteDown(access, learnt, config));
  ASSIGN_OR_RETURN(const bool is_default, MakeDefault(access.host, options.set_default, config));
  const bool ca_fetched = learnt.has_value() && !learnt->ca.empty();
  return report::LearntServer{access.host, access.port, ca_fetched, learnt.has_value(), is_default};
}

// A key that changed may be a rotation, or another server.
void NoteNewKey(const ServerAccess& access, const Config& config, const crypto::PublicKey& key, Console& console) {
  const auto known = FindPublicKey(access, config);
  if (known.ok() && known->has_value() && **known != key) {
    console.Note("note: the server signs with another key than before: " + crypto::ToHexText(key));
  }
}

struct Refreshed {
  ServerAccess access;
  Learnt learnt;
};

absl::StatusOr<Refreshed> Refresh(const ServerName& options, Console& console) {
  ASSIGN_OR_RETURN(Config config, Config::Find());
  ASSIGN_OR_RETURN(const client::Endpoint endpoint, client::ParseEndpoint(options.server));
  ASSIGN_OR_RETURN(const auto known, config.ReadServer(endpoint.host));
  if (!known.has_value()) return Error(ErrorKind::kInvalidArgument, "no such server is configured: " + endpoint.host);
  ServerAccess access{endpoint.host, known->port, {}, {}, {}};
  ASSIGN_OR_RETURN(access.ca, config.ReadCa(endpoint.host));
  ASSIGN_OR_RETURN(Learnt learnt, Learn(access, true, console));
  NoteNewKey(access, config, learnt.key, console);
  if (!learnt.ca.empty()) RETURN_IF_ERROR(config.WriteCa(access.host, learnt.ca));
  RETURN_IF_ERROR(config.WritePublicKey(access.host, crypto::ToPem(learnt.key)));
  return Refreshed{std::move(access), std::move(learnt)};
}

}  // namespace

ExitCode InitServer(const InitOptions& options, Console& console) {
  Input input(console);
  const absl::StatusOr<ServerAccess> access = AccessOf(options, input);
  if (!access.ok()) return console.Fail(access.status());
  absl::StatusOr<Config> config = Config::Find();
  if (!config.ok()) return console.Fail(config.status());
  const auto known = config->ReadServer(access->host);
  if (!options.force && known.ok() && known->has_value()) {
    return console.Complain("the server is configured: " + access->host, "--force writes it anew");
  }
  const absl::StatusOr<report::LearntServer> learnt = Init(*access, options, *config, console);
  if (!learnt.ok()) return console.Fail(learnt.status());
  console.Print(console.json() ? report::InitDocument(*learnt) : report::LearntText(*learnt));
  return ExitCode::kYes;
}

ExitCode RefreshServer(const ServerName& options, Console& console) {
  const absl::StatusOr<Refreshed> refreshed = Refresh(options, console);
  if (!refreshed.ok()) return console.Fail(refreshed.status());
  const ServerAccess& access = refreshed->access;
  const report::LearntServer learnt{access.host, access.port, !refreshed->learnt.ca.empty(), true, false};
  console.Print(console.json() ? report::RefreshDocument(learnt) : report::LearntText(learnt));
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
