// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A policy with one of everything, for tests and fuzz targets.

#ifndef HARDTACK_TESTS_AUTHORITY_POLICY_OF_TESTS_H_
#define HARDTACK_TESTS_AUTHORITY_POLICY_OF_TESTS_H_

#include <string>

#include "hardtack/crypto/key.h"

namespace hardtack::authority {

// Keys that the policy below names.
const crypto::PrivateKey& EdgeKey();
const crypto::PrivateKey& RiskKey();

// Alice may read the database and move money; her workers may write results; urn:shop is a realm; ops bans and audits;
// the gateway asks for stubs for alice. `root` is a party to wires.
std::string PolicyText(const crypto::PublicKey& root);

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_POLICY_OF_TESTS_H_
