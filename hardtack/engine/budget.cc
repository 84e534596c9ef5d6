// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Step counting. Tested by tests/engine/limits_test.cc.

#include "hardtack/engine/budget.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/error.h"

namespace hardtack::engine {
namespace {

constexpr uint64_t kStepsBetweenClockReadings = 1024;

}  // namespace

Budget::Budget(const RunOptions& options) : options_(options), left_(options.limits.max_steps) {
  if (!options.limits.max_time.has_value()) return;
  deadline_ = options.clock() + *options.limits.max_time;
  next_clock_reading_ = left_;
}

void Budget::Renew(uint64_t steps) {
  left_ = steps;
  next_clock_reading_ = 0;
  deadline_ = std::chrono::steady_clock::time_point::max();
  stopped_ = false;
  status_ = absl::OkStatus();
}

void Budget::Stop(absl::Status status) {
  if (stopped_) return;
  stopped_ = true;
  status_ = std::move(status);
}

bool Budget::Refuse(uint64_t steps) {
  Stop(Error(ErrorKind::kTooManySteps, absl::StrCat("used ", used(), " of ", options_.limits.max_steps,
                                                    " steps, and the next operation needs ", steps)));
  return false;
}

bool Budget::ReadClock() {
  if (!options_.limits.max_time.has_value()) return true;
  next_clock_reading_ = left_ > kStepsBetweenClockReadings ? left_ - kStepsBetweenClockReadings : 0;
  if (options_.clock() < deadline_) return true;
  Stop(Error(ErrorKind::kTimeout, absl::StrCat("ran longer than ", options_.limits.max_time->count(),
                                               " microseconds, after ", used(), " steps")));
  return false;
}

}  // namespace hardtack::engine
