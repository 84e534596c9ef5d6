// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keys and health. Tested by tests/authority/public_api_test.cc.

#include "hardtack/authority/api/public_api.h"

#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "hardtack/identity/time_text.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using boost::json::object;
using report::JsonText;

object KeyJson(const SigningKey& key) {
  const crypto::PublicKey& public_key = key.signer->public_key();
  const bool ed25519 = public_key.algorithm() == crypto::Algorithm::kEd25519;
  object json{{"algorithm", ed25519 ? "ed25519" : "secp256r1"},
              {"key_bytes", JsonText(report::Hex(public_key.bytes()))},
              {"key_id", key.id.value_or(0)}};
  if (key.until.has_value()) json["expires_at"] = JsonText(identity::TimeText(*key.until));
  return json;
}

HttpResponse HealthResponse(unsigned status, std::string_view text) {
  HttpResponse response;
  response.status = status;
  response.body = report::DocumentLine({{"status", JsonText(text)}});
  return response;
}

}  // namespace

void AddWebKeys(Authority& authority, Router& router) {
  router.Add({.method = "GET", .path = "/.well-known/biscuit-web-keys", .summary = "The public keys of the authority"},
             [&](const HttpRequest&, const Respond& respond) {
               boost::json::array keys;
               const AuthorityState state = authority.state();
               for (const SigningKey* key : state.keys().Known(state.now)) keys.push_back(KeyJson(*key));
               HttpResponse response;
               response.body = boost::json::serialize(keys) + "\n";
               response.fields.emplace_back("cache-control", "public, max-age=300");
               respond(std::move(response));
             });
}

void AddHealth(Authority& authority, Router& router) {
  router.Add({.method = "GET", .path = "/healthz", .summary = "Whether the server answers"},
             [](const HttpRequest&, const Respond& respond) { respond(HealthResponse(200, "ok")); });
  router.Add({.method = "GET", .path = "/readyz", .summary = "Whether the server can do its work"},
             [&](const HttpRequest&, const Respond& respond) {
               respond(authority.IsReady() ? HealthResponse(200, "ready") : HealthResponse(503, "the store cannot be written"));
             });
}

}  // namespace hardtack::authority
