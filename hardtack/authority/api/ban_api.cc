// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bans over HTTP: what stands, signed feeds, and changes. Tested by tests/authority/ban_api_test.cc.

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

#include "hardtack/authority/api/credentials.h"
#include "hardtack/authority/api/json_body.h"
#include "hardtack/authority/api/own_api.h"
#include "hardtack/authority/api/problem.h"
#include "hardtack/authority/api/query.h"
#include "hardtack/authority/own_resources.h"
#include "hardtack/identity/ban.h"
#include "hardtack/report/bans.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using identity::Ban;
using identity::BanEntry;
using identity::BanTarget;
using Type = Parameter::Type;

constexpr int64_t kMostBans = 1000;  // in one answer

HttpResponse ProblemOf(const absl::Status& error) {
  if (absl::IsInvalidArgument(error)) return Problem(400, "invalid", std::string(error.message()));
  return Problem(503, "unavailable", "the store of the authority does not answer");
}

std::string TagOf(const identity::BanState& state) {
  return "\"" + std::to_string(state.number) + "-" + report::Hex(crypto::View(state.hash).substr(0, 8)) + "\"";
}

HttpResponse FeedResponse(const absl::StatusOr<BanBook::Feed>& feed) {
  if (!feed.ok()) return ProblemOf(feed.status());
  HttpResponse response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = feed->text;
  response.fields.emplace_back("etag", TagOf(feed->state));
  return response;
}

// Who may follow the bans: everybody whom the authority knows. What is banned is for nobody else to know.
std::optional<HttpResponse> RefuseStranger(const HttpRequest& request, const AuthorityState& state) {
  const auto caller = Authenticate(CredentialsOf(request), Accepts::kCertificateOrBearer, std::nullopt, state);
  if (const auto* denial = std::get_if<Denial>(&caller)) return Problem(*denial);
  return std::nullopt;
}

void Snapshot(Authority& authority, const HttpRequest& request, const Respond& respond) {
  if (auto refusal = RefuseStranger(request, authority.state())) return respond(*std::move(refusal));
  const std::string tag = TagOf(authority.bans().state());
  if (request.Field("if-none-match") == tag) {
    HttpResponse same;
    same.status = 304;
    same.fields.emplace_back("etag", tag);
    return respond(std::move(same));
  }
  respond(FeedResponse(authority.bans().Snapshot()));
}

void Delta(Authority& authority, const HttpRequest& request, const Respond& respond) {
  if (auto refusal = RefuseStranger(request, authority.state())) return respond(*std::move(refusal));
  auto query = Query::Read(request.query);
  if (!query.ok()) return respond(ProblemOf(query.status()));
  const std::optional<int64_t> after = query->Number("after");
  const int64_t wait = std::min(query->Number("wait").value_or(0), kMaxWaitSeconds);
  if (const absl::Status status = query->Finish(); !status.ok()) return respond(ProblemOf(status));
  if (!after.has_value()) return respond(Problem(400, "invalid", "the parameter after is missing"));
  BanBook& bans = authority.bans();
  const auto number = static_cast<uint64_t>(*after);
  if (wait == 0 || bans.state().number != number) return respond(FeedResponse(bans.Delta(number)));
  bans.Await(number, authority.now() + wait, [&bans, number, respond] { respond(FeedResponse(bans.Delta(number))); });
}

void List(Authority& authority, const HttpRequest& request, const Respond& respond) {
  const AuthorityState state = authority.state();
  AuditEvent event;
  const auto caller = Admit(CredentialsOf(request), kBansResource, "read", state, event);
  if (const auto* denial = std::get_if<Denial>(&caller)) return respond(Problem(*denial));
  auto query = Query::Read(request.query);
  if (!query.ok()) return respond(ProblemOf(query.status()));
  const auto after = static_cast<uint64_t>(query->Number("after").value_or(0));
  const auto most = static_cast<size_t>(std::min(query->Number("limit").value_or(kMostBans), kMostBans));
  if (const absl::Status status = query->Finish(); !status.ok()) return respond(ProblemOf(status));
  std::vector<BanEntry> entries = state.bans->Entries();
  std::erase_if(entries, [&](const BanEntry& entry) { return entry.number <= after; });
  if (entries.size() > most) entries.resize(most);
  HttpResponse response;
  response.body = report::BansDocument(entries);
  respond(std::move(response));
}

// A change as a request has it; the texts of its ban view this.
struct Change {
  BanEntry::Action action = BanEntry::Action::kBan;
  BanTarget::Kind kind = BanTarget::Kind::kIdentity;
  std::string target;
  std::string reason;
  std::string author;
  std::optional<int64_t> until;

  Ban At(int64_t now) const { return {{kind, target}, now, until, author, reason}; }
};

absl::StatusOr<Change> ReadChange(const HttpRequest& request) {
  auto body = JsonBody::Read(request);
  if (!body.ok()) return body.status();
  Change change;
  const std::string action = body->NeedText("action");
  const std::optional<std::string> name = body->Text("identity"), id = body->Text("revocation_id");
  change.reason = body->Text("reason").value_or("");
  change.until = body->Integer("until");
  if (!body->status().ok()) return body->status();
  if (action != "ban" && action != "unban") return absl::InvalidArgumentError("the action is neither ban nor unban");
  if (action == "unban") change.action = BanEntry::Action::kUnban;
  if (name.has_value() == id.has_value()) return absl::InvalidArgumentError("give either identity or revocation_id");
  if (name.has_value()) {
    change.target = *name;
    return change;
  }
  const auto raw = identity::ParseRevocationId(*id);
  if (!raw.has_value()) return absl::InvalidArgumentError("the revocation_id is none in hex");
  change.kind = BanTarget::Kind::kRevocationId;
  change.target = *raw;
  return change;
}

std::string ShownTarget(const Change& change) {
  return change.kind == BanTarget::Kind::kIdentity ? change.target : report::Hex(change.target);
}

void Append(Authority& authority, const HttpRequest& request, const Respond& respond) {
  absl::StatusOr<Change> change = ReadChange(request);
  if (!change.ok()) return respond(ProblemOf(change.status()));
  const AuthorityState state = authority.state();
  const Credentials credentials = CredentialsOf(request);
  const AuditKind kind = change->action == BanEntry::Action::kBan ? AuditKind::kBan : AuditKind::kUnban;
  AuditEvent event = EventFor(kind, credentials, state);
  event.subject = ShownTarget(*change);
  const auto caller = Admit(credentials, kBansResource, "write", state, event);
  if (const auto* denial = std::get_if<Denial>(&caller)) {
    event.allowed = false;
    return authority.Record(event, [respond, denial = *denial](const absl::Status&) { respond(Problem(denial)); });
  }
  change->author = std::get<Caller>(caller).actor;
  const auto number = authority.bans().Append(change->action, change->At(state.now), event);
  if (!number.ok()) return respond(ProblemOf(number.status()));
  HttpResponse response;
  response.status = 201;
  response.body = report::DocumentLine({{"number", *number}, {"target", report::JsonText(ShownTarget(*change))}});
  respond(std::move(response));
}

}  // namespace

void AddBanApi(Authority& authority, Router& router) {
  router.Add({.method = "GET",
              .path = "/v1/bans/snapshot",
              .summary = "All bans that stand, signed; with an ETag",
              .access = Access::kCertificateOrBearer,
              .content_type = "text/plain"},
             [&](const HttpRequest& request, const Respond& respond) { Snapshot(authority, request, respond); });
  router.Add({.method = "GET",
              .path = "/v1/bans/delta",
              .summary = "The entries after a number, signed; waits for one if there is none",
              .access = Access::kCertificateOrBearer,
              .content_type = "text/plain",
              .query = {{Type::kInteger, "after", "the last number that the caller knows", true},
                        {Type::kInteger, "wait", "seconds to wait for an entry, at most 55"}}},
             [&](const HttpRequest& request, const Respond& respond) { Delta(authority, request, respond); });
  router.Add({.method = "GET",
              .path = "/v1/bans",
              .summary = "Bans that stand, by number; for whom the policy allows to read authority:bans",
              .access = Access::kCertificateOrBearer,
              .query = {{Type::kInteger, "after", "numbers above this one"},
                        {Type::kInteger, "limit", "how many, at most 1000"}}},
             [&](const HttpRequest& request, const Respond& respond) { List(authority, request, respond); });
  router.Add({.method = "POST",
              .path = "/v1/bans",
              .summary = "Bans or unbans; for whom the policy allows to write authority:bans",
              .access = Access::kCertificateOrBearer,
              .success = 201,
              .body = {{Type::kText, "action", "ban or unban", true},
                       {Type::kText, "identity", "this name, and everything below it"},
                       {Type::kText, "revocation_id", "or the id of a block, in hex"},
                       {Type::kText, "reason", "why"},
                       {Type::kInteger, "until", "when the ban ends by itself, UTC seconds"}}},
             [&](const HttpRequest& request, const Respond& respond) { Append(authority, request, respond); });
}

}  // namespace hardtack::authority
