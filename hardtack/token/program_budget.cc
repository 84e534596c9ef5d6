// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ProgramBudget. Tested by tests/token/verified_cache_test.cc and allocation_test.cc.

#include "hardtack/token/program_budget.h"

#include "hardtack/token/kept_programs.h"

namespace hardtack::token {

void ProgramBudget::Admit(KeptPrograms& token, Place& place) {
  // Declared before the lock, so that what goes is destroyed without it.
  KeptPrograms::Programs gone;
  const std::lock_guard lock(mutex_);
  if (!place.has_value()) place = clock_.insert(clock_.end(), &token);
  for (int looks = 0; looks < 2; ++looks) {
    if (sweep_ == clock_.end()) sweep_ = clock_.begin();
    (*sweep_++)->TakeStale(gone);
  }
  // Ends: a token that was used is passed once and is then not used any more.
  while (bytes() > max_bytes_ && !clock_.empty()) {
    KeptPrograms& next = *clock_.front();
    if (next.TakeUnused(gone)) {
      Remove(next.place());
    } else {
      if (sweep_ == clock_.begin()) ++sweep_;
      clock_.splice(clock_.end(), clock_, clock_.begin());
    }
  }
}

void ProgramBudget::Leave(Place& place) {
  const std::lock_guard lock(mutex_);
  if (place.has_value()) Remove(place);
}

void ProgramBudget::Remove(Place& place) {
  if (sweep_ == *place) ++sweep_;
  clock_.erase(*place);
  place.reset();
}

}  // namespace hardtack::token
