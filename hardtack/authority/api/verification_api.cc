// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verification of presented tokens, with lineage and explanation. Whoever has a token may ask what it is worth: it is
// the token that is asked about, and the answer names nobody else. Tested by tests/authority/verification_api_test.cc.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "hardtack/authority/api/credentials.h"
#include "hardtack/authority/api/json_body.h"
#include "hardtack/authority/api/own_api.h"
#include "hardtack/authority/api/problem.h"
#include "hardtack/authority/api/recorded.h"
#include "hardtack/authority/told_refusal.h"
#include "hardtack/report/authorization_report.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using identity::Refusal;
using identity::VerdictExplanation;
using Type = Parameter::Type;

// What came of a verification: whether the token holds, and the document that says so.
struct Outcome {
  bool valid = false;
  std::string document;
  std::string reason;
};

// Whether it is not the token that is banned, but the name that was asked about.
template <typename Verdict>
bool IsBannedByRequest(const absl::StatusOr<Verdict>& verdict) {
  const auto* refusal = verdict.ok() ? std::get_if<Refusal>(&*verdict) : nullptr;
  const auto* banned = refusal == nullptr ? nullptr : std::get_if<identity::Banned>(refusal);
  return banned != nullptr && !banned->block.has_value();
}

// Verifies `token` for `request` and, if asked, explains; `show` makes the document of what was verified.
template <typename Verifier, typename Request, typename Show>
Outcome Verify(const Verifier& verifier, const token::UnverifiedBiscuit& token, Request request, bool explain,
               Show show) {
  auto verdict = verifier.Verify(token, request);
  if (IsBannedByRequest(verdict)) {
    // Whoever has some token could ask so about any name. Where the token is none of that name's, it is told that alone.
    Request without_bans = request;
    without_bans.bans = {};
    auto of_the_token = verifier.Verify(token, without_bans);
    if (of_the_token.ok() && std::holds_alternative<Refusal>(*of_the_token)) {
      verdict = std::move(of_the_token);
      request = std::move(without_bans);
    }
  }
  if (!verdict.ok()) return {false, report::NotVerifiedDocument(verdict.status()), std::string(verdict.status().message())};
  std::optional<VerdictExplanation> explanation;
  if (explain) {
    auto explained = verifier.Explain(token, request);
    if (explained.ok()) explanation = *std::move(explained);
  }
  const VerdictExplanation* shown = explanation.has_value() ? &*explanation : nullptr;
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) {
    return {false, report::NotVerifiedDocument(ToldOf(*refusal), shown), identity::Describe(*refusal)};
  }
  return {true, show(*verdict, shown), "valid"};
}

void RespondOutcome(Authority& authority, AuditEvent event, Outcome outcome, Respond respond) {
  event.allowed = outcome.valid;
  event.reason = std::move(outcome.reason);
  const auto granted = [](const std::string& document) {
    HttpResponse response;
    response.body = document;
    return response;
  };
  RespondRecorded(authority, Answer<std::string>{std::move(outcome.document), std::move(event)}, std::move(respond),
                  granted, [](const Denial& denial) { return Problem(denial); });
}

HttpResponse Invalid(const absl::Status& error) { return Problem(400, "invalid", std::string(error.message())); }

void AddSeen(const token::UnverifiedBiscuit& token, AuditEvent& event) {
  for (const std::string& id : token.RevocationIds()) event.seen.push_back(report::Hex(id));
}

void VerifyIdentity(Authority& authority, const HttpRequest& request, Respond respond) {
  auto body = JsonBody::Read(request);
  if (!body.ok()) return respond(Invalid(body.status()));
  const AuthorityState state = authority.state();
  const std::string text = body->NeedText("token");
  const identity::VerifyRequest question{state.now, body->Text("identity"), body->Text("domain"), {},
                                         state.ban_policy()};
  const bool explain = body->Flag("explain");
  if (!body->status().ok()) return respond(Invalid(body->status()));
  const auto token = token::UnverifiedBiscuit::FromText(text);
  if (!token.ok()) return respond(Invalid(token.status()));
  AuditEvent event = EventFor(AuditKind::kVerify, CredentialsOf(request), state);
  event.subject = question.identity.value_or("");
  event.domain = question.domain.value_or("");
  AddSeen(*token, event);
  const auto show = [](const auto& verdict, const VerdictExplanation* explanation) {
    return report::VerifiedDocument(std::get<identity::Verified>(verdict), explanation);
  };
  RespondOutcome(authority, std::move(event),
                 Verify(state.verifiers->identities, *token, question, explain, show), std::move(respond));
}

void VerifyAuthorization(Authority& authority, const HttpRequest& request, Respond respond) {
  auto body = JsonBody::Read(request);
  if (!body.ok()) return respond(Invalid(body.status()));
  const AuthorityState state = authority.state();
  const std::string text = body->NeedText("token");
  identity::AuthorizationRequest question;
  question.now = state.now;
  question.subject = body->Text("subject");
  question.resource = body->NeedText("resource");
  question.operation = body->NeedText("operation");
  question.domain = body->Text("domain");
  question.bans = state.ban_policy();
  const bool explain = body->Flag("explain");
  if (!body->status().ok()) return respond(Invalid(body->status()));
  const auto token = token::UnverifiedBiscuit::FromText(text);
  if (!token.ok()) return respond(Invalid(token.status()));
  AuditEvent event = EventFor(AuditKind::kVerify, CredentialsOf(request), state);
  event.subject = question.subject.value_or("");
  event.resource = question.resource;
  event.operation = question.operation;
  event.domain = question.domain.value_or("");
  AddSeen(*token, event);
  const auto show = [](const auto& verdict, const VerdictExplanation* explanation) {
    return report::AuthorizedDocument(std::get<identity::Authorized>(verdict), explanation);
  };
  RespondOutcome(authority, std::move(event),
                 Verify(state.verifiers->authorizations, *token, question, explain, show), std::move(respond));
}

}  // namespace

void AddVerificationApi(Authority& authority, Router& router) {
  router.Add({.method = "POST",
              .path = "/v1/identities/verify",
              .summary = "Whom a token stands for, by which lineage; with explain why, or why not",
              .body = {{Type::kText, "token", "an identity token", true},
                       {Type::kText, "identity", "who acts; left out: the deepest name of the token"},
                       {Type::kText, "domain", "where"},
                       {Type::kBoolean, "explain", "whether to say why"}}},
             [&](const HttpRequest& request, Respond respond) {
               VerifyIdentity(authority, request, std::move(respond));
             });
  router.Add({.method = "POST",
              .path = "/v1/authorizations/verify",
              .summary = "Whether a token allows an operation on a resource; with explain why, or why not",
              .body = {{Type::kText, "token", "an authorization token", true},
                       {Type::kText, "subject", "who presents it; left out: whoever bears it"},
                       {Type::kText, "resource", "what for", true},
                       {Type::kText, "operation", "to do what", true},
                       {Type::kText, "domain", "where"},
                       {Type::kBoolean, "explain", "whether to say why"}}},
             [&](const HttpRequest& request, Respond respond) {
               VerifyAuthorization(authority, request, std::move(respond));
             });
}

}  // namespace hardtack::authority
