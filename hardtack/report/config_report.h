// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The configuration of authorities as JSON documents and as text for people, in the manner of documents.h and text.h,
// under the names of published clients.

#ifndef HARDTACK_REPORT_CONFIG_REPORT_H_
#define HARDTACK_REPORT_CONFIG_REPORT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace hardtack::report {

// What is known of a server; empty texts: nothing.
struct ConfiguredServer {
  std::string hostname;
  uint16_t port = 443;
  std::string cert_path;
  std::string key_path;
  std::string ca_cert_path;
  bool ca_cert_exists = false;
  std::string public_key_path;
  bool public_key_exists = false;
  bool is_default = false;
};

// `success` and the members above.
std::string ServerDocument(const ConfiguredServer& server);
std::string ServerText(const ConfiguredServer& server);

// `success`, `servers`: objects with `hostname` and `is_default`, with `details` all members above.
std::string ServersDocument(std::span<const ConfiguredServer> servers, bool details);
// A line each, with `details` a table.
std::string ServersText(std::span<const ConfiguredServer> servers, bool details);

// What was learnt of a server.
struct LearntServer {
  std::string_view server;
  uint16_t port = 443;
  bool ca_fetched = false;
  bool public_key_fetched = false;
  bool set_as_default = false;
};
// `success`, `server`, `port`, `ca_fetched`, `public_key_fetched`, `set_as_default`.
std::string InitDocument(const LearntServer& learnt);
// `success`, `server`, `ca_fetched`, `public_key_fetched`.
std::string RefreshDocument(const LearntServer& learnt);
std::string LearntText(const LearntServer& learnt);

// `success`, `key`, `value`.
std::string SetDocument(std::string_view key, std::string_view value);

// Settings by name, those that are not set with an empty value.
using SettingRows = std::span<const std::pair<std::string, std::string>>;
// `success`, and a member for each setting, null when it is not set.
std::string SettingsDocument(SettingRows rows);
std::string SettingsText(SettingRows rows);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_CONFIG_REPORT_H_
