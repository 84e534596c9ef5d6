// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Places for connections. Tested by tests/authority/http_bounds_test.cc.

#include "hardtack/authority/http/admission.h"

namespace hardtack::authority {

std::optional<Admission::Place> Admission::Enter(std::string_view network) {
  const std::lock_guard lock(mutex_);
  if (size_ >= most_) return std::nullopt;
  const auto [entry, is_new] = by_network_.try_emplace(std::string(network), 0);
  if (entry->second >= most_of_network_) {
    if (is_new) by_network_.erase(entry);
    return std::nullopt;
  }
  ++entry->second;
  ++size_;
  return Place(this, entry->first);
}

size_t Admission::size() const {
  const std::lock_guard lock(mutex_);
  return size_;
}

bool Admission::WaitUntilEmpty(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return emptied_.wait_until(lock, deadline, [this] { return size_ == 0; });
}

// Notifies while it is locked: as soon as it is not, whoever waited may destroy it.
void Admission::Leave(const std::string& network) {
  const std::lock_guard lock(mutex_);
  const auto entry = by_network_.find(network);
  if (--entry->second == 0) by_network_.erase(entry);
  if (--size_ == 0) emptied_.notify_all();
}

}  // namespace hardtack::authority
