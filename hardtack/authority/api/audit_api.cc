// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The audit trail over HTTP. Tested by tests/authority/audit_api_test.cc.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "hardtack/authority/api/credentials.h"
#include "hardtack/authority/api/own_api.h"
#include "hardtack/authority/api/problem.h"
#include "hardtack/authority/api/query.h"
#include "hardtack/authority/audit/audit_event.h"
#include "hardtack/authority/audit/audit_report.h"
#include "hardtack/authority/audit/checkpoint_text.h"
#include "hardtack/authority/own_resources.h"
#include "hardtack/base/error.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using boost::json::object;
using Type = Parameter::Type;

constexpr int64_t kMostRows = 1000;  // in one answer

HttpResponse Unavailable() { return Problem(503, "unavailable", "the store of the authority does not answer"); }

std::optional<HttpResponse> Refuse(Authority& authority, const HttpRequest& request) {
  AuditEvent event;
  const auto caller = Admit(CredentialsOf(request), kAuditResource, "read", authority.state(), event);
  if (const auto* denial = std::get_if<Denial>(&caller)) return Problem(*denial);
  return std::nullopt;
}

absl::StatusOr<AuditQuery> ReadQuery(const HttpRequest& request) {
  auto query = Query::Read(request.query);
  if (!query.ok()) return query.status();
  AuditQuery audit;
  audit.after = static_cast<uint64_t>(query->Number("after").value_or(0));
  audit.most = static_cast<size_t>(std::clamp<int64_t>(query->Number("limit").value_or(kMostRows), 1, kMostRows));
  audit.actor = query->Text("actor");
  audit.kind = query->Text("kind");
  audit.since = query->Number("since");
  audit.until = query->Number("until");
  const absl::Status status = query->Finish();
  if (!status.ok()) return status;
  if (audit.kind.has_value() && !FindAuditKind(*audit.kind).has_value()) {
    return Error(ErrorKind::kInvalidArgument, "there is no such kind of events: " + *audit.kind, *audit.kind);
  }
  return audit;
}

void Rows(Authority& authority, const HttpRequest& request, const Respond& respond) {
  if (auto refusal = Refuse(authority, request)) return respond(*std::move(refusal));
  const auto query = ReadQuery(request);
  if (!query.ok()) return respond(Problem(400, "invalid", std::string(query.status().message())));
  const auto rows = authority.store().ReadAudit(*query);
  if (!rows.ok()) return respond(Unavailable());
  boost::json::array list;
  for (const AuditRow& row : *rows) list.push_back(AuditRowJson(row));
  object json{{"rows", std::move(list)}};
  json["next"] = rows->size() == query->most ? boost::json::value(rows->back().number) : nullptr;
  HttpResponse response;
  response.body = report::DocumentLine(json);
  respond(std::move(response));
}

void Checkpoint(Authority& authority, const HttpRequest& request, const Respond& respond) {
  if (auto refusal = Refuse(authority, request)) return respond(*std::move(refusal));
  const absl::Status made = authority.Checkpoint();
  const auto checkpoints = authority.store().ReadCheckpoints();
  if (!made.ok() || !checkpoints.ok()) return respond(Unavailable());
  if (checkpoints->empty()) return respond(Problem(404, "not-found", "nothing is recorded yet"));
  HttpResponse response;
  response.body = CheckpointDocument(checkpoints->back());
  respond(std::move(response));
}

}  // namespace

void AddAuditApi(Authority& authority, Router& router) {
  router.Add({.method = "GET",
              .path = "/v1/audit",
              .summary = "Rows of the audit trail; for whom the policy allows to read authority:audit",
              .access = Access::kCertificateOrBearer,
              .query = {{Type::kInteger, "after", "numbers above this one"},
                        {Type::kInteger, "limit", "how many, at most 1000"},
                        {Type::kText, "actor", "of this name and all below it"},
                        {Type::kText, "kind", "of this kind"},
                        {Type::kInteger, "since", "from this moment on, UTC seconds"},
                        {Type::kInteger, "until", "before this moment"}}},
             [&](const HttpRequest& request, const Respond& respond) { Rows(authority, request, respond); });
  router.Add({.method = "GET",
              .path = "/v1/audit/checkpoint",
              .summary = "Where the trail has come to, signed; kept elsewhere it shows when the trail is cut off",
              .access = Access::kCertificateOrBearer},
             [&](const HttpRequest& request, const Respond& respond) { Checkpoint(authority, request, respond); });
}

}  // namespace hardtack::authority
