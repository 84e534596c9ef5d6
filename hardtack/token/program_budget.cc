// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ProgramBudget. Tested by tests/token/verified_cache_test.cc.

#include "hardtack/token/program_budget.h"

#include <utility>
#include <vector>

#include "hardtack/token/kept_programs.h"

namespace hardtack::token {

struct ProgramBudget::Leftovers {
  std::vector<KeptPrograms::Gone> programs;
  std::vector<std::shared_ptr<KeptPrograms>> tokens;
};

void ProgramBudget::Admit(std::weak_ptr<KeptPrograms> token, bool is_new) {
  // Declared before the lock, so that what goes is destroyed without it.
  Leftovers leftovers;
  const std::lock_guard lock(mutex_);
  if (is_new) clock_.push_back(std::move(token));
  for (size_t looks = 0; looks < 2 && !clock_.empty(); ++looks) DropStale(clock_[sweep_++ % clock_.size()], leftovers);
  // Ends: a token that was used is passed once and is then not used any more.
  while (bytes() > max_bytes_ && !clock_.empty()) Pass(leftovers);
}

// The programs at `entry` whose authorizers are gone.
void ProgramBudget::DropStale(std::weak_ptr<KeptPrograms>& entry, Leftovers& leftovers) {
  std::shared_ptr<KeptPrograms> token = entry.lock();
  if (token == nullptr) return;
  leftovers.programs.push_back(token->Drop(KeptPrograms::Need::kNone));
  if (leftovers.programs.back().is_all) entry.reset();
  leftovers.tokens.push_back(std::move(token));
}

// The hand goes on: the first token loses its programs, or becomes the last if it was used.
void ProgramBudget::Pass(Leftovers& leftovers) {
  std::weak_ptr<KeptPrograms> entry = std::move(clock_.front());
  clock_.pop_front();
  std::shared_ptr<KeptPrograms> token = entry.lock();
  if (token == nullptr) return;
  leftovers.programs.push_back(token->Drop(KeptPrograms::Need::kBytes));
  if (!leftovers.programs.back().is_all) clock_.push_back(std::move(entry));
  leftovers.tokens.push_back(std::move(token));
}

}  // namespace hardtack::token
