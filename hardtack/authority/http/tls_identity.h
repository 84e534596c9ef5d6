// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a server shows and asks for in a handshake, as PEM texts.

#ifndef HARDTACK_AUTHORITY_HTTP_TLS_IDENTITY_H_
#define HARDTACK_AUTHORITY_HTTP_TLS_IDENTITY_H_

#include <string>

#include "hardtack/crypto/key.h"

namespace hardtack::authority {

struct TlsIdentity {
  std::string certificate_chain;     // the server's own first
  crypto::SecretString private_key;  // not encrypted
  std::string client_authorities;    // CAs of client certificates; empty: none is asked for
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_TLS_IDENTITY_H_
