// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keys and certificates of a server. Tested by tests/authority/service_test.cc.

#include "hardtack/authority/server/config_files.h"

#include <utility>

#include "hardtack/authority/file_text.h"
#include "hardtack/base/abseil.h"

namespace hardtack::authority {

absl::StatusOr<std::shared_ptr<const SigningKeys>> ReadKeys(const std::vector<ServerConfig::Key>& named) {
  std::vector<SigningKey> keys;
  for (const ServerConfig::Key& key : named) {
    ASSIGN_OR_RETURN(crypto::PrivateKey secret, ReadKeyFile(key.file));
    keys.push_back({key.id, std::make_shared<crypto::PrivateKey>(std::move(secret)), key.since, key.until});
  }
  return SigningKeys::Create(std::move(keys));
}

absl::StatusOr<std::string> ReadUnlessEmpty(const std::string& file) {
  if (file.empty()) return std::string();
  return ReadFileText(file);
}

absl::StatusOr<TlsIdentity> ReadTls(const ServerConfig::Listener& listener) {
  TlsIdentity tls;
  ASSIGN_OR_RETURN(tls.certificate_chain, ReadFileText(listener.certificate));
  ASSIGN_OR_RETURN(tls.private_key, ReadSecretFile(listener.key));
  return tls;
}

}  // namespace hardtack::authority
