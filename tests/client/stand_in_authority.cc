// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The stand-in.

#include "tests/client/stand_in_authority.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <variant>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/issue.h"
#include "hardtack/identity/issue_authorization.h"
#include "hardtack/identity/verify.h"

namespace hardtack::client {
namespace {

using boost::json::object;
using token::UnverifiedBiscuit;

int64_t Now() { return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()); }

ServedReply Reply(const object& json, int status = 200) { return {status, boost::json::serialize(json)}; }
ServedReply Deny(const char* reason) { return Reply({{"response_msg", reason}, {"token", nullptr}}, 401); }

object BodyOf(const ServedRequest& request) { return boost::json::parse(request.body).as_object(); }

// A member that is text; empty: it is something else.
std::string TextIn(const object& json, const char* name) {
  const auto* member = json.if_contains(name);
  return member != nullptr && member->is_string() ? std::string(member->as_string()) : std::string();
}

}  // namespace

StandInAuthority::StandInAuthority()
    : ca_(MakeAuthority("test CA")),
      client_(MakeCertificate(ca_, "URI:urn:test:argo-cli0")),
      root_(crypto::PrivateKey::Generate()) {
  const ServerOptions options{MakeCertificate(ca_, "IP:127.0.0.1,DNS:localhost"), ca_.certificate};
  server_ = std::make_unique<HttpsServer>(options, [this](const ServedRequest& request) { return Answer(request); });
}

void StandInAuthority::Plan(const std::string& path, ServedReply reply) {
  const std::lock_guard lock(mutex_);
  planned_.emplace_back(path, std::move(reply));
}

void StandInAuthority::Ban(const std::string& name) {
  const std::lock_guard lock(mutex_);
  identity::Ban ban;
  ban.target.value = name;
  bans_.Add(ban).IgnoreError();
}

std::optional<ServedReply> StandInAuthority::TakePlanned(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto planned = std::ranges::find_if(planned_, [&](const auto& plan) { return plan.first == path; });
  if (planned == planned_.end()) return std::nullopt;
  ServedReply reply = std::move(planned->second);
  planned_.erase(planned);
  return reply;
}

ServedReply StandInAuthority::Answer(const ServedRequest& request) {
  const std::string path = request.path.substr(0, request.path.find('?'));
  if (auto planned = TakePlanned(path)) return *std::move(planned);
  if (path == "/public_key") return Reply({{"response_msg", "ok"}, {"public_key", crypto::ToPem(root_.public_key())}});
  if (path == "/ca_cert") return Reply({{"response_msg", "ok"}, {"ca_cert_pem", ca_.certificate}});
  if (path == "/request_identity_token") return Authenticate(request);
  if (path == "/refresh_identity_token") return Refresh(request);
  if (path == "/request_token") return Grant(request);
  if (path.starts_with("/v1/bans/")) return Bans(request);
  return Reply({{"response_msg", "no such endpoint"}}, 404);
}

ServedReply StandInAuthority::GiveIdentity(const std::string& subject, int64_t ttl) {
  const identity::IssueRequest request{subject, Now(), ttl, false, std::nullopt, std::nullopt};
  const auto verdict = identity::Issue(request, root_);
  if (!verdict.ok() || !std::holds_alternative<UnverifiedBiscuit>(*verdict)) return Deny("no such subject");
  return Reply({{"response_msg", "ok"},
                {"token", std::get<UnverifiedBiscuit>(*verdict).ToText()},
                {"expires_in", ttl},
                {"identity", subject}});
}

ServedReply StandInAuthority::Authenticate(const ServedRequest& request) {
  if (request.identity.empty()) return Deny("no client certificate");
  const std::string ttl = TextIn(BodyOf(request), "identifier");
  return GiveIdentity(request.identity, ttl.empty() ? 3600 : std::stoll(ttl));
}

std::string StandInAuthority::Bearer(const std::string& text) const {
  const auto token = UnverifiedBiscuit::FromText(text);
  const auto verifier = identity::Verifier::Create(token::SingleRootKey(root_.public_key()));
  if (!token.ok() || !verifier.ok()) return {};
  const auto verdict = verifier->Verify(*token, {Now(), std::nullopt, std::nullopt});
  if (!verdict.ok() || !std::holds_alternative<identity::Verified>(*verdict)) return {};
  return std::get<identity::Verified>(*verdict).identity;
}

ServedReply StandInAuthority::Refresh(const ServedRequest& request) {
  const std::string token = TextIn(BodyOf(request), "current_token");
  const std::string bearer = Bearer(token);
  if (bearer.empty()) return Deny("the token is not valid");
  if (UnverifiedBiscuit::FromText(token)->block_count() > 1) return Deny("a delegated token is not refreshed");
  return GiveIdentity(bearer, 7200);
}

ServedReply StandInAuthority::Grant(const ServedRequest& request) {
  const std::string bearer = request.Field("authorization");
  const std::string actor = bearer.empty() ? request.identity : Bearer(bearer.substr(bearer.find(' ') + 1));
  if (actor.empty()) return Deny("nobody that is known");
  const object body = BodyOf(request);
  const identity::Right right{actor, TextIn(body, "resource"), TextIn(body, "operation")};
  if (right.resource != "resource1" || right.operation != "read") return Deny("no rule allows it");
  identity::IssueAuthorizationRequest issue;
  issue.grant.right = right;
  issue.now = Now();
  issue.ttl = 300;
  const auto verdict = identity::IssueAuthorization(issue, root_);
  return Reply({{"response_msg", "granted"}, {"token", std::get<UnverifiedBiscuit>(*verdict).ToText()}}, 201);
}

ServedReply StandInAuthority::Bans(const ServedRequest& request) {
  if (request.path == "/v1/bans/snapshot") {
    const std::lock_guard lock(mutex_);
    return {200, bans_.SignSnapshot(Now(), root_).value()};
  }
  const uint64_t after = std::stoull(request.path.substr(request.path.find("after=") + 6));
  for (int i = 0; i < 100; ++i) {
    {
      const std::lock_guard lock(mutex_);
      if (bans_.state().number > after) break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const std::lock_guard lock(mutex_);
  return {200, bans_.SignDelta(after, Now(), root_).value()};
}

}  // namespace hardtack::client
