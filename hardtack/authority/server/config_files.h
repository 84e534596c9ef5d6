// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The files that a server's configuration names, read: keys and certificates. Functions without state: any thread.

#ifndef HARDTACK_AUTHORITY_SERVER_CONFIG_FILES_H_
#define HARDTACK_AUTHORITY_SERVER_CONFIG_FILES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/authority/http/tls_identity.h"
#include "hardtack/authority/server_config.h"
#include "hardtack/authority/signing_keys.h"

namespace hardtack::authority {

//   as ReadKeyFile and SigningKeys::Create
absl::StatusOr<std::shared_ptr<const SigningKeys>> ReadKeys(const std::vector<ServerConfig::Key>& named);

// The text of a file; empty for no file.
//   as ReadFileText
absl::StatusOr<std::string> ReadUnlessEmpty(const std::string& file);

// Certificate and key of a listener, without CAs of clients.
//   as ReadFileText
absl::StatusOr<TlsIdentity> ReadTls(const ServerConfig::Listener& listener);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_CONFIG_FILES_H_
