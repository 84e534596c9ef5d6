// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The memory that requests and answers may take together, however many connections they are spread over.

#ifndef HARDTACK_AUTHORITY_HTTP_BYTE_BUDGET_H_
#define HARDTACK_AUTHORITY_HTTP_BYTE_BUDGET_H_

#include <atomic>
#include <cstddef>
#include <utility>

namespace hardtack::authority {

// Thread-safe.
class ByteBudget {
 public:
  explicit ByteBudget(size_t most) : most_(most) {}
  ByteBudget(const ByteBudget&) = delete;
  ByteBudget& operator=(const ByteBudget&) = delete;

  // False: there is not so much left, and nothing was taken.
  bool Take(size_t bytes) {
    if (used_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= most_) return true;
    Give(bytes);
    return false;
  }
  void Give(size_t bytes) { used_.fetch_sub(bytes, std::memory_order_relaxed); }
  size_t used() const { return used_.load(std::memory_order_relaxed); }

 private:
  const size_t most_;
  std::atomic<size_t> used_ = 0;
};

// Bytes taken from a budget, which must outlive it; given back when it goes. One thread at a time.
class HeldBytes {
 public:
  explicit HeldBytes(ByteBudget& budget) : budget_(&budget) {}
  HeldBytes(HeldBytes&& other) noexcept : budget_(other.budget_), bytes_(std::exchange(other.bytes_, 0)) {}
  HeldBytes& operator=(HeldBytes&& other) noexcept {
    if (this == &other) return *this;
    budget_->Give(bytes_);
    budget_ = other.budget_;
    bytes_ = std::exchange(other.bytes_, 0);
    return *this;
  }
  ~HeldBytes() { budget_->Give(bytes_); }

  // Holds `bytes` in place of what it held. False: there is not so much; what it held it still holds.
  bool Hold(size_t bytes) {
    if (bytes > bytes_ && !budget_->Take(bytes - bytes_)) return false;
    if (bytes < bytes_) budget_->Give(bytes_ - bytes);
    bytes_ = bytes;
    return true;
  }

  ByteBudget& budget() const { return *budget_; }

 private:
  ByteBudget* budget_;
  size_t bytes_ = 0;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_BYTE_BUDGET_H_
