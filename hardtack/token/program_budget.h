// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ProgramBudget bounds the bytes of all programs that the tokens of one cache keep: when there are too many, tokens that
// were not asked about lately lose theirs. Whoever keeps another one also looks at two tokens in turn, and takes from
// them the programs of authorizers that are gone, so that a policy or shared facts that were replaced do not stay.
// Internal to token.

#ifndef HARDTACK_TOKEN_PROGRAM_BUDGET_H_
#define HARDTACK_TOKEN_PROGRAM_BUDGET_H_

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>

namespace hardtack::token {

class KeptPrograms;

// Thread-safe. Locks a KeptPrograms while it is locked itself, so it must not be called by one that is locked.
class ProgramBudget {
 public:
  explicit ProgramBudget(size_t max_bytes) : max_bytes_(max_bytes) {}

  size_t max_bytes() const { return max_bytes_; }
  size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  void Take(size_t bytes) { bytes_.fetch_add(bytes, std::memory_order_relaxed); }
  void Return(size_t bytes) { bytes_.fetch_sub(bytes, std::memory_order_relaxed); }

  // `token`, which has just kept something, joins the others if it `is_new` among them; what must go, goes.
  void Admit(std::weak_ptr<KeptPrograms> token, bool is_new);

 private:
  struct Leftovers;
  void DropStale(std::weak_ptr<KeptPrograms>& entry, Leftovers& leftovers);
  void Pass(Leftovers& leftovers);

  const size_t max_bytes_;
  std::atomic<size_t> bytes_ = 0;
  std::mutex mutex_;
  std::deque<std::weak_ptr<KeptPrograms>> clock_;  // each that keeps something once; the hand is at the front
  size_t sweep_ = 0;                               // where to look for programs of authorizers that are gone
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_PROGRAM_BUDGET_H_
