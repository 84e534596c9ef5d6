// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Origin is a set of blocks: those that made a fact true, or those whose facts a rule trusts. A fact is visible to a
// rule iff the fact's origin is a subset of the rule's trusted origins.
//
// Biscuit specification, "Scopes" and "Datalog fact generation".

#ifndef HARDTACK_ENGINE_ORIGIN_H_
#define HARDTACK_ENGINE_ORIGIN_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace hardtack::engine {

using BlockId = uint32_t;
inline constexpr BlockId kAuthorityBlock = 0;
inline constexpr BlockId kAuthorizerBlock = UINT32_MAX;  // the verifying side; not a block of the token

// A set of block ids as bits: bit 0 is the authorizer, bit i + 1 is block i. The first 64 bits are stored inline, so a
// token of up to 63 blocks needs no allocation. Canonical: `rest_` never ends in a zero word.
//
// A value, as thread-safe as a std::vector. Contains and Insert are constant unless Insert grows the set, which takes
// memory for the largest id in it, a bit each; all else is linear in that id over 64, Blocks and the order in the id.
class Origin {
 public:
  Origin() = default;
  Origin(std::initializer_list<BlockId> blocks);

  // The set of the authorizer (bit 0) and of the blocks 0 to 62 (bits 1 to 63), and those bits of a set.
  static Origin FromLowBits(uint64_t bits);
  uint64_t low_bits() const { return word_; }
  size_t heap_bytes() const { return rest_.capacity() * sizeof(uint64_t); }

  void Insert(BlockId block);
  void InsertUpTo(BlockId block);  // the blocks 0 to `block`
  void InsertAll(const Origin& other);
  bool Contains(BlockId block) const;
  bool IsSubsetOf(const Origin& other) const;
  bool empty() const { return word_ == 0 && rest_.empty(); }

  // The members in the order in which a world is printed: the authorizer first, then blocks ascending.
  std::vector<BlockId> Blocks() const;

  bool operator==(const Origin&) const = default;
  // Orders as the printed world does: by members, compared one after the other.
  std::strong_ordering operator<=>(const Origin& other) const;

  template <typename H>
  friend H AbslHashValue(H h, const Origin& origin) {
    return H::combine(std::move(h), origin.word_, origin.rest_);
  }

 private:
  uint64_t word_ = 0;
  std::vector<uint64_t> rest_;
};

// The blocks whose facts a rule may see. The same bits, under the name that says which side of the subset test they
// are.
using TrustedOrigins = Origin;

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_ORIGIN_H_
