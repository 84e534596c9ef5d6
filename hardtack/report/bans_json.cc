// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bans as JSON. Tested by tests/cli/ban.txt.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "hardtack/report/bans.h"
#include "hardtack/report/json_text.h"

namespace hardtack::report {
namespace {

using boost::json::object;
using boost::json::value;
using identity::BanEntry;
using identity::BanFeedHeader;
using identity::BanTarget;

object EntryJson(const BanEntry& entry) {
  const identity::Ban& ban = entry.ban;
  const bool is_identity = ban.target.kind == BanTarget::Kind::kIdentity;
  return {{"number", entry.number},
          {"action", entry.action == BanEntry::Action::kBan ? "ban" : "unban"},
          {"kind", is_identity ? "identity" : "revocation-id"},
          {"target", JsonText(is_identity ? std::string(ban.target.value) : Hex(ban.target.value))},
          {"since", ban.since},
          {"until", ban.until.has_value() ? value(*ban.until) : value(nullptr)},
          {"author", JsonText(ban.author)},
          {"reason", JsonText(ban.reason)}};
}

}  // namespace

std::string BanWrittenDocument(const BanEntry& entry, bool replaced, std::string_view above) {
  object json{{"success", true},
              {"replaced", replaced},
              {"banned_above", above.empty() ? value(nullptr) : value(JsonText(above))}};
  for (auto& member : EntryJson(entry)) json.insert(member);
  return DocumentLine(json);
}

std::string BansDocument(std::span<const BanEntry> entries) {
  boost::json::array bans;
  bans.reserve(entries.size());
  for (const BanEntry& entry : entries) bans.push_back(EntryJson(entry));
  return DocumentLine({{"success", true}, {"bans", std::move(bans)}});
}

std::string BanFeedDocument(const BanFeedHeader& header, std::string_view out, std::string_view text) {
  const bool delta = header.kind == BanFeedHeader::Kind::kDelta;
  return DocumentLine({{"success", true},
                       {"feed", delta ? "delta" : "snapshot"},
                       {"after", delta ? value(header.after.number) : value(nullptr)},
                       {"number", header.state.number},
                       {"hash", JsonText(Hex(crypto::View(header.state.hash)))},
                       {"as_of", header.as_of},
                       {"entries", header.count},
                       {text.empty() ? "out" : "text", JsonText(text.empty() ? out : text)}});
}

std::string BanListDocument(const identity::BanList& list, int64_t now) {
  return DocumentLine({{"success", true},
                       {"valid", true},
                       {"number", list.state().number},
                       {"hash", JsonText(Hex(crypto::View(list.state().hash)))},
                       {"as_of", list.as_of()},
                       {"age", list.Age(now)},
                       {"bans", list.size()}});
}

}  // namespace hardtack::report
