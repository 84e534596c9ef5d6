// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Greedy removal of one part at a time. Tested by minimise_test.cc.

#include "tests/differential/minimise.h"

#include <utility>
#include <vector>

namespace hardtack::differential {
namespace {

// Counts the parts of a program as it walks over them and removes the one numbered `target`, so that one walk serves
// both for trying every part and for knowing when there are no more.
class Remover {
 public:
  explicit Remover(size_t target) : target_(target) {}

  // True when the part existed and was removed.
  bool Remove(Program& program) {
    Parts(program.blocks);
    for (SignedBlock& block : program.blocks) {
      if (block.signer && IsTarget()) block.signer.reset();
      InBlock(block.block);
    }
    InBlock(program.authorizer.block);
    Parts(program.authorizer.policies);
    for (engine::Policy& policy : program.authorizer.policies) InBranches(policy.queries);
    Parts(program.request);
    Parts(program.shared);
    Parts(program.queries);
    for (engine::Rule& query : program.queries) InRule(query);
    return removed_;
  }

 private:
  bool IsTarget() {
    if (next_++ != target_) return false;
    return removed_ = true;
  }

  template <typename T>
  void Parts(std::vector<T>& parts) {
    for (size_t i = 0; i < parts.size() && !removed_; ++i) {
      if (IsTarget()) parts.erase(parts.begin() + i);
    }
  }

  void InBlock(engine::Block& block) {
    Parts(block.scopes);
    Parts(block.facts);
    Parts(block.rules);
    for (engine::Rule& rule : block.rules) InRule(rule);
    Parts(block.checks);
    for (engine::Check& check : block.checks) InBranches(check.queries);
  }

  // One branch always stays: a check without any is not a check.
  void InBranches(std::vector<engine::Rule>& queries) {
    if (queries.size() > 1) Parts(queries);
    for (engine::Rule& query : queries) InRule(query);
  }

  void InRule(engine::Rule& rule) {
    Parts(rule.body);
    Parts(rule.expressions);
    for (engine::Expression& expression : rule.expressions) InOps(expression.ops);
    Parts(rule.scopes);
  }

  void InOps(std::vector<engine::Op>& ops) {
    Parts(ops);
    for (engine::Op& op : ops) {
      if (auto* closure = std::get_if<engine::Closure>(&op.value)) InOps(closure->ops);
    }
  }

  const size_t target_;
  size_t next_ = 0;
  bool removed_ = false;
};

}  // namespace

std::optional<Program> WithoutPart(Program program, size_t part) {
  return Remover(part).Remove(program) ? std::optional(std::move(program)) : std::nullopt;
}

Program Minimise(Program program, const std::function<bool(const Program&)>& fails) {
  // Each time the condition makes another `program`.
  // NOLINTNEXTLINE(bugprone-use-after-move)
  for (size_t part = 0; std::optional<Program> smaller = WithoutPart(program, part);) {
    if (fails(*smaller)) {  // cppcheck-suppress accessMoved
      program = *std::move(smaller);
      part = 0;
    } else {
      ++part;
    }
  }
  return program;
}

}  // namespace hardtack::differential
