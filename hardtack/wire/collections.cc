// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tested by tests/wire/collections_test.cc.

#include "hardtack/wire/collections.h"

#include <cstdint>
#include <string>

#include "hardtack/wire/message.h"

namespace hardtack::wire {

void CheckSet(const engine::Set& set) {
  for (const engine::Term& member : set.members) {
    if (member.Is<engine::Variable>()) throw CodecError("a set that contains a variable");
    if (member.Is<engine::Set>()) throw CodecError("a set that contains a set");
    if (member.value.index() != set.members.front().value.index())
      throw CodecError("a set of values of different types");
  }
}

engine::TermOrder OrderById(const SymbolTable& symbols) {
  return engine::TermOrder([&symbols](const std::string& text) -> uint64_t { return *symbols.IdOf(text); });
}

}  // namespace hardtack::wire
