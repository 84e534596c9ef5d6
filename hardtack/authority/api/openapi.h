// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The OpenAPI document of a router's endpoints.
//
// OpenAPI Specification 3.1.0.

#ifndef HARDTACK_AUTHORITY_API_OPENAPI_H_
#define HARDTACK_AUTHORITY_API_OPENAPI_H_

#include <span>
#include <string>
#include <string_view>

#include "hardtack/authority/api/endpoint.h"
#include "hardtack/authority/api/router.h"

namespace hardtack::authority {

// One line of JSON. `version` is the server's.
std::string OpenApiDocument(std::span<const Endpoint> endpoints, std::string_view version);

// Adds `GET /v1/openapi.json`, which describes every endpoint of `router` and itself; to be added last.
void AddOpenApi(std::string_view version, Router& router);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_OPENAPI_H_
