// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The configuration's files. Tested by tests/cli/config_test.cc and tests/cli/config.txt.

#include "hardtack/cli/config.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/config_text.h"
#include "hardtack/cli/disk.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/private_file.h"
#include "hardtack/cli/store_place.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kWhose[] = "the configuration's";
constexpr size_t kMaxBytes = size_t{1} << 20;

}  // namespace

absl::StatusOr<Config> Config::Find() {
  std::optional<std::string> folder = FindConfigFolder();
  if (folder.has_value()) return Config(*std::move(folder));
  return Error(ErrorKind::kIo, "no place for the configuration: neither HOME nor HARDTACK_HOME is set");
}

absl::StatusOr<std::string> Config::Read(const std::string& path) const {
  RETURN_IF_ERROR(CheckPrivateFolder(folder_, kWhose).status());
  ASSIGN_OR_RETURN(const auto content, ReadPrivateFile(path, kMaxBytes, kWhose));
  return content.has_value() ? std::string(content->view()) : std::string();
}

absl::Status Config::Write(const std::string& folder, const std::string& name, std::string_view text) {
  Disk disk;
  RETURN_IF_ERROR(MakePrivateFolders(disk, folder));
  RETURN_IF_ERROR(CheckPrivateFolder(folder_, kWhose).status());
  ASSIGN_OR_RETURN(const File others_wait, File::LockFor(folder + "/config"));
  return ReplacePrivateFile(disk, folder, name, text);
}

absl::StatusOr<Settings> Config::ReadSettings() const {
  ASSIGN_OR_RETURN(const std::string text, Read(path()));
  return ParseSettings(text, path());
}

absl::Status Config::WriteSettings(const Settings& settings) { return Write(folder_, "config.toml", ToText(settings)); }

absl::StatusOr<std::optional<ServerSettings>> Config::ReadServer(const std::string& host) const {
  const std::string path = ServerFolder(host) + "/server.toml";
  ASSIGN_OR_RETURN(const std::string text, Read(path));
  if (text.empty()) return std::nullopt;
  return ParseServer(text, path);
}

absl::Status Config::WriteServer(const ServerSettings& server) {
  return Write(ServerFolder(server.hostname), "server.toml", ToText(server));
}

absl::StatusOr<std::vector<std::string>> Config::Servers() const {
  std::vector<std::string> hosts;
  const std::string folder = folder_ + "/servers";
  if (!FileExists(folder)) return hosts;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (FileExists(entry->path().string() + "/server.toml")) hosts.push_back(entry->path().filename().string());
  }
  if (error) return IoError("read", folder, error.value());
  std::ranges::sort(hosts);
  return hosts;
}

absl::Status Config::RemoveServer(const std::string& host) {
  std::error_code error;
  fs::remove_all(ServerFolder(host), error);
  return error ? IoError("remove", ServerFolder(host), error.value()) : Disk().Sync(folder_ + "/servers");
}

absl::StatusOr<std::string> Config::ReadCa(const std::string& host) const { return Read(CaPath(host)); }
absl::StatusOr<std::string> Config::ReadPublicKey(const std::string& host) const { return Read(PublicKeyPath(host)); }

absl::Status Config::WriteCa(const std::string& host, std::string_view pem) {
  return Write(ServerFolder(host), "ca.crt", pem);
}
absl::Status Config::WritePublicKey(const std::string& host, std::string_view pem) {
  return Write(ServerFolder(host), "public_key.pem", pem);
}

}  // namespace hardtack::cli
