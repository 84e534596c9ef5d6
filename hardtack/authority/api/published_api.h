// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The HTTP API that published Hessra clients use, as they force it: JSON bodies, any 2xx a success, a denial 401 with the
// reason in `response_msg`. docs/api.md has the endpoints.

#ifndef HARDTACK_AUTHORITY_API_PUBLISHED_API_H_
#define HARDTACK_AUTHORITY_API_PUBLISHED_API_H_

#include <string>

#include "hardtack/authority/api/router.h"
#include "hardtack/authority/authority.h"

namespace hardtack::authority {

struct PublishedApiOptions {
  std::string ca_certificate;  // PEM: the CA of the server's own certificate, for clients that begin
  std::string version;         // of the server
};

// Adds the endpoints to `router`. `authority` must outlive it.
void AddPublishedApi(Authority& authority, const PublishedApiOptions& options, Router& router);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_PUBLISHED_API_H_
