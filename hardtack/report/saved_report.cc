// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Saved tokens, shown. Tested by tests/report/saved_report_test.cc and by tests/cli/store.txt.

#include "hardtack/report/saved_report.h"

#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/saved_json.h"
#include "hardtack/report/table.h"
#include "hardtack/report/time_text.h"

namespace hardtack::report {
namespace {

using boost::json::object;
using boost::json::value;

value TextOrNull(const std::string& text) { return text.empty() ? value(nullptr) : value(JsonText(text)); }

std::string MessageOf(const SavedToken& token) { return std::string(token.error.message()); }

std::string_view StatusOf(const SavedToken& token) {
  if (!token.error.ok()) return "unreadable";
  return token.expired ? "expired" : "valid";
}

object SavedTokenJson(const SavedToken& token, int64_t now) {
  const bool readable = token.error.ok();
  object json{
      {"name", JsonText(token.name)},
      {"identity", TextOrNull(token.identity)},
      {"kind", readable ? value(JsonText(identity::NameOf(token.kind))) : value(nullptr)},
      {"status", JsonText(StatusOf(token))},
      {"expires", token.expires.has_value() ? value(*token.expires) : value(nullptr)},
      {"expires_in_human", readable ? value(JsonText(ExpiryText(token.expires, now))) : value(nullptr)},
      {"token_path", JsonText(token.path)},
  };
  if (!readable) json["error"] = JsonText(MessageOf(token));
  return json;
}

using Line = TableLine<5>;

Line LineOf(const SavedToken& token, int64_t now) {
  if (!token.error.ok()) return {EscapeLine(token.name), "-", "-", "unreadable", EscapeLine(MessageOf(token))};
  return {EscapeLine(token.name), token.identity.empty() ? "-" : EscapeLine(token.identity),
          std::string(identity::NameOf(token.kind)), std::string(StatusOf(token)), ExpiryText(token.expires, now)};
}

}  // namespace

value TokenOrNull(const token::UnverifiedBiscuit& token, const SavedAs& saved) {
  return saved.name.empty() ? value(JsonText(token.ToText())) : value(nullptr);
}

void AddSaved(const SavedAs& saved, object& json) {
  json["saved"] = !saved.name.empty();
  json["saved_as"] = TextOrNull(saved.name);
  json["token_path"] = TextOrNull(saved.path);
}

std::string MadeTokenDocument(const token::UnverifiedBiscuit& token, const SavedAs& saved) {
  object json{{"success", true}, {"token", TokenOrNull(token, saved)}};
  AddSaved(saved, json);
  return DocumentLine(json);
}

std::string MadeTokenText(const token::UnverifiedBiscuit& token, const SavedAs& saved) {
  if (saved.name.empty()) return token.ToText() + '\n';
  return "saved as " + EscapeLine(saved.name) + ": " + EscapeLine(saved.path) + '\n';
}

std::string SavedTokensDocument(std::span<const SavedToken> tokens, int64_t now) {
  boost::json::array list;
  for (const SavedToken& token : tokens) list.push_back(SavedTokenJson(token, now));
  return DocumentLine({{"success", true}, {"tokens", std::move(list)}});
}

std::string SavedTokensText(std::span<const SavedToken> tokens, int64_t now) {
  if (tokens.empty()) return "no saved tokens\n";
  std::vector<Line> lines = {{"name", "identity", "kind", "status", "expires"}};
  for (const SavedToken& token : tokens) lines.push_back(LineOf(token, now));
  return TableText(lines);
}

std::string DeletedDocument(std::span<const std::string> names) {
  boost::json::array list;
  for (const std::string& name : names) list.push_back(JsonText(name));
  return DocumentLine({{"success", true}, {"deleted", std::move(list)}});
}

}  // namespace hardtack::report
