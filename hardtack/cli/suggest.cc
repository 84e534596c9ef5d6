// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Edit distance with swaps of neighbours ("optimal string alignment"). Tested by tests/cli/usage.txt.

#include "hardtack/cli/suggest.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hardtack::cli {
namespace {

constexpr size_t kMaxWord = 32;  // no verb and no option is longer

size_t Distance(std::string_view a, std::string_view b) {
  std::array<std::array<size_t, kMaxWord + 1>, kMaxWord + 1> d;
  for (size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substitution = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, substitution});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

std::string Nearest(std::string_view word, std::span<const std::string> known) {
  std::string nearest;
  size_t least = kMaxWord;
  if (word.size() > kMaxWord) return nearest;
  for (const std::string& candidate : known) {
    if (candidate.size() > kMaxWord) continue;
    const size_t distance = Distance(word, candidate);
    if (distance >= least || distance * 3 > std::max(word.size(), candidate.size())) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace hardtack::cli
