// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Who delegated to whom, and what each did. Tested by tests/authority/audit_tree_test.cc.

#include "hardtack/authority/audit/audit_tree.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "hardtack/report/escape.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/time_text.h"
#include "hardtack/report/tree_text.h"

namespace hardtack::authority {
namespace {

using boost::json::array;
using boost::json::object;
using report::EscapeLine;
using report::JsonText;

std::string DeedText(const AuditDeed& deed) {
  std::string text(NameOf(deed.kind));
  if (!deed.operation.empty()) text += fmt::format(" {}", EscapeLine(deed.operation));
  if (!deed.resource.empty()) text += fmt::format(" on {}", EscapeLine(deed.resource));
  text += deed.allowed ? ": allowed" : ": denied";
  if (deed.count > 1) text += fmt::format(", {} times", deed.count);
  text += ", " + std::string(deed.count > 1 ? "last " : "") + report::TimeText(deed.last);
  if (!deed.allowed && !deed.last_reason.empty()) text += " (" + EscapeLine(deed.last_reason) + ")";
  return text;
}

// What `name` adds to the name above it.
std::string_view Added(std::string_view name, std::string_view above) {
  return !above.empty() && name.starts_with(above) && name.size() > above.size() ? name.substr(above.size()) : name;
}

struct Place {
  std::string name;
  std::string above;
  size_t depth;
};

// Depth first, without recursion: lineages are as deep as callers like.
template <typename Visit>
void Walk(const AuditTree& tree, const std::string& root, Visit visit) {
  std::vector<Place> open;
  const std::vector<std::string> roots = root.empty() ? tree.Roots() : std::vector<std::string>{root};
  for (auto name = roots.rbegin(); name != roots.rend(); ++name) open.push_back({*name, {}, 0});
  while (!open.empty()) {
    const Place place = std::move(open.back());
    open.pop_back();
    const auto node = tree.nodes().find(place.name);
    if (node == tree.nodes().end()) continue;
    visit(node->second, place);
    const std::set<std::string>& children = node->second.children;
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      open.push_back({*child, place.name, place.depth + 1});
    }
  }
}

object DeedJson(const AuditDeed& deed) {
  return {{"kind", JsonText(NameOf(deed.kind))},
          {"resource", JsonText(deed.resource)},
          {"operation", JsonText(deed.operation)},
          {"allowed", deed.allowed},
          {"count", deed.count},
          {"last", deed.last},
          {"last_reason", JsonText(deed.last_reason)}};
}

object NodeJson(const AuditNode& node, const Place& place) {
  array deeds, children;
  for (const AuditDeed& deed : node.deeds) deeds.push_back(DeedJson(deed));
  for (const std::string& child : node.children) children.emplace_back(JsonText(child));
  object json{{"name", JsonText(node.name)}, {"depth", place.depth}};
  json["banned_since"] = node.banned_since.has_value() ? boost::json::value(*node.banned_since) : nullptr;
  json["deeds"] = std::move(deeds);
  json["children"] = std::move(children);
  return json;
}

}  // namespace

void AuditTree::Add(const AuditEvent& event) {
  const std::string* above = nullptr;
  for (const std::string& name : event.lineage) {
    AuditNode& node = nodes_[name];
    node.name = name;
    // A name twice in a row delegates nothing, and one that comes back would make a circle.
    if (above != nullptr && *above != name && name.starts_with(*above)) {
      nodes_[*above].children.insert(name);
      delegated_.insert(name);
    }
    above = &name;
  }
  if (!event.actor.empty()) AddDeed(event);
  if (event.kind != AuditKind::kBan && event.kind != AuditKind::kUnban) return;
  if (event.subject.empty() || !event.allowed) return;
  AuditNode& banned = nodes_[event.subject];
  banned.name = event.subject;
  banned.banned_since = event.kind == AuditKind::kBan ? std::optional(event.time) : std::nullopt;
}

void AuditTree::AddDeed(const AuditEvent& event) {
  AuditNode& node = nodes_[event.actor];
  node.name = event.actor;
  const auto [place, is_new] = deeds_.try_emplace(
      DeedKey(event.actor, event.kind, event.resource, event.operation, event.allowed), node.deeds.size());
  if (is_new) node.deeds.push_back({event.kind, event.resource, event.operation, event.allowed, 0, 0, {}});
  AuditDeed& deed = node.deeds[place->second];
  ++deed.count;
  deed.last = event.time;
  if (!event.allowed) deed.last_reason = event.reason;
}

std::vector<std::string> AuditTree::Roots() const {
  std::vector<std::string> roots;
  for (const auto& [name, node] : nodes_) {
    if (!delegated_.contains(name)) roots.push_back(name);
  }
  return roots;
}

std::string AuditTreeText(const AuditTree& tree, const std::string& root) {
  report::TreeText text;
  Walk(tree, root, [&](const AuditNode& node, const Place& place) {
    std::string line = EscapeLine(Added(node.name, place.above));
    if (node.banned_since.has_value()) line += "  banned since " + report::TimeText(*node.banned_since);
    text.Add(place.depth, std::move(line));
    for (const AuditDeed& deed : node.deeds) text.Add(place.depth + 1, DeedText(deed));
  });
  return text.Draw();
}

std::string AuditTreeDocument(const AuditTree& tree, const std::string& root) {
  array list;
  Walk(tree, root, [&](const AuditNode& node, const Place& place) { list.push_back(NodeJson(node, place)); });
  return report::DocumentLine({{"success", true}, {"identities", std::move(list)}});
}

}  // namespace hardtack::authority
