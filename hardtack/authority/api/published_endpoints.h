// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The endpoints of published clients, as the OpenAPI document has them. Internal to authority/api.

#ifndef HARDTACK_AUTHORITY_API_PUBLISHED_ENDPOINTS_H_
#define HARDTACK_AUTHORITY_API_PUBLISHED_ENDPOINTS_H_

#include "hardtack/authority/api/endpoint.h"

namespace hardtack::authority {

Endpoint RequestIdentityTokenEndpoint();
Endpoint RefreshIdentityTokenEndpoint();
Endpoint MintIdentityTokenEndpoint();
Endpoint RequestTokenEndpoint();
Endpoint RequestStubEndpoint();
Endpoint SignTokenEndpoint();
Endpoint VerifyTokenEndpoint();
Endpoint VerifyServiceChainTokenEndpoint();
Endpoint PublicKeyEndpoint();
Endpoint CaCertEndpoint();
Endpoint HealthEndpoint();

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_PUBLISHED_ENDPOINTS_H_
