// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How many connections there may be: in all, and of one address. A connection holds a Place for as long as it lives.

#ifndef HARDTACK_AUTHORITY_HTTP_ADMISSION_H_
#define HARDTACK_AUTHORITY_HTTP_ADMISSION_H_

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "hardtack/authority/http/limits.h"

namespace hardtack::authority {

// Thread-safe. Outlives its places.
class Admission {
 public:
  class Place {
   public:
    Place(Place&& other) noexcept
        : admission_(std::exchange(other.admission_, nullptr)), network_(std::move(other.network_)) {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (admission_ != nullptr) admission_->Leave(network_);
    }

   private:
    friend class Admission;
    Place(Admission* admission, std::string network) : admission_(admission), network_(std::move(network)) {}
    Admission* admission_;
    std::string network_;
  };

  explicit Admission(const HttpLimits& limits)
      : most_(limits.connections), most_of_network_(limits.connections_per_address) {}

  // nullopt: there are as many as there may be, or as many of `network`.
  std::optional<Place> Enter(std::string_view network);

  size_t size() const;

  // Whether all places were free at some time before `deadline`.
  bool WaitUntilEmpty(std::chrono::steady_clock::time_point deadline);

 private:
  void Leave(const std::string& network);

  const size_t most_;
  const size_t most_of_network_;
  mutable std::mutex mutex_;
  std::condition_variable emptied_;
  size_t size_ = 0;                                     // guarded by mutex_
  std::unordered_map<std::string, size_t> by_network_;  // guarded by mutex_
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_ADMISSION_H_
