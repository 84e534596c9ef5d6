// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What somebody may have meant by a mistyped word.

#ifndef HARDTACK_CLI_SUGGEST_H_
#define HARDTACK_CLI_SUGGEST_H_

#include <span>
#include <string>
#include <string_view>

namespace hardtack::cli {

// The known word nearest to `word`, by insertions, deletions, substitutions and swaps of neighbours; empty when more
// than a third of the longer one would have to change.
std::string Nearest(std::string_view word, std::span<const std::string> known);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_SUGGEST_H_
