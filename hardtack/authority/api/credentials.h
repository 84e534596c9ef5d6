// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an HTTP request shows of who makes it.

#ifndef HARDTACK_AUTHORITY_API_CREDENTIALS_H_
#define HARDTACK_AUTHORITY_API_CREDENTIALS_H_

#include "hardtack/authority/caller.h"
#include "hardtack/authority/http/message.h"

namespace hardtack::authority {

// The certificate of the connection, and the token of `Authorization: Bearer TOKEN`, if there is one of that scheme.
Credentials CredentialsOf(const HttpRequest& request);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_CREDENTIALS_H_
