// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens that no builder would make, and the route of a verifier over them.

#ifndef HARDTACK_TESTS_HOSTILE_HOSTILE_TOKEN_H_
#define HARDTACK_TESTS_HOSTILE_HOSTILE_TOKEN_H_

#include <functional>
#include <string>
#include <vector>

#include "hardtack/crypto/key.h"
#include "hardtack/engine/ast.h"
#include "tests/hostile/inputs.h"

namespace hardtack::hostile {

struct Signers {
  crypto::Algorithm algorithm = crypto::Algorithm::kEd25519;
  bool third_party = false;  // all blocks but the authority are signed by one third party too
};

// The bytes of a token whose blocks have these payloads behind an authority block that states nothing, all of it validly
// signed.
std::string Signed(const std::vector<std::string>& payloads, const Signers& signers = {});

// The payload of a block of this text.
std::string PayloadOf(const std::string& datalog);

// How many bytes of payload a token of one such block may have.
size_t MostPayloadBytes();

// Reads `token`, verifies it, and decides about it by `policy`: as for the first request that an authorizer sees.
std::function<Result()> Decides(std::string token, const std::string& policy = "allow if true;",
                                std::vector<engine::Fact> request = {});

// The same, and lists the facts of the world, as tools do.
std::function<Result()> Lists(std::string token);

}  // namespace hardtack::hostile

#endif  // HARDTACK_TESTS_HOSTILE_HOSTILE_TOKEN_H_
