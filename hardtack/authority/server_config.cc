// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The configuration's TOML. Tested by tests/authority/server_config_test.cc.

#include "hardtack/authority/server_config.h"

#include <chrono>
#include <filesystem>
#include <utility>

#include "hardtack/authority/file_text.h"
#include "hardtack/authority/table_reader.h"
#include "hardtack/authority/toml_value.h"
#include "hardtack/base/abseil.h"

namespace hardtack::authority {
namespace {

constexpr int64_t kMostSeconds = 3600;
constexpr int64_t kMostThreads = 256;

class Reader {
 public:
  explicit Reader(const std::string& file) : folder_(std::filesystem::absolute(file).parent_path()) {}

  ServerConfig Read(TableReader& top) {
    config_.file = top.file();
    config_.policy = Path(top.NeedText("policy"));
    config_.store = Store(top.NeedText("store"));
    config_.ca_certificate = Path(top.Text("ca_certificate"));
    config_.client_ca = Path(top.Text("client_ca"));
    config_.max_ban_age = top.Integer("max_ban_age", 1, kMostSeconds).value_or(config_.max_ban_age);
    config_.io_threads = static_cast<size_t>(top.Integer("io_threads", 1, kMostThreads).value_or(0));
    config_.worker_threads = static_cast<size_t>(top.Integer("worker_threads", 1, kMostThreads).value_or(0));
    top.Tables("keys", "a key", [&](TableReader& table) { ReadKey(table); });
    if (config_.keys.empty()) top.Fault(top.place(), "there is no root key: add [[keys]] with a file");
    top.Table("api", "the API's listener", [&](TableReader& table) { config_.api = ReadListener(table); });
    if (config_.api.certificate.empty()) top.Fault(top.place(), "there is no listener: add [api]");
    top.Table("public", "the public listener", [&](TableReader& table) { config_.open = ReadListener(table); });
    top.Table("limits", "the limits", [&](TableReader& table) { ReadLimits(table); });
    return std::move(config_);
  }

 private:
  std::string Path(const std::optional<PlacedText>& text) const {
    return text.has_value() ? (folder_ / text->text).string() : std::string();
  }

  // The file of SQLite's store is relative to the configuration as well.
  std::string Store(const std::optional<PlacedText>& text) const {
    constexpr std::string_view kSqlite = "sqlite:";
    if (!text.has_value()) return {};
    if (!text->text.starts_with(kSqlite)) return text->text;
    return std::string(kSqlite) + (folder_ / text->text.substr(kSqlite.size())).string();
  }

  void ReadKey(TableReader& table) {
    ServerConfig::Key key;
    key.file = Path(table.NeedText("file"));
    if (const auto id = table.Integer("id", 0, UINT32_MAX)) key.id = static_cast<uint32_t>(*id);
    key.since = table.Integer("since", 0, INT64_MAX).value_or(0);
    key.until = table.Integer("until", 0, INT64_MAX);
    config_.keys.push_back(std::move(key));
  }

  ServerConfig::Listener ReadListener(TableReader& table) const {
    ServerConfig::Listener listener;
    listener.address = table.NeedText("address").value_or(PlacedText()).text;
    listener.port = static_cast<uint16_t>(table.Integer("port", 0, UINT16_MAX).value_or(0));
    listener.certificate = Path(table.NeedText("certificate"));
    listener.key = Path(table.NeedText("key"));
    return listener;
  }

  void ReadLimits(TableReader& table) {
    HttpLimits& limits = config_.limits;
    Time(table, "handshake", limits.handshake);
    Time(table, "header", limits.header);
    Time(table, "body", limits.body);
    Time(table, "idle", limits.idle);
    Count(table, "header_bytes", 1024, size_t{1} << 20, limits.header_bytes);
    Count(table, "body_bytes", 1024, size_t{16} << 20, limits.body_bytes);
    Count(table, "connections", 1, 1'000'000, limits.connections);
    Count(table, "connections_per_address", 1, 1'000'000, limits.connections_per_address);
    Count(table, "streams", 1, 10'000, limits.streams);
    size_t rate = config_.requests_per_minute;
    Count(table, "requests_per_minute", 1, UINT32_MAX, rate);
    config_.requests_per_minute = static_cast<uint32_t>(rate);
  }

  static void Time(TableReader& table, std::string_view key, std::chrono::milliseconds& time) {
    if (const auto seconds = table.Duration(key)) time = std::chrono::seconds(*seconds);
  }

  static void Count(TableReader& table, std::string_view key, size_t least, size_t most, size_t& count) {
    const auto number = table.Integer(key, static_cast<int64_t>(least), static_cast<int64_t>(most));
    if (number.has_value()) count = static_cast<size_t>(*number);
  }

  const std::filesystem::path folder_;
  ServerConfig config_;
};

}  // namespace

absl::StatusOr<ServerConfig> ReadServerConfig(const std::string& file, Faults& faults) {
  ASSIGN_OR_RETURN(const std::string text, ReadFileText(file));
  const TomlValue::Table table = ParseToml(text, file, faults);
  if (!faults.empty()) return ServerConfig();
  TableReader top(table, {}, "the configuration", file, faults);
  return Reader(file).Read(top);
}

}  // namespace hardtack::authority
