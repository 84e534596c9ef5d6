// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// TextTableBuilder gives texts ids and writes the arrays in which a TermTable finds them. Internal to the engine.

#ifndef HARDTACK_ENGINE_TEXT_TABLE_BUILDER_H_
#define HARDTACK_ENGINE_TEXT_TABLE_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/sip_hash.h"

namespace hardtack::engine {

class TextTableBuilder {
 public:
  explicit TextTableBuilder(SipKey key);

  // Amortized linear in the text, whether or not it is new.
  uint64_t Add(std::string_view text);
  std::string_view Text(uint64_t id) const;
  // Whether a text did not find room, and ids given since mean nothing: all together take at most 16 GiB.
  bool full() const { return full_; }

  void Finish(SectionVectors& sections) &&;

 private:
  uint64_t HashOf(uint64_t id) const { return SipHash(key_, Text(id)); }

  const SipKey key_;
  std::vector<uint32_t> texts_;      // as in the section, by id
  std::vector<uint32_t> positions_;  // by id
  std::vector<uint32_t> slots_;      // id + 1
  bool full_ = false;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_TEXT_TABLE_BUILDER_H_
