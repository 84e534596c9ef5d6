// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Hashes of terms, the same for terms that are the same value in whatever order sets and maps inside were written. A set,
// array or map has its hash from those of its parts, so that what is nested is not read again at each level. Salted by
// the process, so that no text is made to collide. Internal to the parser.

#ifndef HARDTACK_PARSER_TERM_HASH_H_
#define HARDTACK_PARSER_TERM_HASH_H_

#include <cstddef>
#include <span>

#include "hardtack/engine/ast.h"

namespace hardtack::parser {

size_t HashOf(const engine::Term& term);  // linear in its size

// Of an array, and of a set without duplicates, by the hashes of what they hold.
size_t HashOfArray(std::span<const size_t> elements);
size_t HashOfSet(std::span<const size_t> members);

// Of an entry, and of a map without duplicates by those of its entries.
size_t HashOfEntry(const engine::MapKey& key, size_t value);
size_t HashOfMap(std::span<const size_t> entries);

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_TERM_HASH_H_
