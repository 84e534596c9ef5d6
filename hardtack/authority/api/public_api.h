// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an authority tells everybody: its public keys, and whether it is well.

#ifndef HARDTACK_AUTHORITY_API_PUBLIC_API_H_
#define HARDTACK_AUTHORITY_API_PUBLIC_API_H_

#include "hardtack/authority/api/router.h"
#include "hardtack/authority/authority.h"

namespace hardtack::authority {

// `GET /.well-known/biscuit-web-keys`: every key that verifies tokens now, or will, with its id and, where it is planned,
// its end; secp256r1 keys too, for which that specification has no name.
// Biscuit specification, "Biscuit web key sets".
void AddWebKeys(Authority& authority, Router& router);

// `GET /healthz`: the server answers. `GET /readyz`: and its store can be written; 503 when not.
void AddHealth(Authority& authority, Router& router);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_PUBLIC_API_H_
