// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bans as a table and as a tree. Tested by tests/cli/ban.txt.

#include <algorithm>
#include <vector>

#include "hardtack/report/bans.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/table.h"
#include "hardtack/report/time_text.h"

namespace hardtack::report {
namespace {

using identity::Ban;
using identity::BanEntry;
using identity::BanTarget;

bool IsOfIdentity(const BanEntry& entry) { return entry.ban.target.kind == BanTarget::Kind::kIdentity; }

std::string OrDash(std::string_view text) { return text.empty() ? "-" : EscapeLine(text); }

TableLine<6> LineOf(const BanEntry& entry) {
  const Ban& ban = entry.ban;
  return {std::to_string(entry.number), BanTargetText(ban.target),
          TimeText(ban.since),          ban.until.has_value() ? TimeText(*ban.until) : "-",
          OrDash(ban.author),           OrDash(ban.reason)};
}

// One segment of a name. A tree is its nodes in the order in which it is drawn.
struct Node {
  std::string_view label;
  size_t depth = 0;
  const Ban* ban = nullptr;  // not owned; null: only names below are banned
};

using Segments = std::vector<std::string_view>;

Segments Split(std::string_view name) {
  Segments segments;
  for (size_t start = 0; start <= name.size();) {
    const size_t end = std::min(name.find(':', start), name.size());
    segments.push_back(name.substr(start, end - start));
    start = end + 1;
  }
  return segments;
}

struct BannedName {
  Segments segments;
  const Ban* ban;
};

// By segments rather than by characters: "a:b" comes right after "a", even where there is "a b".
std::vector<BannedName> SortedNames(std::span<const BanEntry> entries) {
  std::vector<BannedName> names;
  for (const BanEntry& entry : entries) {
    if (IsOfIdentity(entry)) names.push_back({Split(entry.ban.target.value), &entry.ban});
  }
  std::ranges::sort(names, {}, &BannedName::segments);
  return names;
}

std::vector<Node> MakeTree(std::span<const BanEntry> entries) {
  std::vector<Node> nodes;
  Segments above;
  for (const BannedName& name : SortedNames(entries)) {
    const auto [differs, ignored] = std::ranges::mismatch(name.segments, above);
    for (auto segment = differs; segment != name.segments.end(); ++segment) {
      nodes.push_back({*segment, static_cast<size_t>(segment - name.segments.begin()), nullptr});
    }
    nodes.back().ban = name.ban;
    above = name.segments;
  }
  return nodes;
}

std::string BanText(const Ban& ban) {
  std::string text = "banned since " + TimeText(ban.since);
  if (ban.until.has_value()) text += " until " + TimeText(*ban.until);
  if (!ban.author.empty()) text += " by " + EscapeLine(ban.author);
  if (!ban.reason.empty()) text += ": " + EscapeLine(ban.reason);
  return text;
}

// Branches and label, for each node. Drawn from the last line up: by then it is known whether a branch goes on below.
std::vector<std::string> DrawBranches(const std::vector<Node>& nodes) {
  std::vector<std::string> lines(nodes.size());
  std::vector<bool> goes_on;  // at each depth
  for (size_t i = nodes.size(); i-- > 0;) {
    const size_t depth = nodes[i].depth;
    goes_on.resize(depth + 1);
    std::string& line = lines[i];
    for (size_t above = 1; above < depth; ++above) line += goes_on[above] ? "│  " : "   ";
    if (depth > 0) line += goes_on[depth] ? "├─ " : "└─ ";
    line += EscapeLine(nodes[i].label);
    goes_on[depth] = true;
  }
  return lines;
}

}  // namespace

std::string BanTargetText(const BanTarget& target) {
  if (target.kind == BanTarget::Kind::kIdentity) return EscapeLine(target.value);
  return "block " + Shortened(Hex(target.value));
}

std::string BanCountText(uint64_t bans) { return std::to_string(bans) + (bans == 1 ? " ban" : " bans"); }

std::string BanTableText(std::span<const BanEntry> entries) {
  std::vector<TableLine<6>> lines = {{"entry", "banned", "since", "until", "by", "reason"}};
  for (const BanEntry& entry : entries) lines.push_back(LineOf(entry));
  return TableText(lines);
}

std::string BanTreeText(std::span<const BanEntry> entries) {
  const std::vector<Node> nodes = MakeTree(entries);
  const std::vector<std::string> branches = DrawBranches(nodes);
  size_t width = 0;
  for (const std::string& branch : branches) width = std::max(width, Width(branch));
  std::string text;
  for (size_t i = 0; i < nodes.size(); ++i) {
    text += branches[i];
    if (nodes[i].ban != nullptr) {
      text.append(width - Width(branches[i]) + 2, ' ');
      text += BanText(*nodes[i].ban);
    }
    text += '\n';
  }
  const auto blocks = std::ranges::count_if(entries, [](const BanEntry& entry) { return !IsOfIdentity(entry); });
  if (blocks > 0) text += std::to_string(blocks) + (blocks == 1 ? " banned block\n" : " banned blocks\n");
  return text;
}

}  // namespace hardtack::report
