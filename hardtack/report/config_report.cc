// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The configuration, shown. Tested by tests/cli/config.txt and tests/cli/remote_test.cc.

#include "hardtack/report/config_report.h"

#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/table.h"

namespace hardtack::report {
namespace {

using boost::json::object;
using boost::json::value;

value TextOrNull(std::string_view text) { return text.empty() ? value(nullptr) : value(JsonText(text)); }

object ServerJson(const ConfiguredServer& server) {
  return {{"hostname", JsonText(server.hostname)},
          {"port", server.port},
          {"cert_path", TextOrNull(server.cert_path)},
          {"key_path", TextOrNull(server.key_path)},
          {"ca_cert_path", JsonText(server.ca_cert_path)},
          {"ca_cert_exists", server.ca_cert_exists},
          {"public_key_path", JsonText(server.public_key_path)},
          {"public_key_exists", server.public_key_exists},
          {"is_default", server.is_default}};
}

std::string_view YesOrNo(bool yes) { return yes ? "yes" : "no"; }
std::string Shown(const std::string& text) { return text.empty() ? "-" : EscapeLine(text); }
std::string Where(const std::string& path, bool exists) { return exists ? EscapeLine(path) : "not known"; }

}  // namespace

std::string ServerDocument(const ConfiguredServer& server) {
  object json{{"success", true}};
  for (auto& member : ServerJson(server)) json.insert(member);
  return DocumentLine(json);
}

std::string ServerText(const ConfiguredServer& server) {
  std::string text = "server:      " + EscapeLine(server.hostname) + (server.is_default ? " (default)\n" : "\n");
  text += "port:        " + std::to_string(server.port) + '\n';
  text += "certificate: " + Shown(server.cert_path) + '\n';
  text += "key:         " + Shown(server.key_path) + '\n';
  text += "CA:          " + Where(server.ca_cert_path, server.ca_cert_exists) + '\n';
  return text + "public key:  " + Where(server.public_key_path, server.public_key_exists) + '\n';
}

std::string ServersDocument(std::span<const ConfiguredServer> servers, bool details) {
  boost::json::array list;
  for (const ConfiguredServer& server : servers) {
    list.push_back(details ? ServerJson(server)
                           : object{{"hostname", JsonText(server.hostname)}, {"is_default", server.is_default}});
  }
  return DocumentLine({{"success", true}, {"servers", std::move(list)}});
}

std::string ServersText(std::span<const ConfiguredServer> servers, bool details) {
  if (servers.empty()) return "no servers are configured\n";
  std::string text;
  if (!details) {
    for (const ConfiguredServer& server : servers) {
      text += EscapeLine(server.hostname) + (server.is_default ? " (default)\n" : "\n");
    }
    return text;
  }
  std::vector<TableLine<6>> lines = {{"server", "port", "default", "CA", "public key", "certificate"}};
  for (const ConfiguredServer& server : servers) {
    lines.push_back({EscapeLine(server.hostname), std::to_string(server.port), std::string(YesOrNo(server.is_default)),
                     std::string(YesOrNo(server.ca_cert_exists)), std::string(YesOrNo(server.public_key_exists)),
                     Shown(server.cert_path)});
  }
  return TableText(lines);
}

std::string RefreshDocument(const LearntServer& learnt) {
  return DocumentLine({{"success", true},
                       {"server", JsonText(learnt.server)},
                       {"ca_fetched", learnt.ca_fetched},
                       {"public_key_fetched", learnt.public_key_fetched}});
}

std::string InitDocument(const LearntServer& learnt) {
  return DocumentLine({{"success", true},
                       {"server", JsonText(learnt.server)},
                       {"port", learnt.port},
                       {"ca_fetched", learnt.ca_fetched},
                       {"public_key_fetched", learnt.public_key_fetched},
                       {"set_as_default", learnt.set_as_default}});
}

std::string LearntText(const LearntServer& learnt) {
  std::string text = EscapeLine(learnt.server) + ": configured";
  if (learnt.ca_fetched) text += ", CA fetched";
  if (learnt.public_key_fetched) text += ", public key fetched";
  return text + (learnt.set_as_default ? ", default from now on\n" : "\n");
}

std::string SetDocument(std::string_view key, std::string_view value) {
  return DocumentLine({{"success", true}, {"key", JsonText(key)}, {"value", JsonText(value)}});
}

std::string SettingsDocument(SettingRows rows) {
  object json{{"success", true}};
  for (const auto& [key, text] : rows) json[JsonText(key)] = TextOrNull(text);
  return DocumentLine(json);
}

std::string SettingsText(SettingRows rows) {
  std::string text;
  for (const auto& [key, value] : rows) text += key + " = " + (value.empty() ? "(not set)" : EscapeLine(value)) + '\n';
  return text;
}

}  // namespace hardtack::report
