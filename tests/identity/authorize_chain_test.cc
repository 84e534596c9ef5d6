// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Service chains: presence, order and position (hole 5).

#include <string>
#include <utility>
#include <vector>

#include "hardtack/base/error.h"
#include "tests/identity/authorizations.h"

namespace hardtack::identity {
namespace {

const crypto::PrivateKey& GatewayKey() {
  static const crypto::PrivateKey key = AttestorKey(1);
  return key;
}
const crypto::PrivateKey& StoreKey() {
  static const crypto::PrivateKey key = AttestorKey(2, crypto::Algorithm::kSecp256r1);
  return key;
}

std::vector<Attestor> Nodes() { return {AttestorOf("gateway", GatewayKey()), AttestorOf("store", StoreKey())}; }

token::UnverifiedBiscuit ChainToken() {
  Grant grant = AliceReads();
  grant.chain = Nodes();
  return IssuedGrant(grant);
}

AuthorizationRequest At(std::optional<std::string> component, std::vector<Attestor> nodes = Nodes()) {
  AuthorizationRequest request = AliceAsks();
  request.chain = ChainPosition{std::move(nodes), std::move(component)};
  return request;
}

token::UnverifiedBiscuit By(const token::UnverifiedBiscuit& token, const crypto::PrivateKey& key) {
  return Accepted(Value(AttestNode(token, key)));
}

TEST_CASE("each service asks for the attestations of those before it") {
  const token::UnverifiedBiscuit minted = ChainToken(), one = By(minted, GatewayKey()), both = By(one, StoreKey());
  Accepted(Authorize(minted, At("gateway")));
  CHECK(RefusalIn<ChainIncomplete>(Authorize(minted, At("store"))) ==
        ChainIncomplete{"gateway", "it has not attested"});
  Accepted(Authorize(one, At("store")));
  CHECK(RefusalIn<ChainIncomplete>(Authorize(one, At(std::nullopt))) ==
        ChainIncomplete{"store", "it has not attested"});
  Accepted(Authorize(both, At(std::nullopt)));
  Accepted(Authorize(both, At("gateway")));
}

TEST_CASE("a token for a chain is refused by a verifier that stands in none (hole 5)") {
  CHECK(RefusalIn<ChainIncomplete>(Authorize(ChainToken(), AliceAsks())).component == "gateway");
  RefusalIn<ChainIncomplete>(Authorize(By(By(ChainToken(), GatewayKey()), StoreKey()), AliceAsks()));
}

TEST_CASE("attestations out of order are refused, repeats and later repairs are fine (hole 5)") {
  const token::UnverifiedBiscuit swapped = By(By(ChainToken(), StoreKey()), GatewayKey());
  CHECK(RefusalIn<ChainIncomplete>(Authorize(swapped, At(std::nullopt))) ==
        ChainIncomplete{"store", "it attested out of order"});
  Accepted(Authorize(By(swapped, StoreKey()), At(std::nullopt)));
  Accepted(Authorize(By(By(By(ChainToken(), GatewayKey()), GatewayKey()), StoreKey()), At(std::nullopt)));
}

TEST_CASE("two nodes that share a key need a block each (hole 5)") {
  const std::vector<Attestor> nodes = {AttestorOf("first", GatewayKey()), AttestorOf("second", GatewayKey())};
  Grant grant = AliceReads();
  grant.chain = nodes;
  const token::UnverifiedBiscuit one = By(IssuedGrant(grant), GatewayKey());
  CHECK(RefusalIn<ChainIncomplete>(Authorize(one, At(std::nullopt, nodes))).component == "second");
  Accepted(Authorize(By(one, GatewayKey()), At(std::nullopt, nodes)));
}

TEST_CASE("an attestation counts for its resource, its key and a signature alone") {
  const auto refused = [](const token::UnverifiedBiscuit& token) {
    return RefusalIn<ChainIncomplete>(Authorize(token, At("store"))).component == "gateway";
  };
  CHECK(refused(Attested(ChainToken(), R"(service("docs/other");)", GatewayKey())));
  CHECK(refused(Attested(ChainToken(), R"(service("docs/plan");)", AttestorKey(8))));
  CHECK(refused(Attested(ChainToken(), R"(service($r) <- resource($r);)", GatewayKey())));
  CHECK(refused(Attested(ChainToken(), R"(node("docs/plan", "gateway");)", GatewayKey())));
}

TEST_CASE("the nodes that count are the verifier's, with its keys") {
  const token::UnverifiedBiscuit token = By(ChainToken(), GatewayKey());
  const std::vector<Attestor> moved = {AttestorOf("gateway", AttestorKey(8)), AttestorOf("store", StoreKey())};
  CHECK(RefusalIn<ChainIncomplete>(Authorize(token, At("store", moved))).reason ==
        "the token names no such node with this key");
  CHECK(RefusalIn<ChainIncomplete>(Authorize(IssuedGrant(AliceReads()), At(std::nullopt))).component == "gateway");
}

TEST_CASE("a chain that is shorter, longer or in another order than the token's is refused (hole 5)") {
  const Attestor gateway = AttestorOf("gateway", GatewayKey()), store = AttestorOf("store", StoreKey());
  const Attestor other = AttestorOf("other", AttestorKey(8));
  const std::string missing = "the token's chain has this node, the given one has not";
  const std::string elsewhere = "the token's chain has this node in another place";
  const token::UnverifiedBiscuit one = By(ChainToken(), GatewayKey()), both = By(one, StoreKey());
  const auto refusal = [&](const token::UnverifiedBiscuit& token, std::vector<Attestor> nodes,
                           std::optional<std::string> component = std::nullopt) {
    return RefusalIn<ChainIncomplete>(Authorize(token, At(std::move(component), std::move(nodes))));
  };
  CHECK(refusal(one, {gateway}) == ChainIncomplete{"store", missing});
  CHECK(refusal(both, {gateway}) == ChainIncomplete{"store", missing});
  CHECK(refusal(one, {gateway}, "gateway") == ChainIncomplete{"store", missing});
  CHECK(refusal(By(By(ChainToken(), StoreKey()), GatewayKey()), {store, gateway}) ==
        ChainIncomplete{"store", elsewhere});
  CHECK(refusal(one, {store, gateway}, "store") == ChainIncomplete{"store", elsewhere});
  CHECK(refusal(both, {gateway, store, other}) ==
        ChainIncomplete{"other", "the token names no such node with this key"});
  // A service in a chain takes tokens for that chain alone, though it may be the first and wait for nobody.
  RefusalIn<ChainIncomplete>(Authorize(IssuedGrant(AliceReads()), At("gateway")));
}

TEST_CASE("a chain of no nodes, or with two of one name, is the caller's mistake") {
  const AuthorizationVerifier verifier = Value(AuthorizationVerifier::Create(RootLookup()));
  const auto mistake = [&](std::vector<Attestor> nodes) {
    const absl::Status status = verifier.Verify(ChainToken(), At(std::nullopt, std::move(nodes))).status();
    CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
    return std::string(status.message());
  };
  CHECK(mistake({}) == "the service chain has no nodes");
  CHECK(mistake({AttestorOf("gateway", GatewayKey()), AttestorOf("gateway", StoreKey())}) ==
        "two nodes of the service chain have the name: gateway");
}

TEST_CASE("no token is issued for two nodes or two parties of one name") {
  const auto message = [](const Grant& grant) {
    const absl::Status status = IssueAuthorization({grant, kNow, kHour, std::nullopt}, RootKey()).status();
    CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
    return std::string(status.message());
  };
  Grant grant = AliceReads();
  grant.chain = {AttestorOf("gateway", GatewayKey()), AttestorOf("store", StoreKey()),
                 AttestorOf("gateway", AttestorKey(8))};
  CHECK(message(grant) == "two nodes have the name: gateway");
  std::swap(grant.chain, grant.parties);
  CHECK(message(grant) == "two parties have the name: gateway");
}

TEST_CASE("a position that the chain does not have is the caller's mistake") {
  const AuthorizationVerifier verifier = Value(AuthorizationVerifier::Create(RootLookup()));
  const absl::Status status = verifier.Verify(ChainToken(), At("nowhere")).status();
  CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
  CHECK(std::string(status.message()) == "the service chain has no component: nowhere");
}

}  // namespace
}  // namespace hardtack::identity
