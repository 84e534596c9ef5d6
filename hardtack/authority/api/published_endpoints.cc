// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the endpoints of published clients take.

#include "hardtack/authority/api/published_endpoints.h"

namespace hardtack::authority {

using Type = Parameter::Type;

Endpoint RequestIdentityTokenEndpoint() {
  return {.method = "POST",
          .path = "/request_identity_token",
          .summary = "An identity token for the client of the certificate",
          .access = Access::kCertificate,
          .body = {{Type::kText, "identifier", "the client's own name; digits are seconds to live"}}};
}

Endpoint RefreshIdentityTokenEndpoint() {
  return {.method = "POST",
          .path = "/refresh_identity_token",
          .summary = "An identity token with a new life for one that still holds",
          .body = {{Type::kText, "current_token", "the token to refresh, which was not delegated", true},
                   {Type::kText, "identifier", "the client's own name; digits are seconds to live"}}};
}

Endpoint MintIdentityTokenEndpoint() {
  return {.method = "POST",
          .path = "/mint_identity_token",
          .summary = "An identity below the realm of the client",
          .access = Access::kCertificate,
          .body = {{Type::kText, "subject", "the name of the identity", true},
                   {Type::kInteger, "duration", "seconds to live"}}};
}

Endpoint RequestTokenEndpoint() {
  return {.method = "POST",
          .path = "/request_token",
          .summary = "A token for one operation on one resource",
          .access = Access::kCertificateOrBearer,
          .success = 201,
          .body = {{Type::kText, "resource", "what for", true},
                   {Type::kText, "operation", "to do what", true},
                   {Type::kText, "domain", "where; left out: where the identity is bound to, if to any"}}};
}

Endpoint RequestStubEndpoint() {
  return {.method = "POST",
          .path = "/request_stub",
          .summary = "A token for somebody else, to be narrowed to a prefix",
          .access = Access::kCertificateOrBearer,
          .success = 201,
          .body = {{Type::kText, "target_identity", "for whom", true},
                   {Type::kText, "resource", "what for", true},
                   {Type::kText, "operation", "to do what", true},
                   {Type::kText, "prefix_attenuator_key", "the public key whose holder narrows it", true},
                   {Type::kInteger, "duration", "seconds to live"}}};
}

Endpoint SignTokenEndpoint() {
  return {.method = "POST",
          .path = "/sign_token",
          .summary = "The sign-off of this authority on a token",
          .access = Access::kCertificate,
          .body = {{Type::kText, "token", "the token, which names this authority's key as a party", true},
                   {Type::kText, "resource", "that the token is for", true},
                   {Type::kText, "operation", "that the token allows", true}}};
}

Endpoint VerifyTokenEndpoint() {
  return {.method = "POST",
          .path = "/verify_token",
          .summary = "Whether a token allows an operation on a resource",
          .access = Access::kCertificate,
          .body = {{Type::kText, "token", "the token", true},
                   {Type::kText, "subject", "who presents it", true},
                   {Type::kText, "resource", "what for", true},
                   {Type::kText, "operation", "to do what", true}}};
}

Endpoint VerifyServiceChainTokenEndpoint() {
  return {.method = "POST",
          .path = "/verify_service_chain_token",
          .summary = "The same behind the services of a chain",
          .access = Access::kCertificate,
          .body = {{Type::kText, "token", "the token", true},
                   {Type::kText, "subject", "who presents it", true},
                   {Type::kText, "resource", "what for", true},
                   {Type::kText, "component", "the service that asks; left out: behind the whole chain"},
                   {Type::kText, "operation", "to do what; left out: what the token allows"}}};
}

Endpoint PublicKeyEndpoint() {
  return {.method = "GET",
          .path = "/public_key",
          .summary = "The public key that tokens are signed by now"};
}

Endpoint CaCertEndpoint() {
  return {.method = "GET",
          .path = "/ca_cert",
          .summary = "The CA of the server's certificate"};
}

Endpoint HealthEndpoint() {
  return {.method = "GET",
          .path = "/health",
          .summary = "Whether the server answers"};
}

}  // namespace hardtack::authority
