// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What sets and maps are on the wire: which members a set may have, and the orders in which the reference keeps them.
// Internal to wire.

#ifndef HARDTACK_WIRE_COLLECTIONS_H_
#define HARDTACK_WIRE_COLLECTIONS_H_

#include "hardtack/engine/ast.h"
#include "hardtack/engine/term_order.h"
#include "hardtack/wire/symbols.h"

namespace hardtack::wire {

// Throws CodecError unless the members have one kind and are neither variables nor sets.
// Biscuit specification, "Terminology".
void CheckSet(const engine::Set& set);

// The order in which the reference keeps sets and maps once it has interned their strings, by symbol id; before that it is
// by text. `symbols` must hold all strings and outlive the result.
engine::TermOrder OrderById(const SymbolTable& symbols);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_COLLECTIONS_H_
