// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// AuditTree is what an audit trail tells of identities: who delegated to whom, and what each of them did. Not
// thread-safe.

#ifndef HARDTACK_AUTHORITY_AUDIT_AUDIT_TREE_H_
#define HARDTACK_AUTHORITY_AUDIT_AUDIT_TREE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "hardtack/authority/audit/audit_event.h"

namespace hardtack::authority {

// What somebody did again and again.
struct AuditDeed {
  AuditKind kind = AuditKind::kStart;
  std::string resource;
  std::string operation;
  bool allowed = false;
  uint64_t count = 0;
  int64_t last = 0;         // UTC seconds
  std::string last_reason;  // of a denial
};

struct AuditNode {
  std::string name;
  std::vector<AuditDeed> deeds;         // in the order of their first
  std::optional<int64_t> banned_since;  // the last entry about it is a ban
  std::set<std::string> children;       // names that it was seen to delegate to
};

class AuditTree {
 public:
  // Takes an event's lineage, what its actor did, and whom it banned. Logarithmic in names and deeds, linear in the lineage.
  void Add(const AuditEvent& event);

  const std::map<std::string, AuditNode>& nodes() const { return nodes_; }
  // The names that nobody was seen to delegate to.
  std::vector<std::string> Roots() const;

 private:
  void AddDeed(const AuditEvent& event);

  // What tells one deed of a name from another.
  using DeedKey = std::tuple<std::string, AuditKind, std::string, std::string, bool>;

  std::map<std::string, AuditNode> nodes_;
  std::map<DeedKey, size_t> deeds_;  // where in its node
  std::set<std::string> delegated_;
};

// As trees from `root` down, or from every root if it is empty, escaped for a terminal; nothing for a name that is not
// there. Names show no more than what they add to the one above.
std::string AuditTreeText(const AuditTree& tree, const std::string& root);
// The same as JSON: one line, a list of `name`, `banned_since`, `deeds` (`kind`, `resource`, `operation`, `allowed`,
// `count`, `last`, `last_reason`), `children`.
std::string AuditTreeDocument(const AuditTree& tree, const std::string& root);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUDIT_AUDIT_TREE_H_
