// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A seeded source of choices: the same seed makes the same choices on every machine.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_RANDOM_H_
#define HARDTACK_TESTS_DIFFERENTIAL_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <utility>
#include <vector>

namespace hardtack::differential {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  // 0 to bound - 1; `bound` is positive.
  size_t Below(size_t bound) { return static_cast<size_t>(engine_() % bound); }
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
};

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_RANDOM_H_
