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
#include <list>
#include <mutex>
#include <optional>

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

  // Tokens in the order in which they may lose their programs. Each keeps its place itself, which only the budget reads
  // and writes; nullopt: it is not among them.
  using Clock = std::list<KeptPrograms*>;
  using Place = std::optional<Clock::iterator>;

  // `token`, which has just kept something, is among the others, and what must go, goes.
  void Admit(KeptPrograms& token, Place& place);
  // Before the token goes.
  void Leave(Place& place);

 private:
  void Remove(Place& place);

  const size_t max_bytes_;
  std::atomic<size_t> bytes_ = 0;
  std::mutex mutex_;
  Clock clock_;                           // the hand is at the front
  Clock::iterator sweep_ = clock_.end();  // where to look next for programs of authorizers that are gone
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_PROGRAM_BUDGET_H_
