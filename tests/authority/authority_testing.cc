// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The authority of the tests.

#include "tests/authority/authority_testing.h"

#include <cstdlib>
#include <fstream>
#include <future>
#include <thread>
#include <utility>

#include "doctest/doctest.h"
#include "hardtack/authority/api/openapi.h"
#include "hardtack/authority/api/own_api.h"
#include "hardtack/authority/api/public_api.h"
#include "hardtack/authority/api/published_api.h"
#include "hardtack/identity/delegate.h"
#include "hardtack/identity/restrict.h"

namespace hardtack::authority {
namespace {

std::string NewFolder() {
  std::string path = "/tmp/hardtack-authority-XXXXXX";
  REQUIRE(mkdtemp(path.data()) != nullptr);
  return path;
}

}  // namespace

TestAuthority::TestAuthority()
    : folder_(NewFolder()), root_(std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::Generate())) {
  WritePolicy(PolicyText(root_->public_key()));
  auto store = std::make_unique<MemoryStore>();
  store_ = store.get();
  Faults faults;
  auto authority = Authority::Open({folder_, keys(), 15, [this] { return now; }}, std::move(store), faults);
  for (const PolicyFault& fault : faults.told()) FAIL_CHECK(fault.message);
  REQUIRE(authority.ok());
  authority_ = *std::move(authority);
}

void TestAuthority::WritePolicy(const std::string& text) const {
  std::ofstream(folder_ + "/policy.toml", std::ios::trunc) << text;
}

std::shared_ptr<const SigningKeys> TestAuthority::keys() const {
  return SigningKeys::Create({{std::nullopt, root_, 0, std::nullopt}}).value();
}

std::vector<AuditEvent> TestAuthority::Events() {
  // What was recorded without waiting for it is there once something after it is.
  while (authority_->audit().waiting() > 0) std::this_thread::yield();
  std::vector<AuditEvent> events;
  const auto rows = store_->ReadAudit({0, 100'000, {}, {}, {}, {}});
  for (const AuditRow& row : *rows) {
    events.push_back(EventOf(row.record).value());
  }
  return events;
}

void TestAuthority::Ban(const std::string& name) {
  AuditEvent event;
  event.time = now;
  event.kind = AuditKind::kBan;
  const identity::Ban ban{{identity::BanTarget::Kind::kIdentity, name}, now, std::nullopt, "ops", "test"};
  REQUIRE(authority_->bans().Append(identity::BanEntry::Action::kBan, ban, event).ok());
}

void TestAuthority::Pass(int64_t seconds) {
  now += seconds;
  REQUIRE(authority_->bans().Refresh().ok());
}

void AddEveryApi(TestAuthority& authority, Router& router) {
  AddPublishedApi(*authority, {"", "9.9"}, router);
  AddBanApi(*authority, router);
  AddAuditApi(*authority, router);
  AddVerificationApi(*authority, router);
  AddWebKeys(*authority, router);
  AddHealth(*authority, router);
  AddOpenApi("9.9", router);
}

Credentials WithCertificate(const std::string& certificate) { return {certificate, std::nullopt, "127.0.0.1", "id"}; }
Credentials WithBearer(const std::string& token) { return {std::nullopt, token, "127.0.0.1", "id"}; }

std::string DelegatedTo(const std::string& token, const std::string& identity, int64_t now) {
  const auto parent = token::UnverifiedBiscuit::FromText(token);
  REQUIRE(parent.ok());
  identity::DelegateRequest request;
  request.identity = identity;
  request.now = now;
  request.ttl = 3600;
  const auto verdict = identity::Delegate(*parent, request);
  REQUIRE(verdict.ok());
  REQUIRE(std::holds_alternative<identity::Delegated>(*verdict));
  return std::get<identity::Delegated>(*verdict).token.ToText();
}

std::string JustInTime(const std::string& token, int64_t now) {
  identity::RestrictRequest request;
  request.now = now;
  request.third_party = true;
  const auto verdict = identity::Restrict(*token::UnverifiedBiscuit::FromText(token), request);
  REQUIRE(verdict.ok());
  REQUIRE(std::holds_alternative<token::UnverifiedBiscuit>(*verdict));
  return std::get<token::UnverifiedBiscuit>(*verdict).ToText();
}

HttpResponse Answered(const Router& router, const Call& call) {
  HttpRequest request;
  request.method = call.method;
  const size_t mark = std::min(call.target.find('?'), call.target.size());
  request.path = call.target.substr(0, mark);
  request.query = call.target.substr(std::min(mark + 1, call.target.size()));
  request.fields = call.fields;
  if (call.bearer.has_value()) request.fields.emplace_back("authorization", "Bearer " + *call.bearer);
  request.body = call.body;
  request.certificate = call.certificate;
  request.address = "127.0.0.1";
  request.id = "id";
  std::promise<HttpResponse> answer;
  router.Handle(request, [&](HttpResponse response) { answer.set_value(std::move(response)); });
  return answer.get_future().get();
}

}  // namespace hardtack::authority
