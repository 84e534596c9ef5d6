// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The policy of the tests.

#include "tests/authority/policy_of_tests.h"

#include "hardtack/crypto/key_text.h"

namespace hardtack::authority {

const crypto::PrivateKey& EdgeKey() {
  static const crypto::PrivateKey key = crypto::PrivateKey::Generate();
  return key;
}

const crypto::PrivateKey& RiskKey() {
  static const crypto::PrivateKey key = crypto::PrivateKey::Generate(crypto::Algorithm::kSecp256r1);
  return key;
}

std::string PolicyText(const crypto::PublicKey& root) {
  return R"(
[[clients]]
identifier = { type = "san_uri", value = "urn:hessra:alice" }
identity = "urn:hessra:alice"
resources = [{ name = "database", operations = ["read"] }, { name = "payments", operations = ["pay"] },
             { name = "wires", operations = ["send"] }, { name = "lab", operations = ["enter"] }]
lifetime = { usual = "8h", longest = "24h" }

[[clients]]
identifier = { type = "san_uri", value = "urn:shop" }
identity = "urn:shop"
resources = []

[[clients]]
identifier = { type = "san_dns", value = "ops.example" }
identity = "ops"
resources = [{ name = "authority:bans", operations = ["read", "write"] },
             { name = "authority:audit", operations = ["read"] }]

[[clients]]
identifier = { type = "san_uri", value = "urn:gateway" }
identity = "gateway"
resources = []

[[delegates]]
below = "urn:hessra:alice"
max_depth = 3
resources = [{ name = "results", operations = ["write"] }]

[[realms]]
identity = "urn:shop"
lifetime = { usual = "1h", longest = "2h" }
everyone = ["reader"]
[realms.roles.reader]
resources = [{ name = "catalog", operations = ["read"] }]

[[stubs]]
identity = "gateway"
target = "urn:hessra:alice"
resources = [{ name = "files", operations = ["read"] }]

[resources.payments]
type = "service_chain"
nodes = [{ component = "edge", public_key = ")" +
         crypto::ToHexText(EdgeKey().public_key()) + R"(" }]
lifetime = { usual = "2m", longest = "5m" }

[resources.wires]
type = "multi_party"
parties = [{ component = "risk", authorization_service = "https://risk.example", public_key = ")" +
         crypto::ToHexText(RiskKey().public_key()) + R"(" },
           { component = "bank", authorization_service = "https://bank.example", public_key = ")" +
         crypto::ToHexText(root) + R"(" }]

[resources.lab]
domain = "laboratory"
)";
}

}  // namespace hardtack::authority
