// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Audit events as JSON. Tested by tests/authority/audit_event_test.cc.

#include "hardtack/authority/audit/audit_event.h"

#include <algorithm>
#include <array>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using boost::json::object;
using boost::json::value;

// In the order of AuditKind.
constexpr std::array<std::string_view, 11> kKinds = {"start", "reload", "issue",  "refresh", "mint", "authorize",
                                                     "stub",  "sign",   "verify", "ban",     "unban"};
static_assert(kKinds.size() == static_cast<size_t>(AuditKind::kUnban) + 1);

void AddText(object& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json[name] = report::JsonText(text);
}

void AddTexts(object& json, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  boost::json::array list;
  for (const std::string& text : texts) list.emplace_back(report::JsonText(text));
  json[name] = std::move(list);
}

object ToJson(const AuditEvent& event) {
  object json{{"time", event.time}, {"kind", NameOf(event.kind)}};
  AddText(json, "request_id", event.request_id);
  AddText(json, "address", event.address);
  if (event.certificate.has_value()) json["certificate"] = report::JsonText(*event.certificate);
  AddText(json, "actor", event.actor);
  AddTexts(json, "lineage", event.lineage);
  AddText(json, "subject", event.subject);
  AddText(json, "resource", event.resource);
  AddText(json, "operation", event.operation);
  AddText(json, "domain", event.domain);
  json["allowed"] = event.allowed;
  AddText(json, "reason", event.reason);
  json["generation"] = event.generation;
  AddText(json, "policy", event.policy_hash);
  AddTexts(json, "seen", event.seen);
  AddTexts(json, "issued", event.issued);
  if (event.expires.has_value()) json["expires"] = *event.expires;
  return json;
}

// Reads members one by one, and whether all were as they should be.
class Members {
 public:
  explicit Members(const object& json) : json_(json) {}

  std::string Text(std::string_view name) {
    const value* member = Find(name);
    if (member == nullptr) return {};
    if (!member->is_string()) return Fault<std::string>();
    return std::string(std::string_view(member->get_string()));
  }

  std::vector<std::string> Texts(std::string_view name) {
    std::vector<std::string> texts;
    const value* member = Find(name);
    if (member == nullptr) return texts;
    if (!member->is_array()) return Fault<std::vector<std::string>>();
    for (const value& text : member->get_array()) {
      if (!text.is_string()) return Fault<std::vector<std::string>>();
      texts.emplace_back(std::string_view(text.get_string()));
    }
    return texts;
  }

  std::optional<int64_t> Integer(std::string_view name) {
    const value* member = Find(name);
    if (member == nullptr) return std::nullopt;
    boost::json::error_code error;
    const auto number = member->to_number<int64_t>(error);
    if (error) return Fault<std::optional<int64_t>>();
    return number;
  }

  bool Boolean(std::string_view name) {
    const value* member = Find(name);
    if (member == nullptr || !member->is_bool()) return Fault<bool>();
    return member->get_bool();
  }

  // Every member was one that was asked for, and of its type.
  bool AllRead() const { return sound_ && read_ == json_.size(); }

 private:
  const value* Find(std::string_view name) {
    const value* member = json_.if_contains(name);
    if (member != nullptr) ++read_;
    return member;
  }

  template <typename T>
  T Fault() {
    sound_ = false;
    return T();
  }

  const object& json_;
  size_t read_ = 0;
  bool sound_ = true;
};

absl::Status Malformed(std::string_view why, const AuditRecord& record) {
  return Error(ErrorKind::kInvalidArgument, "not an audit event: " + std::string(why), record.event);
}

std::optional<std::string> TextUnlessEmpty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

std::string_view NameOf(AuditKind kind) { return kKinds[static_cast<size_t>(kind)]; }

std::optional<AuditKind> FindAuditKind(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name);
  if (found == kKinds.end()) return std::nullopt;
  return static_cast<AuditKind>(found - kKinds.begin());
}

AuditRecord RecordOf(const AuditEvent& event) {
  std::string line = report::DocumentLine(ToJson(event));
  line.pop_back();  // the line feed
  return {event.time, std::string(NameOf(event.kind)), event.actor, std::move(line)};
}

absl::StatusOr<AuditEvent> EventOf(const AuditRecord& record) {
  boost::json::error_code error;
  const value json = boost::json::parse(record.event, error);
  if (error || !json.is_object()) return Malformed("no JSON object", record);
  Members members(json.get_object());
  AuditEvent event;
  const std::optional<AuditKind> kind = FindAuditKind(members.Text("kind"));
  if (!kind.has_value()) return Malformed("of no known kind", record);
  event.kind = *kind;
  event.time = members.Integer("time").value_or(0);
  event.request_id = members.Text("request_id");
  event.address = members.Text("address");
  event.certificate = TextUnlessEmpty(members.Text("certificate"));
  event.actor = members.Text("actor");
  event.lineage = members.Texts("lineage");
  event.subject = members.Text("subject");
  event.resource = members.Text("resource");
  event.operation = members.Text("operation");
  event.domain = members.Text("domain");
  event.allowed = members.Boolean("allowed");
  event.reason = members.Text("reason");
  event.generation = static_cast<uint64_t>(members.Integer("generation").value_or(0));
  event.policy_hash = members.Text("policy");
  event.seen = members.Texts("seen");
  event.issued = members.Texts("issued");
  event.expires = members.Integer("expires");
  if (!members.AllRead()) return Malformed("a member is missing, unknown or of another type", record);
  if (event.time != record.time || NameOf(event.kind) != record.kind || event.actor != record.actor) {
    return Malformed("its columns say something else", record);
  }
  return event;
}

}  // namespace hardtack::authority
