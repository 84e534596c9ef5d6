// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A source of choices: the same seed makes the same choices on every machine, and so do the same bytes.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_RANDOM_H_
#define HARDTACK_TESTS_DIFFERENTIAL_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hardtack::differential {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}
  // Of which each byte makes a choice; those after the last byte are seed 0's. So that a fuzzer, which changes bytes, has
  // its hand on single choices.
  explicit Random(std::string_view bytes) : engine_(0), bytes_(bytes) {}

  // 0 to bound - 1; `bound` is positive.
  size_t Below(size_t bound) {
    if (used_ == bytes_.size()) return static_cast<size_t>(engine_() % bound);
    return static_cast<uint8_t>(bytes_[used_++]) % bound;
  }
  bool Percent(size_t percent) { return Below(100) < percent; }

  template <typename T>
  T OneOf(std::initializer_list<T> choices) {
    return choices.begin()[Below(choices.size())];
  }
  template <typename T>
  const T& OneOf(const std::vector<T>& choices) {
    return choices[Below(choices.size())];
  }

  // Fisher and Yates; std::shuffle differs between standard libraries.
  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[Below(i)]);
  }

 private:
  std::mt19937_64 engine_;
  std::string bytes_;
  size_t used_ = 0;
};

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_RANDOM_H_
