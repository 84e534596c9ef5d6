// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Chains over strings: no payload here is a block, since crypto does not look inside.
#include "hardtack/crypto/chain.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "tests/crypto/crypto_testing.h"

namespace hardtack::crypto {
namespace {

using std::string_view_literals::operator""sv;

// A chain that owns its bytes, built link by link as a holder builds a token.
class Chain {
 public:
  struct Link {
    std::string payload;
    PublicKey next_key;
    std::string signature;
    std::optional<std::pair<PublicKey, std::string>> external;
    uint32_t version = 0;
  };

  explicit Chain(Algorithm root) : holder_(FixedKey(root, 1)), root_(holder_.public_key()) {}

  Chain& Add(std::string payload, uint32_t version, Algorithm next, const Signer* third_party = nullptr) {
    PrivateKey next_key = FixedKey(next, static_cast<char>(links.size() + 2));
    Link link{std::move(payload), next_key.public_key(), {}, {}, version};
    const std::string previous = links.empty() ? "" : links.back().signature;
    if (third_party != nullptr) {
      auto signature = SignExternal(link.payload, previous, *third_party);
      REQUIRE(signature.ok());
      link.external.emplace(third_party->public_key(), *signature);
    }
    std::optional<ExternalSignature> external;
    if (link.external.has_value()) external = ExternalSignature{link.external->first, link.external->second};
    auto signature = SignBlock(
        {link.payload, &link.next_key, external.has_value() ? &*external : nullptr, previous, version}, holder_);
    REQUIRE(signature.ok());
    link.signature = *signature;
    links.push_back(std::move(link));
    holder_ = std::move(next_key);
    secret = std::string(holder_.secret());
    return *this;
  }

  Chain& Seal() {
    auto signature = SignFinal(View().back(), holder_);
    REQUIRE(signature.ok());
    final_signature = *signature;
    return *this;
  }

  std::vector<ChainLink> View() const {
    std::vector<ChainLink> view;
    for (const Link& link : links) {
      std::optional<ExternalSignature> external;
      if (link.external.has_value()) external = ExternalSignature{link.external->first, link.external->second};
      view.push_back({link.payload, link.next_key, link.signature, external, link.version});
    }
    return view;
  }

  Proof ProofView() const {
    if (final_signature.has_value()) return FinalSignature{*final_signature};
    return NextSecret{secret};
  }

  absl::Status Verify() const { return VerifyChain(root_, View(), ProofView()); }
  const PublicKey& root() const { return root_; }

  std::vector<Link> links;
  std::string secret;
  std::optional<std::string> final_signature;

 private:
  PrivateKey holder_;
  PublicKey root_;
};

// Four links: versions 0, 0, 1 by a third party, 1, with these two algorithms in turn.
Chain FourLinks(Algorithm first, Algorithm second) {
  static const PrivateKey third_party = FixedKey(Algorithm::kSecp256r1, 99);
  Chain chain(first);
  chain.Add("zero", 0, second).Add("one", 0, first).Add("two", 1, second, &third_party).Add("three", 1, first);
  return chain;
}

std::vector<Chain> AllChains() {
  std::vector<Chain> chains;
  for (Algorithm first : {Algorithm::kEd25519, Algorithm::kSecp256r1}) {
    for (Algorithm second : {Algorithm::kEd25519, Algorithm::kSecp256r1}) {
      chains.push_back(FourLinks(first, second));
      chains.push_back(std::move(FourLinks(first, second).Seal()));
    }
  }
  return chains;
}

TEST_CASE("chains of both algorithms, open and sealed, of versions 0 and 1, verify under their root alone") {
  for (const Chain& chain : AllChains()) {
    CHECK(chain.Verify().ok());
    const PrivateKey other = FixedKey(chain.root().algorithm(), 77);
    CHECK(KindOf(VerifyChain(other.public_key(), chain.View(), chain.ProofView())) == ErrorKind::kInvalidSignature);
  }
}

TEST_CASE("the signed payloads have the bytes of the specification") {
  const PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  const PublicKey next = FixedKey(Algorithm::kSecp256r1, 2).public_key();
  const PublicKey party = FixedKey(Algorithm::kEd25519, 3).public_key();
  const std::string key(next.bytes());
  const std::string alg("\1\0\0\0"sv);
  const std::string previous(64, 'p'), external(64, 'e'), own(64, 'o');

  const auto messages = [&](const ChainLink& link, bool first, const Proof& proof) {
    std::vector<ChainLink> links;
    if (!first) links.push_back({"before", party, previous, std::nullopt, 0});
    links.push_back(link);
    auto checks = ChainChecks(root.public_key(), links, proof);
    REQUIRE(checks.ok());
    std::vector<std::string> result;
    for (size_t i = first ? 0 : 1; i < checks->size(); ++i) result.push_back((*checks)[i].message);
    return result;
  };
  using Messages = std::vector<std::string>;
  const Proof open = NextSecret{};

  CHECK(messages({"data", next, own, std::nullopt, 0}, true, open) == Messages{"data" + alg + key});
  CHECK(messages({"data", next, own, std::nullopt, 0}, false, open) == Messages{"data" + alg + key});
  const std::string v1 = std::string("\0BLOCK\0\0VERSION\0\1\0\0\0\0PAYLOAD\0data\0ALGORITHM\0"sv) + alg +
                         std::string("\0NEXTKEY\0"sv) + key;
  CHECK(messages({"data", next, own, std::nullopt, 1}, true, open) == Messages{v1});
  const std::string after = v1 + std::string("\0PREVSIG\0"sv) + previous;
  CHECK(messages({"data", next, own, std::nullopt, 1}, false, open) == Messages{after});
  CHECK(messages({"data", next, own, ExternalSignature{party, external}, 1}, false, open) ==
        Messages{after + std::string("\0EXTERNALSIG\0"sv) + external,
                 std::string("\0EXTERNAL\0\0VERSION\0\1\0\0\0\0PAYLOAD\0data\0PREVSIG\0"sv) + previous});

  // Sealed: version 0 of the last block, without its external signature, then its signature.
  std::string final_bytes = *FixedKey(Algorithm::kSecp256r1, 2).Sign("any");
  CHECK(
      messages({"data", next, own, ExternalSignature{party, external}, 1}, false, FinalSignature{final_bytes}).back() ==
      "data" + alg + key + own);
}

TEST_CASE("the checks of a chain come in order of blocks, each with its key, and the final one last") {
  const Chain chain = std::move(FourLinks(Algorithm::kEd25519, Algorithm::kSecp256r1).Seal());
  const std::vector<ChainLink> links = chain.View();
  auto checks = ChainChecks(chain.root(), links, chain.ProofView());
  REQUIRE(checks.ok());
  using Role = SignatureCheck::Role;
  const std::vector<std::pair<uint32_t, Role>> expected = {{0, Role::kBlock},    {1, Role::kBlock}, {2, Role::kBlock},
                                                           {2, Role::kExternal}, {3, Role::kBlock}, {3, Role::kFinal}};
  REQUIRE(checks->size() == expected.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    CHECK((*checks)[i].block == expected[i].first);
    CHECK((*checks)[i].role == expected[i].second);
    CHECK(Verify(*(*checks)[i].key, (*checks)[i].message, (*checks)[i].signature).ok());
  }
  CHECK((*checks)[0].key == &chain.root());
  CHECK((*checks)[1].key == &links[0].next_key);
  CHECK((*checks)[3].key == &links[2].external->key);
  CHECK((*checks)[5].key == &links[3].next_key);
}

TEST_CASE("no part of any link can be changed") {
  for (const Chain& chain : AllChains()) {
    for (size_t i = 0; i < chain.links.size(); ++i) {
      CAPTURE(i);
      const Algorithm algorithm = chain.links[i].next_key.algorithm();
      const std::function<void(Chain::Link&)> changes[] = {
          [](Chain::Link& link) { link.payload += "!"; },
          [](Chain::Link& link) { link.payload.pop_back(); },
          [&](Chain::Link& link) { link.next_key = FixedKey(algorithm, 66).public_key(); },
          [](Chain::Link& link) { link.signature[20] = static_cast<char>(link.signature[20] ^ 1); },
          [](Chain::Link& link) { link.signature.pop_back(); },
          [](Chain::Link& link) { link.signature.clear(); },
          [](Chain::Link& link) { link.version = 1 - link.version; },
          [](Chain::Link& link) { link.version = 2; },
          [](Chain::Link& link) {
            link.external.emplace(FixedKey(Algorithm::kEd25519, 5).public_key(), std::string(64, 'x'));
          },
      };
      for (const auto& change : changes) {
        Chain changed = FourLinks(chain.root().algorithm(), chain.links[0].next_key.algorithm());
        if (chain.final_signature.has_value()) changed.Seal();
        REQUIRE(changed.Verify().ok());
        change(changed.links[i]);
        const absl::Status status = changed.Verify();
        CHECK(!status.ok());
        CHECK(KindOf(status).has_value());
      }
    }
  }
}

TEST_CASE("links can be neither dropped, nor swapped, nor repeated, nor moved to another chain") {
  const auto refused = [](const std::function<void(Chain&)>& change) {
    for (bool sealed : {false, true}) {
      Chain chain = FourLinks(Algorithm::kEd25519, Algorithm::kEd25519);
      if (sealed) chain.Seal();
      REQUIRE(chain.Verify().ok());
      change(chain);
      const absl::Status status = chain.Verify();
      CHECK((KindOf(status) == ErrorKind::kInvalidSignature || KindOf(status) == ErrorKind::kInvalidProof));
    }
  };
  for (size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    refused([&](Chain& chain) { chain.links.erase(chain.links.begin() + static_cast<long>(i)); });
    refused([&](Chain& chain) { chain.links.insert(chain.links.begin() + static_cast<long>(i), chain.links[i]); });
    for (size_t j = 0; j < i; ++j) refused([&](Chain& chain) { std::swap(chain.links[i], chain.links[j]); });
  }
  refused([](Chain& chain) {
    Chain other(Algorithm::kEd25519);
    other.Add("other", 0, Algorithm::kEd25519).Add("one of another", 1, Algorithm::kEd25519);
    chain.links[1] = other.links[1];
  });
}

TEST_CASE("the external signature of a block can be neither dropped, nor replaced, nor used after another signature") {
  const PrivateKey party = FixedKey(Algorithm::kEd25519, 99);
  Chain dropped = FourLinks(Algorithm::kEd25519, Algorithm::kEd25519);
  dropped.links[2].external.reset();
  CHECK(KindOf(dropped.Verify()) == ErrorKind::kInvalidSignature);

  Chain forged = FourLinks(Algorithm::kEd25519, Algorithm::kEd25519);
  auto again = SignExternal(forged.links[2].payload, forged.links[1].signature, party);
  REQUIRE(again.ok());
  forged.links[2].external.emplace(party.public_key(), *again);
  CHECK(KindOf(forged.Verify()) == ErrorKind::kInvalidSignature);

  // A signature made for another place fails although the block's own signature covers it.
  auto elsewhere = SignExternal("two", forged.links[0].signature, party);
  REQUIRE(elsewhere.ok());
  const ExternalSignature external{party.public_key(), *elsewhere};
  CHECK(VerifyExternal("two", forged.links[0].signature, external).ok());
  CHECK(KindOf(VerifyExternal("two", forged.links[1].signature, external)) == ErrorKind::kInvalidSignature);
  CHECK(KindOf(VerifyExternal("too", forged.links[0].signature, external)) == ErrorKind::kInvalidSignature);
}

TEST_CASE("the message names the block whose signature fails, and whether it is the external one") {
  Chain chain = FourLinks(Algorithm::kEd25519, Algorithm::kEd25519);
  chain.links[1].payload = "changed";
  CHECK(std::string(chain.Verify().message()) == "block 1: the signature does not match");

  chain = FourLinks(Algorithm::kEd25519, Algorithm::kEd25519);
  chain.links[0].signature.resize(16);
  CHECK(KindOf(chain.Verify()) == ErrorKind::kMalformedSignature);
  CHECK(std::string(chain.Verify().message()).starts_with("block 0: "));
  CHECK(SubjectOf(chain.Verify()) == chain.links[0].signature);

  chain = FourLinks(Algorithm::kEd25519, Algorithm::kEd25519);
  chain.links[2].external->second = "junk";
  CHECK(std::string(chain.Verify().message()).starts_with("block 2: external signature: "));
}

TEST_CASE("many chains are verified each for itself") {
  std::vector<Chain> owned = AllChains();
  owned[1].links[2].payload = "changed";
  owned[4].secret = std::string(32, 'x');
  owned[5].links[0].version = 2;
  std::vector<std::vector<ChainLink>> links;
  std::vector<Proof> proofs;
  for (const Chain& chain : owned) {
    links.push_back(chain.View());
    proofs.push_back(chain.ProofView());
  }
  links[6].clear();
  std::vector<ChainToVerify> chains;
  for (size_t i = 0; i < owned.size(); ++i) chains.push_back({&owned[i].root(), links[i], &proofs[i], 0});
  const std::vector<absl::Status> statuses = VerifyChains(chains);
  REQUIRE(statuses.size() == owned.size());
  for (size_t i = 0; i < owned.size(); ++i) {
    CAPTURE(i);
    CHECK(statuses[i] == VerifyChain(owned[i].root(), links[i], proofs[i]));
    CHECK(statuses[i].ok() == (i != 1 && i != 4 && i != 5 && i != 6));
  }
  CHECK(VerifyChains({}).empty());
}

TEST_CASE("a chain longer than a pass fails with the first of its signatures that does not match") {
  Chain chain(Algorithm::kEd25519);
  for (int i = 0; i < 20; ++i) chain.Add("block", 1, Algorithm::kEd25519);
  chain.Seal();
  CHECK(chain.Verify().ok());
  chain.final_signature->front() ^= 1;
  CHECK(KindOf(chain.Verify()) == ErrorKind::kInvalidProof);
  // Each flip is before the one before it, which stays: from the third pass to the first.
  for (size_t block : {19, 17, 16, 15, 9, 8, 7, 3, 0}) {
    chain.links[block].signature[40] ^= 1;
    CAPTURE(block);
    const absl::Status status = chain.Verify();
    CHECK(KindOf(status) == ErrorKind::kInvalidSignature);
    CHECK(std::string(status.message()).starts_with("block " + std::to_string(block) + ":"));
  }
}

TEST_CASE("what is known of a chain is not verified again, and all that follows is") {
  Chain chain = FourLinks(Algorithm::kEd25519, Algorithm::kSecp256r1);
  const auto status = [&](size_t verified) {
    const std::vector<ChainLink> links = chain.View();
    const Proof proof = chain.ProofView();
    const ChainToVerify known{&chain.root(), links, &proof, verified};
    return VerifyChains({&known, 1})[0];
  };
  for (size_t verified = 0; verified <= 4; ++verified) CHECK(status(verified).ok());
  CHECK(KindOf(status(5)) == ErrorKind::kInvalidArgument);
  CHECK(ChainChecks(chain.root(), chain.View(), chain.ProofView(), 2)->size() == 3);  // one of them external

  chain.links[2].payload = "changed";
  CHECK(std::string(status(2).message()) == "block 2: the signature does not match");
  CHECK(status(3).ok());
  chain = FourLinks(Algorithm::kEd25519, Algorithm::kSecp256r1);
  chain.secret = std::string(FixedKey(Algorithm::kEd25519, 55).secret());
  CHECK(KindOf(status(4)) == ErrorKind::kInvalidProof);
}

TEST_CASE("the proof must fit the last link") {
  Chain open(Algorithm::kEd25519);
  open.Add("zero", 0, Algorithm::kEd25519);
  Chain p256(Algorithm::kEd25519);
  p256.Add("zero", 1, Algorithm::kSecp256r1);
  const std::string foreign(FixedKey(Algorithm::kEd25519, 55).secret());
  const std::string secrets[] = {"", foreign, open.secret + "x", open.secret.substr(1), std::string(32, '\0')};
  for (const std::string& secret : secrets) {
    CHECK(KindOf(VerifyChain(open.root(), open.View(), NextSecret{secret})) == ErrorKind::kInvalidProof);
    CHECK(KindOf(VerifyChain(p256.root(), p256.View(), NextSecret{secret})) == ErrorKind::kInvalidProof);
  }

  open.Seal();
  CHECK(open.Verify().ok());
  const std::string other = *FixedKey(Algorithm::kEd25519, 55).Sign("message");
  CHECK(KindOf(VerifyChain(open.root(), open.View(), FinalSignature{other})) == ErrorKind::kInvalidProof);
  CHECK(KindOf(VerifyChain(open.root(), open.View(), FinalSignature{"short"})) == ErrorKind::kMalformedSignature);
  CHECK(KindOf(VerifyChain(open.root(), open.View(), NextSecret{*open.final_signature})) == ErrorKind::kInvalidProof);
}

TEST_CASE("the authority carries no external signature, and a third-party block needs payload version 1") {
  const PrivateKey party = FixedKey(Algorithm::kEd25519, 9);
  const PublicKey next = FixedKey(Algorithm::kEd25519, 10).public_key();
  const std::string external_bytes = *SignExternal("data", std::string(64, 'p'), party);
  const ExternalSignature external{party.public_key(), external_bytes};
  const std::string own = *party.Sign("any");

  const std::vector<ChainLink> authority = {{"data", next, own, external, 1}};
  CHECK(KindOf(ChainChecks(next, authority, NextSecret{}).status()) == ErrorKind::kInvalidSignature);
  const std::vector<ChainLink> version0 = {{"data", next, own, std::nullopt, 0}, {"data", next, own, external, 0}};
  CHECK(KindOf(ChainChecks(next, version0, NextSecret{}).status()) == ErrorKind::kUnsupportedVersion);
  CHECK(KindOf(SignBlock({"data", &next, &external, std::string(64, 'p'), 0}, party).status()) ==
        ErrorKind::kUnsupportedVersion);
  CHECK(KindOf(SignBlock({"data", &next, &external, "", 1}, party).status()) == ErrorKind::kInvalidSignature);
}

TEST_CASE("an empty chain, an unknown version and a missing next key are refused") {
  const PrivateKey key = FixedKey(Algorithm::kEd25519, 9);
  CHECK(KindOf(VerifyChain(key.public_key(), {}, NextSecret{})) == ErrorKind::kInvalidArgument);
  CHECK(KindOf(SignBlock({"data", nullptr, nullptr, "", 0}, key).status()) == ErrorKind::kInvalidArgument);
  CHECK(KindOf(SignBlock({"data", &key.public_key(), nullptr, "", 2}, key).status()) == ErrorKind::kUnsupportedVersion);
}

TEST_CASE("a key that lives elsewhere signs a chain; its failures and its nonsense are passed on, not built in") {
  DistantSigner root(FixedKey(Algorithm::kSecp256r1, 21));
  const PrivateKey next = FixedKey(Algorithm::kEd25519, 22);
  const BlockToSign block{"data", &next.public_key(), nullptr, "", 1};
  auto signature = SignBlock(block, root);
  REQUIRE(signature.ok());
  const std::vector<ChainLink> links = {{"data", next.public_key(), *signature, std::nullopt, 1}};
  CHECK(VerifyChain(root.public_key(), links, NextSecret{next.secret()}).ok());

  root.offline = true;
  CHECK(SignBlock(block, root).status().code() == absl::StatusCode::kUnavailable);
  root.answer = std::string(64, 'r');  // r and s without DER, as some modules give them
  CHECK(KindOf(SignBlock(block, root).status()) == ErrorKind::kMalformedSignature);
  CHECK(KindOf(SignFinal(links[0], root).status()) == ErrorKind::kMalformedSignature);
  CHECK(KindOf(SignExternal("data", *signature, root).status()) == ErrorKind::kMalformedSignature);
}

}  // namespace
}  // namespace hardtack::crypto
