// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// KeptPrograms. Tested by tests/token/verified_cache_test.cc.

#include "hardtack/token/kept_programs.h"

#include "hardtack/engine/memory.h"

namespace hardtack::token {

KeptPrograms::~KeptPrograms() {
  if (budget_ == nullptr) return;
  budget_->Leave(place_);
  for (const Kept& kept : kept_) budget_->Return(kept.bytes);
}

std::shared_ptr<const engine::Program> KeptPrograms::Find(const engine::Program* authorizer) {
  const std::lock_guard lock(mutex_);
  for (const Kept& kept : kept_) {
    if (kept.authorizer.program != authorizer) continue;
    is_used_ = true;
    return kept.program;
  }
  return nullptr;
}

void KeptPrograms::Keep(Owner authorizer, std::shared_ptr<const engine::Program> program) {
  const size_t bytes = budget_ != nullptr ? engine::MemoryBytes(*program) : 0;
  if (budget_ != nullptr && bytes > budget_->max_bytes()) return;
  Kept kept{std::move(authorizer), std::move(program), bytes};
  {
    const std::lock_guard lock(mutex_);
    std::swap(kept, kept_[next_++ % kept_.size()]);
  }
  if (budget_ == nullptr) return;
  budget_->Take(bytes);
  budget_->Return(kept.bytes);
  budget_->Admit(*this, place_);
}

void KeptPrograms::TakeStale(Programs& gone) {
  const std::lock_guard lock(mutex_);
  for (Kept& kept : kept_) {
    if (kept.authorizer.life.expired()) Take(kept, gone);
  }
}

bool KeptPrograms::TakeUnused(Programs& gone) {
  const std::lock_guard lock(mutex_);
  if (std::exchange(is_used_, false)) return false;
  for (Kept& kept : kept_) Take(kept, gone);
  return true;
}

void KeptPrograms::Take(Kept& kept, Programs& gone) {
  if (kept.program == nullptr) return;
  budget_->Return(kept.bytes);
  gone.push_back(std::move(kept.program));
  kept = {};
}

}  // namespace hardtack::token
