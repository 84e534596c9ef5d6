// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names that miss being below the holder's. Tested by tests/identity/lint_test.cc.

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "hardtack/identity/kind.h"
#include "hardtack/identity/lint_rules.h"
#include "hardtack/identity/name.h"
#include "hardtack/identity/shapes.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;

// `name` without what typists get wrong: case, spaces, and which sign separates segments.
std::string Folded(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (c == ' ') continue;
    const bool separates = c == ':' || c == '.' || c == '/' || c == '-' || c == '_';
    folded += separates ? ':' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return folded;
}

// Whether `name` was likely meant to be below `holder`: it starts with it, or does so with what Folded forgives.
bool IsNear(std::string_view name, std::string_view holder) {
  return name.starts_with(holder) || Folded(name).starts_with(Folded(holder));
}

}  // namespace

std::string HolderBefore(const LintSubject& subject, BlockId block) {
  const Classification authority = Classify(subject.blocks[0].block);
  if (authority.kind != Kind::kIdentity && authority.kind != Kind::kLeafIdentity) return {};
  std::string holder = authority.subject;
  for (BlockId id = 1; id < block; ++id) {
    for (const engine::Check& check : subject.blocks[id].block.checks) {
      const auto name_check = ReadNameCheck(check);
      if (name_check.has_value() && IsStrictlyBelow(name_check->name, holder)) holder = name_check->name;
    }
  }
  return holder;
}

void LintNames(const LintSubject& subject, BlockId id, Findings& findings) {
  if (id == 0) return;
  const std::string holder = HolderBefore(subject, id);
  if (holder.empty()) return;
  const engine::Block& block = subject.blocks[id].block;
  for (uint32_t i = 0; i < block.checks.size(); ++i) {
    const auto name_check = ReadNameCheck(block.checks[i]);
    if (!name_check.has_value() || name_check->name == holder || IsStrictlyBelow(name_check->name, holder)) continue;
    const bool near = IsNear(name_check->name, holder);
    const std::string what = '"' + name_check->name + "\" is not below the holder's name \"" + holder + '"';
    findings.push_back({near ? LintKind::kNearMissName : LintKind::kNeverHolds,
                        id,
                        {},
                        {},
                        i,
                        near ? what + ", and nearly is" : what + ", so nobody can act"});
  }
}

}  // namespace hardtack::identity
