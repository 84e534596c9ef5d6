// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// NameIndex finds the statement of a policy that has a name, of several the first. Internal to authority.

#ifndef HARDTACK_AUTHORITY_NAME_INDEX_H_
#define HARDTACK_AUTHORITY_NAME_INDEX_H_

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hardtack/base/abseil.h"

namespace hardtack::authority {

template <typename Statement>
class NameIndex {
 public:
  // `statements` must outlive it, where they are.
  NameIndex(const std::vector<Statement>& statements, std::string Statement::*name) {
    for (const Statement& statement : statements) by_name_.emplace(statement.*name, &statement);
  }

  // Null: none has it. Constant in the statements.
  const Statement* Find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string, const Statement*, StringHash, std::equal_to<>> by_name_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_NAME_INDEX_H_
