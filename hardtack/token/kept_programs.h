// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// KeptPrograms are what a token was compiled to for the authorizers that saw it last, so that who asks again about a
// token pays for evaluating alone. Internal to token.

#ifndef HARDTACK_TOKEN_KEPT_PROGRAMS_H_
#define HARDTACK_TOKEN_KEPT_PROGRAMS_H_

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "hardtack/engine/compile.h"
#include "hardtack/token/program_budget.h"

namespace hardtack::token {

// Thread-safe.
class KeptPrograms {
 public:
  // Within `budget`; null: that of a token which no cache remembers, and which bounds what is kept for it by its size.
  explicit KeptPrograms(std::shared_ptr<ProgramBudget> budget) : budget_(std::move(budget)) {}
  ~KeptPrograms();
  KeptPrograms(const KeptPrograms&) = delete;
  KeptPrograms& operator=(const KeptPrograms&) = delete;

  // Of an authorizer: its program, and what goes with the last of its copies, which the program does not.
  struct Owner {
    const engine::Program* program = nullptr;
    std::weak_ptr<const engine::AuthorizerBlock> life;
  };

  // The token on top of this authorizer; null: not kept.
  std::shared_ptr<const engine::Program> Find(const engine::Program* authorizer);
  // In the place of the one kept longest, unless it is larger than the whole budget.
  void Keep(Owner authorizer, std::shared_ptr<const engine::Program> program);

  // For the budget, which destroys what it takes when nothing is locked.
  using Programs = std::vector<std::shared_ptr<const engine::Program>>;
  // Takes the programs of authorizers that are gone.
  void TakeStale(Programs& gone);
  // Takes all programs, or none and returns false if one was asked for since the last call.
  bool TakeUnused(Programs& gone);
  ProgramBudget::Place& place() { return place_; }

 private:
  // The program keeps its authorizer's alive, so the pointer is not used again for another one.
  struct Kept {
    Owner authorizer;
    std::shared_ptr<const engine::Program> program;
    size_t bytes = 0;
  };
  void Take(Kept& kept, Programs& gone);

  const std::shared_ptr<ProgramBudget> budget_;
  std::mutex mutex_;
  std::array<Kept, 2> kept_;
  size_t next_ = 0;
  bool is_used_ = false;  // since bytes were needed the last time
  ProgramBudget::Place place_;
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_KEPT_PROGRAMS_H_
