// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Endpoints of published clients. Tested by tests/authority/published_api_test.cc, and by those clients themselves in
// tests/interop.

#include "hardtack/authority/api/published_api.h"

#include <functional>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "hardtack/authority/api/credentials.h"
#include "hardtack/authority/api/json_body.h"
#include "hardtack/authority/api/problem.h"
#include "hardtack/authority/api/published_endpoints.h"
#include "hardtack/authority/api/recorded.h"
#include "hardtack/authority/authorization_service.h"
#include "hardtack/authority/identity_service.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using boost::json::object;
using boost::json::value;
using report::JsonText;

HttpResponse Json(unsigned status, const object& body) {
  HttpResponse response;
  response.status = status;
  response.body = report::DocumentLine(body);
  return response;
}

HttpResponse Message(unsigned status, std::string_view message) {
  return Json(status, {{"response_msg", JsonText(message)}});
}

HttpResponse Denied(const Denial& denial) { return Message(PublishedStatusOf(denial.code), denial.message); }

HttpResponse IdentityResponse(const IssuedIdentity& issued) {
  return Json(200, {{"response_msg", "identity token issued"},
                    {"token", JsonText(issued.token)},
                    {"expires_in", issued.expires_in},
                    {"identity", JsonText(issued.identity)}});
}

value PendingJson(const std::vector<Party>& pending) {
  boost::json::array list;
  for (const Party& party : pending) {
    const engine::PublicKey& key = party.attestor.key;
    const auto parsed = crypto::PublicKey::FromBytes(static_cast<crypto::Algorithm>(key.algorithm), key.bytes);
    list.push_back(object{{"component", JsonText(party.attestor.component)},
                          {"authorization_service", JsonText(party.authorization_service)},
                          {"public_key", JsonText(parsed.ok() ? crypto::ToHexText(*parsed) : std::string())}});
  }
  return list;
}

HttpResponse TokenResponse(const IssuedToken& issued) {
  object body{{"response_msg", "token issued"}, {"token", JsonText(issued.token)}};
  if (!issued.pending.empty()) body["pending_signoffs"] = PendingJson(issued.pending);
  return Json(201, body);
}

// Reads the body with `read`, then answers; what cannot be read is told without troubling the audit trail, since nobody
// has asked for anything yet.
template <typename Read>
HttpHandler WithBody(Read read) {
  return [read = std::move(read)](const HttpRequest& request, Respond respond) {
    absl::StatusOr<JsonBody> body = JsonBody::Read(request);
    if (!body.ok()) return respond(Message(400, std::string(body.status().message())));
    read(request, *body, std::move(respond));
  };
}

// Tells what is wrong with the members, if something is.
bool Refused(const JsonBody& body, Respond& respond) {
  if (body.status().ok()) return false;
  respond(Message(400, std::string(body.status().message())));
  return true;
}

void AddIdentityEndpoints(Authority& authority, Router& router) {
  router.Add(RequestIdentityTokenEndpoint(),
             WithBody([&](const HttpRequest& request, JsonBody& body, Respond respond) {
               const std::optional<std::string> identifier = body.Text("identifier");
               if (Refused(body, respond)) return;
               RespondRecorded(authority, RequestIdentity(CredentialsOf(request), identifier, authority.state()),
                               std::move(respond), &IdentityResponse, &Denied);
             }));
  router.Add(RefreshIdentityTokenEndpoint(),
             WithBody([&](const HttpRequest& request, JsonBody& body, Respond respond) {
               const std::string token = body.NeedText("current_token");
               const std::optional<std::string> identifier = body.Text("identifier");
               if (Refused(body, respond)) return;
               RespondRecorded(authority, RefreshIdentity(CredentialsOf(request), token, identifier, authority.state()),
                               std::move(respond), &IdentityResponse, &Denied);
             }));
  router.Add(MintIdentityTokenEndpoint(),
             WithBody([&](const HttpRequest& request, JsonBody& body, Respond respond) {
               const std::string subject = body.NeedText("subject");
               const std::optional<int64_t> duration = body.Integer("duration");
               if (Refused(body, respond)) return;
               RespondRecorded(authority, MintIdentity(CredentialsOf(request), subject, duration, authority.state()),
                               std::move(respond), &IdentityResponse, &Denied);
             }));
}

void AddTokenEndpoints(Authority& authority, Router& router) {
  router.Add(RequestTokenEndpoint(), WithBody([&](const HttpRequest& request, JsonBody& body, Respond respond) {
               const TokenRequest asked{body.NeedText("resource"), body.NeedText("operation"), body.Text("domain")};
               if (Refused(body, respond)) return;
               RespondRecorded(authority, RequestToken(CredentialsOf(request), asked, authority.state()),
                               std::move(respond), &TokenResponse, &Denied);
             }));
  router.Add(RequestStubEndpoint(), WithBody([&](const HttpRequest& request, JsonBody& body, Respond respond) {
               const StubTokenRequest asked{body.NeedText("target_identity"), body.NeedText("resource"),
                                            body.NeedText("operation"), body.NeedText("prefix_attenuator_key"),
                                            body.Integer("duration")};
               if (Refused(body, respond)) return;
               const auto granted = [asked](const IssuedToken& issued) {
                 return Json(201, {{"response_msg", "stub issued"},
                                   {"token", JsonText(issued.token)},
                                   {"expires_in", issued.expires_in},
                                   {"target_identity", JsonText(asked.target)},
                                   {"prefix_attenuator_key", JsonText(asked.prefix_key)}});
               };
               RespondRecorded(authority, RequestStub(CredentialsOf(request), asked, authority.state()),
                               std::move(respond), granted, &Denied);
             }));
  router.Add(SignTokenEndpoint(), WithBody([&](const HttpRequest& request, JsonBody& body, Respond respond) {
               const PresentedToken presented{body.NeedText("token"), {}, body.NeedText("resource"),
                                              body.NeedText("operation")};
               if (Refused(body, respond)) return;
               const auto granted = [](const std::string& token) {
                 return Json(200, {{"response_msg", "token signed"}, {"signed_token", JsonText(token)}});
               };
               RespondRecorded(authority, SignToken(CredentialsOf(request), presented, authority.state()),
                               std::move(respond), granted, &Denied);
             }));
}

HttpResponse Valid(const ValidToken&) { return Message(200, "the token is valid"); }

void AddVerificationEndpoints(Authority& authority, Router& router) {
  router.Add(VerifyTokenEndpoint(), WithBody([&](const HttpRequest& request, JsonBody& body, Respond respond) {
               const PresentedToken presented{body.NeedText("token"), body.NeedText("subject"),
                                              body.NeedText("resource"), body.NeedText("operation")};
               if (Refused(body, respond)) return;
               RespondRecorded(authority, VerifyToken(CredentialsOf(request), presented, authority.state()),
                               std::move(respond), &Valid, &Denied);
             }));
  router.Add(VerifyServiceChainTokenEndpoint(),
             WithBody([&](const HttpRequest& request, JsonBody& body, Respond respond) {
               const PresentedToken presented{body.NeedText("token"), body.NeedText("subject"),
                                              body.NeedText("resource"), body.Text("operation").value_or("")};
               const std::optional<std::string> component = body.Text("component");
               if (Refused(body, respond)) return;
               RespondRecorded(authority,
                               VerifyChainToken(CredentialsOf(request), presented, component, authority.state()),
                               std::move(respond), &Valid, &Denied);
             }));
}

void AddKeyEndpoints(Authority& authority, const PublishedApiOptions& options, Router& router) {
  router.Add(PublicKeyEndpoint(), [&authority](const HttpRequest&, const Respond& respond) {
    const AuthorityState state = authority.state();
    const auto key = state.keys().Active(state.now);
    if (!key.ok()) return respond(Message(503, "no key signs now"));
    respond(Json(200, {{"response_msg", "the public key of the authority"},
                       {"public_key", JsonText(crypto::ToPem((*key)->signer->public_key()))}}));
  });
  router.Add(CaCertEndpoint(), [certificate = options.ca_certificate](const HttpRequest&, const Respond& respond) {
    respond(Json(200, {{"response_msg", "the CA of the server's certificate"}, {"ca_cert_pem", JsonText(certificate)}}));
  });
  router.Add(HealthEndpoint(), [version = options.version](const HttpRequest&, const Respond& respond) {
    respond(Json(200, {{"status", "ok"}, {"version", JsonText(version)}}));
  });
}

}  // namespace

void AddPublishedApi(Authority& authority, const PublishedApiOptions& options, Router& router) {
  AddKeyEndpoints(authority, options, router);
  AddIdentityEndpoints(authority, router);
  AddTokenEndpoints(authority, router);
  AddVerificationEndpoints(authority, router);
}

}  // namespace hardtack::authority
