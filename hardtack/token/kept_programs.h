// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// KeptPrograms are what a token was compiled to for the authorizers that saw it last, so that who asks again about a
// token pays for evaluating alone. Internal to token.

#ifndef HARDTACK_TOKEN_KEPT_PROGRAMS_H_
#define HARDTACK_TOKEN_KEPT_PROGRAMS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>

#include "hardtack/engine/compile.h"

namespace hardtack::token {

// The bytes of all programs that the tokens of one cache keep, within a bound.
class ProgramBudget {
 public:
  explicit ProgramBudget(size_t max_bytes) : max_bytes_(max_bytes) {}

  bool Take(size_t bytes) {
    if (bytes_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= max_bytes_) return true;
    Return(bytes);
    return false;
  }
  void Return(size_t bytes) { bytes_.fetch_sub(bytes, std::memory_order_relaxed); }
  size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

 private:
  const size_t max_bytes_;
  std::atomic<size_t> bytes_ = 0;
};

// Thread-safe.
class KeptPrograms {
 public:
  // Within `budget`; null: that of a token which no cache remembers, and which bounds what is kept for it by its size.
  explicit KeptPrograms(std::shared_ptr<ProgramBudget> budget) : budget_(std::move(budget)) {}
  ~KeptPrograms();
  KeptPrograms(const KeptPrograms&) = delete;
  KeptPrograms& operator=(const KeptPrograms&) = delete;

  // The token on top of this authorizer; null: not kept.
  std::shared_ptr<const engine::Program> Find(const engine::Program* authorizer) const;
  // In the place of the one kept longest, if the budget allows.
  void Keep(const engine::Program* authorizer, std::shared_ptr<const engine::Program> program);

 private:
  // The program keeps its authorizer alive, so the pointer is not used again for another one.
  struct Kept {
    const engine::Program* authorizer = nullptr;
    std::shared_ptr<const engine::Program> program;
    size_t bytes = 0;
  };

  const std::shared_ptr<ProgramBudget> budget_;
  mutable std::mutex mutex_;
  std::array<Kept, 2> kept_;
  size_t next_ = 0;
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_KEPT_PROGRAMS_H_
