// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Budget counts the steps of one evaluation against its limits. Once exhausted it stays so, and whoever is running must
// return; nothing in the language can catch it.

#ifndef HARDTACK_ENGINE_BUDGET_H_
#define HARDTACK_ENGINE_BUDGET_H_

#include <chrono>
#include <cstdint>

#include "absl/status/status.h"
#include "hardtack/engine/evaluate.h"

namespace hardtack::engine {

// Long strings cost a step for each stretch of this many bytes.
inline constexpr uint64_t kStretchBytes = 64;

// A row, a body or a list of rules costs nothing beyond its candidates up to this many columns, atoms or rules.
inline constexpr uint64_t kFreeWidth = 16;
// What handling `width` columns or atoms costs: a step for each past the first kFreeWidth.
constexpr uint64_t StepsForWidth(uint64_t width) { return width > kFreeWidth ? width - kFreeWidth : 0; }

class Budget {
 public:
  explicit Budget(const RunOptions& options);

  // Takes `steps` if they are left; false, from then on, if not.
  bool Charge(uint64_t steps) {
    if (steps > left_ || stopped_) [[unlikely]]
      return Refuse(steps);
    left_ -= steps;
    return left_ > next_clock_reading_ || ReadClock();
  }
  bool ChargeBytes(uint64_t bytes) { return Charge((bytes + kStretchBytes - 1) / kStretchBytes); }

  bool exhausted() const { return stopped_; }
  uint64_t used() const { return options_.limits.max_steps - left_; }
  uint64_t left() const { return left_; }
  // Goes on with `steps` left and without a deadline, for what is asked about an evaluation after its end.
  void Renew(uint64_t steps);
  // Stops with `status`, for bounds that others watch: facts, iterations, patterns.
  void Stop(absl::Status status);
  // Why it stopped; OK while it has not.
  const absl::Status& status() const { return status_; }

 private:
  bool Refuse(uint64_t steps);
  bool ReadClock();

  const RunOptions& options_;
  std::chrono::steady_clock::time_point deadline_;
  uint64_t left_;
  uint64_t next_clock_reading_ = 0;  // the clock is read when `left_` falls to this; 0 without a deadline
  bool stopped_ = false;
  absl::Status status_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BUDGET_H_
