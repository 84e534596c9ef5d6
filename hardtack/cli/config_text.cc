// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TOML of the configuration. Tested by tests/cli/config_test.cc.

#include "hardtack/cli/config_text.h"

#include <fmt/format.h>

#include <iterator>

#include "hardtack/authority/table_reader.h"
#include "hardtack/authority/toml_value.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::cli {
namespace {

using authority::Faults;
using authority::TableReader;

constexpr int64_t kLastPort = 65'535;

std::optional<std::string> ReadText(TableReader& table, std::string_view key) {
  auto text = table.Text(key);
  if (!text.has_value()) return std::nullopt;
  return std::move(text->text);
}

std::optional<uint16_t> ReadPort(TableReader& table, std::string_view key) {
  const auto port = table.Integer(key, 1, kLastPort);
  if (!port.has_value()) return std::nullopt;
  return static_cast<uint16_t>(*port);
}

// Reads the text's table by `read`, with the first fault as error.
template <typename Read>
absl::Status ReadTable(std::string_view text, const std::string& file, const char* what, const Read& read) {
  Faults faults;
  const authority::TomlValue::Table members = authority::ParseToml(text, file, faults);
  if (faults.empty()) {
    TableReader table(members, {}, what, file, faults);
    read(table);
  }
  if (faults.empty()) return absl::OkStatus();
  const authority::PolicyFault& first = faults.told().front();
  return Error(ErrorKind::kSyntax,
               fmt::format("{}:{}:{}: {}", file, first.place.line, first.place.column, first.message));
}

// A basic string: what a terminal may act on is escaped, all else stands for itself.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted.append("\\").push_back(c);
    } else if (byte < 0x20 || byte == 0x7f) {
      fmt::format_to(std::back_inserter(quoted), "\\u{:04X}", byte);
    } else {
      quoted.push_back(c);
    }
  }
  return quoted + '"';
}

void AddText(std::string_view key, const std::optional<std::string>& value, std::string& text) {
  if (value.has_value()) text += fmt::format("{} = {}\n", key, Quoted(*value));
}

}  // namespace

absl::StatusOr<Settings> ParseSettings(std::string_view text, const std::string& file) {
  Settings settings;
  RETURN_IF_ERROR(ReadTable(text, file, "the configuration", [&](TableReader& table) {
    settings.default_server = ReadText(table, "default_server");
    settings.default_port = ReadPort(table, "default_port");
    settings.default_cert_path = ReadText(table, "default_cert_path");
    settings.default_key_path = ReadText(table, "default_key_path");
    settings.default_ca_path = ReadText(table, "default_ca_path");
  }));
  return settings;
}

absl::StatusOr<ServerSettings> ParseServer(std::string_view text, const std::string& file) {
  ServerSettings server;
  RETURN_IF_ERROR(ReadTable(text, file, "a server", [&](TableReader& table) {
    if (auto hostname = table.NeedText("hostname")) server.hostname = std::move(hostname->text);
    server.port = ReadPort(table, "port").value_or(server.port);
    server.cert_path = ReadText(table, "cert_path");
    server.key_path = ReadText(table, "key_path");
  }));
  return server;
}

std::string ToText(const Settings& settings) {
  std::string text;
  AddText("default_server", settings.default_server, text);
  if (settings.default_port.has_value()) text += fmt::format("default_port = {}\n", *settings.default_port);
  AddText("default_cert_path", settings.default_cert_path, text);
  AddText("default_key_path", settings.default_key_path, text);
  AddText("default_ca_path", settings.default_ca_path, text);
  return text;
}

std::string ToText(const ServerSettings& server) {
  std::string text;
  AddText("hostname", server.hostname, text);
  text += fmt::format("port = {}\n", server.port);
  AddText("cert_path", server.cert_path, text);
  AddText("key_path", server.key_path, text);
  return text;
}

}  // namespace hardtack::cli
