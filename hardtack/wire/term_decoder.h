// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Terms from bytes. Internal to wire; throws CodecError.

#ifndef HARDTACK_WIRE_TERM_DECODER_H_
#define HARDTACK_WIRE_TERM_DECODER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"
#include "hardtack/wire/symbols.h"

namespace hardtack::wire {

class TermDecoder {
 public:
  // Both must outlive this. `tables.expansion` is drawn on.
  TermDecoder(Tables& tables, const engine::StructureLimits& limits) : tables_(tables), limits_(limits) {}

  // A Term message inside `level` arrays, maps, sets and closures.
  engine::Term ReadTerm(std::string_view bytes, size_t level);

  // The text of a symbol.
  std::string ReadSymbol(uint64_t id);

  // The level inside one more collection or closure; TooDeep beyond the limit.
  size_t Enter(size_t level) const;

 private:
  void PayForComparing(const std::vector<engine::Term>& members);
  engine::Term ReadSet(std::string_view bytes, size_t level);
  engine::Term ReadArray(std::string_view bytes, size_t level);
  engine::Term ReadMap(std::string_view bytes, size_t level);
  engine::MapEntry ReadMapEntry(std::string_view bytes, size_t level);
  engine::MapKey ReadMapKey(std::string_view bytes);

  Tables& tables_;
  const engine::StructureLimits& limits_;
};

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_TERM_DECODER_H_
