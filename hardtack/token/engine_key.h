// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A public key as the engine names it: engine and crypto are strangers, and their algorithms have the same numbers,
// those of schema.proto.

#ifndef HARDTACK_TOKEN_ENGINE_KEY_H_
#define HARDTACK_TOKEN_ENGINE_KEY_H_

#include <string>

#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"

namespace hardtack::token {

// Cannot fail; a copy of the 32 or 33 bytes. Any thread.
inline engine::PublicKey EngineKey(const crypto::PublicKey& key) {
  return {static_cast<engine::Algorithm>(key.algorithm()), std::string(key.bytes())};
}

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_ENGINE_KEY_H_
