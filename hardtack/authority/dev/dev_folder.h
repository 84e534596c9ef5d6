// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A folder with all that an authority needs, for trying one out: a CA, certificates for the server and for two clients,
// a root key, a policy after the example of an agent that delegates to its workers, and the server's configuration.
//
//   ca.crt ca.key              the CA of all certificates here
//   server.crt server.key      for localhost
//   alice.crt alice.key        urn:hessra:alice, who issues identities to her agents
//   ops.crt ops.key            urn:hessra:ops, who bans and audits
//   root.key root.pub          that tokens are signed by
//   policy/                    what is allowed to whom, with cases in policy/tests
//   server.toml authority.db   configuration and store

#ifndef HARDTACK_AUTHORITY_DEV_DEV_FOLDER_H_
#define HARDTACK_AUTHORITY_DEV_DEV_FOLDER_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace hardtack::authority {

struct DevPorts {
  uint16_t api = 7443;
  uint16_t open = 7444;
};

// Makes `folder`, which only its owner can read, whole or not at all; false: it was there, and stays as it is.
//   Io         it cannot be made; or something else than such a folder is there
//   Internal   as MakeCertificate
absl::StatusOr<bool> MakeDevFolder(const std::string& folder, const DevPorts& ports);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_DEV_DEV_FOLDER_H_
