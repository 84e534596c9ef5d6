// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// DecodedBlocks are the blocks of a token in their order, each shared with the other tokens that begin alike: copying the
// list copies no block. Immutable blocks, so that lists of the same blocks may be read by several threads.

#ifndef HARDTACK_WIRE_DECODED_BLOCKS_H_
#define HARDTACK_WIRE_DECODED_BLOCKS_H_

#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "hardtack/wire/block_codec.h"

namespace hardtack::wire {

class DecodedBlocks {
 public:
  class Iterator {
   public:
    using value_type = DecodedBlock;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;
    using pointer = const DecodedBlock*;
    using reference = const DecodedBlock&;

    Iterator() = default;
    reference operator*() const { return **place_; }
    pointer operator->() const { return place_->get(); }
    Iterator& operator++() {
      ++place_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(place_++); }
    bool operator==(const Iterator&) const = default;

   private:
    friend class DecodedBlocks;
    explicit Iterator(const std::shared_ptr<const DecodedBlock>* place) : place_(place) {}
    const std::shared_ptr<const DecodedBlock>* place_ = nullptr;
  };
  using value_type = DecodedBlock;
  using const_iterator = Iterator;

  DecodedBlocks() = default;

  size_t size() const { return blocks_.size(); }
  bool empty() const { return blocks_.empty(); }
  const DecodedBlock& operator[](size_t block) const ABSL_ATTRIBUTE_LIFETIME_BOUND { return *blocks_[block]; }
  const DecodedBlock& front() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return *blocks_.front(); }
  const DecodedBlock& back() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return *blocks_.back(); }
  Iterator begin() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return Iterator(blocks_.data()); }
  Iterator end() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return Iterator(blocks_.data() + blocks_.size()); }

  void reserve(size_t size) { blocks_.reserve(size); }
  // With a control block of its own, so that weak references keep no block's memory.
  void push_back(DecodedBlock block) {
    push_back(std::shared_ptr<const DecodedBlock>(new DecodedBlock(std::move(block))));
  }
  void push_back(std::shared_ptr<const DecodedBlock> block) { blocks_.push_back(std::move(block)); }  // not null
  const std::shared_ptr<const DecodedBlock>& Share(size_t block) const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return blocks_[block];
  }
  // The first `size` blocks, at most size() of them, shared with *this.
  DecodedBlocks First(size_t size) const;

 private:
  std::vector<std::shared_ptr<const DecodedBlock>> blocks_;
};

inline DecodedBlocks DecodedBlocks::First(size_t size) const {
  DecodedBlocks first;
  first.blocks_.assign(blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(size));
  return first;
}

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_DECODED_BLOCKS_H_
