// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Looking at the configuration and changing it without a server: config list, show, switch, remove, set, get, path.
// Tested by tests/cli/config.txt.

#include <array>
#include <charconv>
#include <filesystem>
#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/config.h"
#include "hardtack/cli/config_commands.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/suggest.h"
#include "hardtack/client/endpoint.h"
#include "hardtack/report/config_report.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/escape.h"

namespace hardtack::cli {
namespace {

using Row = std::pair<std::string, std::string>;

std::vector<Row> RowsOf(const Settings& settings) {
  const auto port = settings.default_port;
  return {{"default_server", settings.default_server.value_or("")},
          {"default_port", port.has_value() ? std::to_string(*port) : ""},
          {"default_cert_path", settings.default_cert_path.value_or("")},
          {"default_key_path", settings.default_key_path.value_or("")},
          {"default_ca_path", settings.default_ca_path.value_or("")}};
}

absl::Status UnknownKey(const std::string& key) {
  std::vector<std::string> known;
  for (const Row& row : RowsOf({})) known.push_back(row.first);
  std::string message = "no such setting";
  if (const std::string nearest = Nearest(key, known); !nearest.empty()) message += ", did you mean " + nearest + "?";
  return Error(ErrorKind::kInvalidArgument, message + ": " + key, key);
}

absl::StatusOr<uint16_t> ParsePort(const std::string& text) {
  uint16_t port = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (code == std::errc() && end == text.data() + text.size() && port != 0) return port;
  return Error(ErrorKind::kInvalidArgument, "not a port: " + text, text);
}

absl::Status Assign(const std::string& key, const std::string& value, Settings& settings) {
  const auto path = [&] { return std::filesystem::absolute(value).string(); };
  if (key == "default_server") {
    ASSIGN_OR_RETURN(const client::Endpoint endpoint, client::ParseEndpoint(value));
    settings.default_server = endpoint.host;
    if (endpoint.port.has_value()) settings.default_port = endpoint.port;
  } else if (key == "default_port") {
    ASSIGN_OR_RETURN(settings.default_port, ParsePort(value));
  } else if (key == "default_cert_path") {
    settings.default_cert_path = path();
  } else if (key == "default_key_path") {
    settings.default_key_path = path();
  } else if (key == "default_ca_path") {
    settings.default_ca_path = path();
  } else {
    return UnknownKey(key);
  }
  return absl::OkStatus();
}

report::ConfiguredServer Shown(const ServerSettings& server, const Settings& settings, const Config& config) {
  const std::string ca = config.CaPath(server.hostname);
  const std::string key = config.PublicKeyPath(server.hostname);
  return {server.hostname,
          server.port,
          server.cert_path.value_or(""),
          server.key_path.value_or(""),
          ca,
          FileExists(ca),
          key,
          FileExists(key),
          settings.default_server == server.hostname};
}

// A server that is configured.
absl::StatusOr<ServerSettings> FindConfigured(const std::string& name, const Config& config) {
  ASSIGN_OR_RETURN(const client::Endpoint endpoint, client::ParseEndpoint(name));
  ASSIGN_OR_RETURN(auto server, config.ReadServer(endpoint.host));
  if (server.has_value()) return *std::move(server);
  return Error(ErrorKind::kInvalidArgument, "no such server is configured: " + endpoint.host, endpoint.host);
}

absl::StatusOr<std::vector<report::ConfiguredServer>> List(const Config& config) {
  ASSIGN_OR_RETURN(const Settings settings, config.ReadSettings());
  ASSIGN_OR_RETURN(const std::vector<std::string> hosts, config.Servers());
  std::vector<report::ConfiguredServer> shown;
  for (const std::string& host : hosts) {
    ASSIGN_OR_RETURN(const auto server, config.ReadServer(host));
    // Another process may have removed it since its name was read.
    if (server.has_value()) shown.push_back(Shown(*server, settings, config));
  }
  return shown;
}

absl::StatusOr<report::ConfiguredServer> Show(const std::string& name, const Config& config) {
  ASSIGN_OR_RETURN(const Settings settings, config.ReadSettings());
  ASSIGN_OR_RETURN(const ServerSettings server, FindConfigured(name, config));
  return Shown(server, settings, config);
}

absl::StatusOr<std::string> Switch(const std::string& name, Config& config) {
  ASSIGN_OR_RETURN(const ServerSettings server, FindConfigured(name, config));
  ASSIGN_OR_RETURN(Settings settings, config.ReadSettings());
  settings.default_server = server.hostname;
  RETURN_IF_ERROR(config.WriteSettings(settings));
  return server.hostname;
}

absl::StatusOr<std::string> Remove(const std::string& name, Config& config) {
  ASSIGN_OR_RETURN(const ServerSettings server, FindConfigured(name, config));
  ASSIGN_OR_RETURN(Settings settings, config.ReadSettings());
  RETURN_IF_ERROR(config.RemoveServer(server.hostname));
  if (settings.default_server == server.hostname) {
    settings.default_server = std::nullopt;
    RETURN_IF_ERROR(config.WriteSettings(settings));
  }
  return server.hostname;
}

absl::StatusOr<Row> Set(const SettingOptions& options, Config& config) {
  ASSIGN_OR_RETURN(Settings settings, config.ReadSettings());
  RETURN_IF_ERROR(Assign(options.key, options.value, settings));
  RETURN_IF_ERROR(config.WriteSettings(settings));
  for (Row& row : RowsOf(settings)) {
    if (row.first == options.key) return row;
  }
  return UnknownKey(options.key);
}

absl::StatusOr<std::vector<Row>> Get(const std::string& key, const Config& config) {
  ASSIGN_OR_RETURN(const Settings settings, config.ReadSettings());
  std::vector<Row> rows = RowsOf(settings);
  if (key.empty()) return rows;
  std::erase_if(rows, [&](const Row& row) { return row.first != key; });
  if (rows.empty()) return UnknownKey(key);
  return rows;
}

// Does something with the configuration, and prints what came of it.
template <typename Do, typename Print>
ExitCode With(Console& console, const Do& act, const Print& print) {
  absl::StatusOr<Config> config = Config::Find();
  if (!config.ok()) return console.Fail(config.status());
  const auto result = act(*config);
  if (!result.ok()) return console.Fail(result.status());
  console.Print(print(*result));
  return ExitCode::kYes;
}

}  // namespace

ExitCode ListServers(const ListServersOptions& options, Console& console) {
  return With(
      console, [](const Config& config) { return List(config); },
      [&](const std::vector<report::ConfiguredServer>& servers) {
        return console.json() ? report::ServersDocument(servers, options.details)
                              : report::ServersText(servers, options.details);
      });
}

ExitCode ShowServer(const ServerName& options, Console& console) {
  return With(
      console, [&](const Config& config) { return Show(options.server, config); },
      [&](const report::ConfiguredServer& server) {
        return console.json() ? report::ServerDocument(server) : report::ServerText(server);
      });
}

ExitCode SwitchServer(const ServerName& options, Console& console) {
  return With(
      console, [&](Config& config) { return Switch(options.server, config); },
      [&](const std::string& host) {
        return console.json() ? report::TextDocument("default_server", host)
                              : "default from now on: " + report::EscapeLine(host) + '\n';
      });
}

ExitCode RemoveServer(const ServerName& options, Console& console) {
  return With(
      console, [&](Config& config) { return Remove(options.server, config); },
      [&](const std::string& host) {
        return console.json() ? report::TextDocument("server", host) : "removed: " + report::EscapeLine(host) + '\n';
      });
}

ExitCode SetSetting(const SettingOptions& options, Console& console) {
  return With(
      console, [&](Config& config) { return Set(options, config); },
      [&](const Row& row) {
        return console.json() ? report::SetDocument(row.first, row.second) : report::SettingsText(std::array{row});
      });
}

ExitCode GetSetting(const SettingOptions& options, Console& console) {
  return With(
      console, [&](const Config& config) { return Get(options.key, config); },
      [&](const std::vector<Row>& rows) {
        return console.json() ? report::SettingsDocument(rows) : report::SettingsText(rows);
      });
}

ExitCode ShowConfigPath(const SettingOptions&, Console& console) {
  return With(
      console, [](const Config& config) { return absl::StatusOr<std::string>(config.path()); },
      [&](const std::string& path) {
        return console.json() ? report::TextDocument("config_path", path) : report::EscapeLine(path) + '\n';
      });
}

}  // namespace hardtack::cli
