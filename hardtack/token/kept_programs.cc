// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// KeptPrograms. Tested by tests/token/verified_cache_test.cc.

#include "hardtack/token/kept_programs.h"

#include <utility>

#include "hardtack/engine/memory.h"

namespace hardtack::token {

KeptPrograms::~KeptPrograms() {
  if (budget_ == nullptr) return;
  for (const Kept& kept : kept_) budget_->Return(kept.bytes);
}

std::shared_ptr<const engine::Program> KeptPrograms::Find(const engine::Program* authorizer) const {
  const std::lock_guard lock(mutex_);
  for (const Kept& kept : kept_) {
    if (kept.authorizer == authorizer) return kept.program;
  }
  return nullptr;
}

void KeptPrograms::Keep(const engine::Program* authorizer, std::shared_ptr<const engine::Program> program) {
  size_t bytes = 0;
  if (budget_ != nullptr) {
    bytes = engine::MemoryBytes(*program);
    if (!budget_->Take(bytes)) return;
  }
  const std::lock_guard lock(mutex_);
  Kept& place = kept_[next_++ % kept_.size()];
  if (budget_ != nullptr) budget_->Return(place.bytes);
  place = {authorizer, std::move(program), bytes};
}

}  // namespace hardtack::token
