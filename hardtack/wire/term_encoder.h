// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Terms to bytes. Internal to wire; throws CodecError.

#ifndef HARDTACK_WIRE_TERM_ENCODER_H_
#define HARDTACK_WIRE_TERM_ENCODER_H_

#include <cstdint>
#include <string_view>

#include "hardtack/engine/ast.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/schema.h"
#include "hardtack/wire/symbols.h"

namespace hardtack::wire {

class TermEncoder {
 public:
  explicit TermEncoder(SymbolTable& symbols) : symbols_(symbols) {}  // must outlive this

  // Writes the content of a Term message. New symbols are added in the reference's order.
  void WriteTerm(Builder<TermField>& message, const engine::Term& term);

  // The id of a symbol, new or not. Ids of variables are 32-bit fields, which a table cannot outgrow in memory.
  uint64_t WriteSymbol(std::string_view text) { return symbols_.Insert(text); }

 private:
  void WriteCanonical(Builder<TermField>& message, const engine::Term& term);
  void WriteSet(Builder<TermSetField>& message, const engine::Set& set);
  void WriteArray(Builder<ArrayField>& message, const engine::Array& array);
  void WriteMap(Builder<MapField>& message, const engine::Map& map);
  void InsertSymbols(const engine::Term& term);

  SymbolTable& symbols_;
};

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_TERM_ENCODER_H_
