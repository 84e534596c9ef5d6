// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whether the bytes of a token are protobuf as the schema says it, or as lenient readers take it.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_STRICT_MESSAGE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_STRICT_MESSAGE_H_

#include <string_view>

#include "hardtack/engine/ast.h"

namespace hardtack::differential {

// What a lenient reader lets pass in a token, blocks included.
struct Leniency {
  bool repeated = false;  // a field, or a oneof, that may occur once occurs again
  bool missing = false;   // a required field does not occur
  bool wide = false;      // a number of 32 bits has more
  bool no_point = false;  // a public key is none
  bool group = false;     // a field is a group
  bool reserved = false;  // a field has a number that protobuf keeps for itself
  bool later = false;     // a block refers to a symbol or key that a later one adds
};

// Whether the key's bytes are a point of its curve.
bool IsPoint(const engine::PublicKey& key);

Leniency LeniencyOf(std::string_view token);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_STRICT_MESSAGE_H_
