// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Its files, and its start.

#include "tests/cli/served_authority.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>

#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/server_config.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kServer[] = R"(policy = "policy"
store = "sqlite:authority.db"
ca_certificate = "ca.crt"
client_ca = "ca.crt"
[[keys]]
file = "root.key"
[api]
address = "127.0.0.1"
port = 0
certificate = "server.crt"
key = "server.key"
)";

constexpr char kPolicy[] = R"([[clients]]
identifier = { type = "san_uri", value = "urn:test:argo-cli0" }
resources = [{ name = "resource1", operations = ["read"] }, { name = "authority:bans", operations = ["read", "write"] }]
lifetime = { usual = "1h", longest = "24h" }

[[delegates]]
below = "uri:urn:test:argo-cli0"
resources = [{ name = "resource1", operations = ["read"] }]

[[realms]]
identity = "uri:urn:test:argo-cli0"
lifetime = { usual = "10m", longest = "24h" }
)";

void WriteSecret(const fs::path& path, std::string_view text) {
  WriteWhole(path, std::string(text));
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace

ServedAuthority::ServedAuthority()
    : ca_(client::MakeAuthority("test CA")),
      client_(client::MakeCertificate(ca_, "URI:urn:test:argo-cli0")),
      root_(crypto::PrivateKey::Generate()),
      log_([](const std::string&) {}) {
  const client::CertifiedKey server = client::MakeCertificate(ca_, "IP:127.0.0.1,DNS:localhost");
  const fs::path& folder = folder_.path();
  fs::create_directory(folder / "policy");
  WriteWhole(folder / "policy/clients.toml", kPolicy);
  WriteWhole(folder / "server.toml", kServer);
  WriteWhole(folder / "ca.crt", ca_.certificate);
  WriteWhole(folder / "server.crt", server.certificate);
  WriteSecret(folder / "server.key", server.private_key);
  WriteSecret(folder / "root.key", crypto::ToPem(root_).view());
  authority::Faults faults;
  auto config = authority::ReadServerConfig((folder / "server.toml").string(), faults);
  if (!config.ok()) throw std::runtime_error(std::string(config.status().message()));
  auto service = authority::Service::Start(*std::move(config), "9.9", log_, faults);
  for (const authority::PolicyFault& fault : faults.told()) throw std::runtime_error(fault.message);
  if (!service.ok()) throw std::runtime_error(std::string(service.status().message()));
  service_ = *std::move(service);
}

}  // namespace hardtack::cli
