// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PairLinks is a list of pairs of small numbers that can be followed from either end: what a BitMatrix is multiplied
// by when the pairs are few.

#ifndef HARDTACK_ENGINE_PAIR_LINKS_H_
#define HARDTACK_ENGINE_PAIR_LINKS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hardtack::engine {

enum class PairEnd : uint8_t { kFirst, kSecond };

constexpr PairEnd OtherEnd(PairEnd end) { return end == PairEnd::kFirst ? PairEnd::kSecond : PairEnd::kFirst; }

class PairLinks {
 public:
  void Add(uint32_t first, uint32_t second) {
    const uint32_t pair = static_cast<uint32_t>(pairs_.size()) + 1;
    pairs_.push_back({{first, second}, {HeadOf(0, first), HeadOf(1, second)}});
    heads_[0][first] = heads_[1][second] = pair;
  }

  size_t size() const { return pairs_.size(); }

  // Calls `visit` with the other number of each pair that has `number` at `end`, the last added first.
  template <typename Visit>
  void ForEachFrom(PairEnd end, uint32_t number, Visit&& visit) const {
    const size_t at = end == PairEnd::kFirst ? 0 : 1;
    if (number >= heads_[at].size()) return;
    for (uint32_t pair = heads_[at][number]; pair != 0; pair = pairs_[pair - 1].next[at]) {
      visit(pairs_[pair - 1].ends[1 - at]);
    }
  }

 private:
  struct Pair {
    uint32_t ends[2];
    uint32_t next[2];  // the pair with the same number at this end that was added before, by position + 1; 0: none
  };

  uint32_t HeadOf(size_t at, uint32_t number) {
    if (number >= heads_[at].size()) heads_[at].resize(number + 1);
    return heads_[at][number];
  }

  std::vector<Pair> pairs_;
  std::vector<uint32_t> heads_[2];  // by number at this end: the last pair, by position + 1; 0: none
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PAIR_LINKS_H_
