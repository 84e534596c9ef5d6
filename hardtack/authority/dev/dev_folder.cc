// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The folder of `hardtack dev`. Tested by tests/authority/dev_test.cc and tests/article.

#include "hardtack/authority/dev/dev_folder.h"

#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/dev/certificates.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::authority {
namespace {

namespace fs = std::filesystem;

constexpr int kDays = 365;

constexpr std::string_view kClients = R"(# Who presents which certificate, and may do what. docs/policy_files.md has the tables.

[[clients]]
identifier = { type = "san_uri", value = "urn:hessra:alice" }
identity = "urn:hessra:alice"
resources = [{ name = "database", operations = ["read", "write"] }]
lifetime = { usual = "8h", longest = "24h" }

[[clients]]
identifier = { type = "san_uri", value = "urn:hessra:ops" }
identity = "urn:hessra:ops"
resources = [{ name = "authority:bans", operations = ["read", "write"] },
             { name = "authority:audit", operations = ["read"] }]

# Agents of alice, whom she delegates to offline: her main agent reads the database, whoever is below it writes results.
[[delegates]]
name = "urn:hessra:alice:main-agent"
resources = [{ name = "database", operations = ["read"] }]

[[delegates]]
below = "urn:hessra:alice"
max_depth = 4
resources = [{ name = "results", operations = ["write"] }]

[lifetimes]
authorization = { usual = "5m", longest = "1h" }
)";

constexpr std::string_view kCases = R"(# `hardtack policy test policy` decides these.

[[cases]]
name = "alice writes the database"
actor = "urn:hessra:alice"
resource = "database"
operation = "write"
expect = "allow"

[[cases]]
name = "her main agent reads it"
actor = "urn:hessra:alice:main-agent"
ancestors = ["urn:hessra:alice"]
resource = "database"
operation = "read"
expect = "allow"

[[cases]]
name = "and does not write it"
actor = "urn:hessra:alice:main-agent"
ancestors = ["urn:hessra:alice"]
resource = "database"
operation = "write"
expect = "deny"

[[cases]]
name = "a worker that nobody listed writes results"
actor = "urn:hessra:alice:main-agent:analyzer:worker-1"
ancestors = ["urn:hessra:alice", "urn:hessra:alice:main-agent", "urn:hessra:alice:main-agent:analyzer"]
resource = "results"
operation = "write"
expect = "allow"
)";

constexpr std::string_view kServer = R"(# docs/authority.md has every setting.
policy = "policy"
store = "sqlite:authority.db"
ca_certificate = "ca.crt"
client_ca = "ca.crt"

[[keys]]
file = "root.key"
id = 1

[api]
address = "127.0.0.1"
port = {}
certificate = "server.crt"
key = "server.key"

[public]
address = "127.0.0.1"
port = {}
certificate = "server.crt"
key = "server.key"
)";

class Folder {
 public:
  explicit Folder(fs::path path) : path_(std::move(path)) {}

  absl::Status Make(const fs::path& below = {}) const {
    std::error_code error;
    fs::create_directory(path_ / below, error);
    if (!error) fs::permissions(path_ / below, fs::perms::owner_all, error);
    return error ? Failed(path_ / below) : absl::OkStatus();
  }

  // Secrets and the rest alike: for nobody but the owner, and through no buffer that keeps them.
  absl::Status Write(const fs::path& name, std::string_view text) const {
    std::ofstream stream;
    stream.rdbuf()->pubsetbuf(nullptr, 0);
    stream.open(path_ / name, std::ios::binary | std::ios::trunc);
    std::error_code error;
    fs::permissions(path_ / name, fs::perms::owner_read | fs::perms::owner_write, error);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    stream.close();
    return error || !stream ? Failed(path_ / name) : absl::OkStatus();
  }

  absl::Status Write(const std::string& name, const CertifiedKey& pair) const {
    RETURN_IF_ERROR(Write(name + ".crt", pair.certificate));
    return Write(name + ".key", pair.private_key.view());
  }

 private:
  static absl::Status Failed(const fs::path& path) {
    return Error(ErrorKind::kIo, "cannot be written: " + path.string(), path.string());
  }

  fs::path path_;
};

absl::Status WriteCertificates(const Folder& folder) {
  ASSIGN_OR_RETURN(const CertifiedKey ca, MakeCertificateAuthority("hardtack dev CA", kDays));
  RETURN_IF_ERROR(folder.Write("ca", ca));
  struct Row {
    const char* file;
    CertificateRequest request;
  };
  const Row kRows[] = {
      {"server", {"localhost", {"DNS:localhost", "IP:127.0.0.1", "IP:::1"}, true, kDays}},
      {"alice", {"alice", {"URI:urn:hessra:alice"}, false, kDays}},
      {"ops", {"ops", {"URI:urn:hessra:ops"}, false, kDays}},
  };
  for (const Row& row : kRows) {
    ASSIGN_OR_RETURN(const CertifiedKey pair, MakeCertificate(ca, row.request));
    RETURN_IF_ERROR(folder.Write(row.file, pair));
  }
  return absl::OkStatus();
}

absl::Status Fill(const Folder& folder, const DevPorts& ports) {
  RETURN_IF_ERROR(folder.Make());
  RETURN_IF_ERROR(WriteCertificates(folder));
  const crypto::PrivateKey root = crypto::PrivateKey::Generate();
  RETURN_IF_ERROR(folder.Write("root.key", crypto::ToPem(root).view()));
  RETURN_IF_ERROR(folder.Write("root.pub", crypto::ToHexText(root.public_key()) + "\n"));
  RETURN_IF_ERROR(folder.Make("policy"));
  RETURN_IF_ERROR(folder.Make("policy/tests"));
  RETURN_IF_ERROR(folder.Write("policy/clients.toml", kClients));
  RETURN_IF_ERROR(folder.Write("policy/tests/cases.toml", kCases));
  return folder.Write("server.toml", fmt::format(kServer, ports.api, ports.open));
}

}  // namespace

absl::StatusOr<bool> MakeDevFolder(const std::string& folder, const DevPorts& ports) {
  std::error_code error;
  if (fs::exists(fs::path(folder) / "server.toml", error)) return false;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return Error(ErrorKind::kIo, "there is something else already: " + folder, folder);
  }
  const std::string unfinished = folder + ".unfinished";
  fs::remove_all(unfinished, error);
  RETURN_IF_ERROR(Fill(Folder(unfinished), ports));
  fs::rename(unfinished, folder, error);
  if (error) return Error(ErrorKind::kIo, "cannot be made: " + folder, folder);
  return true;
}

}  // namespace hardtack::authority
