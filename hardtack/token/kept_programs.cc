// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// KeptPrograms. Tested by tests/token/verified_cache_test.cc.

#include "hardtack/token/kept_programs.h"

#include <algorithm>

#include "hardtack/engine/memory.h"

namespace hardtack::token {

KeptPrograms::~KeptPrograms() {
  if (budget_ == nullptr) return;
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
  bool is_new = false;
  {
    const std::lock_guard lock(mutex_);
    std::swap(kept, kept_[next_++ % kept_.size()]);
    is_new = !std::exchange(is_listed_, true);
  }
  if (budget_ == nullptr) return;
  budget_->Take(bytes);
  budget_->Return(kept.bytes);
  budget_->Admit(weak_from_this(), is_new);
}

KeptPrograms::Gone KeptPrograms::Drop(Need need) {
  const std::lock_guard lock(mutex_);
  const bool all = need == Need::kBytes && !std::exchange(is_used_, false);
  Gone gone;
  for (size_t i = 0; i < kept_.size(); ++i) {
    if (!all && !kept_[i].authorizer.life.expired()) continue;
    budget_->Return(kept_[i].bytes);
    gone.programs[i] = std::move(kept_[i].program);
    kept_[i] = {};
  }
  gone.is_all = std::ranges::all_of(kept_, [](const Kept& kept) { return kept.program == nullptr; });
  is_listed_ = !gone.is_all;
  return gone;
}

}  // namespace hardtack::token
