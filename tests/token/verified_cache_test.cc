// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/token/verified_cache.h"

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/fact_base.h"
#include "hardtack/engine/world.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/append.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/builder.h"
#include "tests/crypto/ecdsa_der.h"
#include "tests/token/token_testing.h"

namespace hardtack::token {
namespace {

using crypto::Algorithm;
using crypto::FixedKey;

const crypto::PrivateKey& Root() {
  static const crypto::PrivateKey root = FixedKey(Algorithm::kEd25519, 1);
  return root;
}

UnverifiedBiscuit Parent(const std::string& right = "read") {
  return Must(Issue(BlockOf({FactOf("right", {right})}, {CheckIf("resource")}), Root()));
}

UnverifiedBiscuit ChildOf(const UnverifiedBiscuit& parent, const std::string& note = "new") {
  return Must(Append(parent, BlockOf({FactOf("note", {note})}, {CheckIf("operation")})));
}

absl::StatusOr<Biscuit> Verify(const UnverifiedBiscuit& token, VerifiedCache* cache) {
  return Biscuit::Verify(token, SingleRootKey(Root().public_key()), cache);
}

UnverifiedBiscuit Within(const UnverifiedBiscuit& token, const engine::StructureLimits& limits) {
  return Must(UnverifiedBiscuit::FromBytes(std::string(token.bytes()), limits));
}

// `block` as its holder may sign it after `parent`, whatever reading says to it: encoded against these tables.
UnverifiedBiscuit Signed(const UnverifiedBiscuit& parent, const engine::Block& block, wire::Tables tables) {
  const wire::EncodedBlock encoded = Must(wire::EncodeBlock(block, tables));
  const crypto::PrivateKey holder = Must(HolderKey(parent));
  const SignedBlock next =
      Must(SignNext({parent.links(), holder}, {encoded.bytes, encoded.version, std::nullopt}, Algorithm::kEd25519));
  Envelope envelope(parent);
  envelope.raw_blocks.push_back(next.raw);
  envelope.proof = std::string(next.next_key.secret());
  return Must(UnverifiedBiscuit::FromBytes(envelope.Bytes()));
}

// The same answer with the cache as without.
void CheckSameAnswer(const UnverifiedBiscuit& token, VerifiedCache& cache) {
  const auto with = Verify(token, &cache), without = Verify(token, nullptr);
  REQUIRE(with.ok() == without.ok());
  CHECK(with.status() == without.status());
  if (!with.ok()) return;
  CHECK(with->unverified().bytes() == token.bytes());
  REQUIRE(with->blocks().size() == without->blocks().size());
  for (size_t i = 0; i < with->blocks().size(); ++i) CHECK(with->blocks()[i].block == without->blocks()[i].block);
}

TEST_CASE("a token that comes again costs no signature, a child only its own, a stranger all") {
  VerifiedCache cache;
  const UnverifiedBiscuit parent = Parent();
  CheckSameAnswer(parent, cache);
  CHECK(cache.statistics().misses == 1);
  CheckSameAnswer(parent, cache);
  CHECK(cache.statistics().hits == 1);
  CheckSameAnswer(ChildOf(parent), cache);
  CHECK(cache.statistics().prefix_hits == 1);
  CheckSameAnswer(Parent("write"), cache);
  CHECK(cache.statistics().misses == 2);
  CHECK(cache.statistics().tokens == 3);
}

TEST_CASE("two children of a parent that nobody presented share what they have in common") {
  VerifiedCache cache;
  const UnverifiedBiscuit parent = Parent();
  CheckSameAnswer(ChildOf(parent, "one"), cache);
  CheckSameAnswer(ChildOf(parent, "two"), cache);
  CHECK(cache.statistics().prefix_hits == 1);
}

TEST_CASE("a child has its parent's decoded blocks while the parent is kept") {
  VerifiedCache cache(size_t{1} << 20);
  const UnverifiedBiscuit parent = Parent();
  const Biscuit first = Must(Verify(parent, &cache)), child = Must(Verify(ChildOf(parent, "one"), &cache));
  CHECK(&child.blocks()[0] == &first.blocks()[0]);
  CHECK(child.blocks()[1].block == BlockOf({FactOf("note", {"one"})}, {CheckIf("operation")}));
  CheckSameAnswer(ChildOf(ChildOf(parent, "one")), cache);
}

TEST_CASE("the blocks of a token that goes are read anew for its child, and shared again from then on") {
  VerifiedCache cache(size_t{1} << 20);
  const UnverifiedBiscuit parent = Parent();
  REQUIRE(Verify(parent, &cache).ok());
  // More tokens than there is room for, whose beginnings are few beside them.
  for (size_t i = 0; i < 1000; ++i) REQUIRE(Verify(Parent(std::to_string(i)), &cache).ok());
  const uint64_t prefix_hits = cache.statistics().prefix_hits;
  const Biscuit one = Must(Verify(ChildOf(parent, "one"), &cache)), two = Must(Verify(ChildOf(parent, "two"), &cache));
  CHECK(cache.statistics().prefix_hits == prefix_hits + 2);
  CHECK(&one.blocks()[0] == &two.blocks()[0]);
}

TEST_CASE("a child that is read within other limits than its parent was has blocks of its own") {
  VerifiedCache cache;
  const UnverifiedBiscuit parent = Parent();
  const Biscuit first = Must(Verify(parent, &cache));
  engine::StructureLimits limits;
  limits.max_symbols = 100;
  CHECK(&Must(Verify(Within(ChildOf(parent), limits), &cache)).blocks()[0] != &first.blocks()[0]);
  CHECK(&Must(Verify(ChildOf(parent), &cache)).blocks()[0] == &first.blocks()[0]);
  CHECK(cache.statistics().prefix_hits == 1);
}

TEST_CASE("symbols of shared blocks count towards the limit, those of a third party's too") {
  const crypto::PrivateKey party = FixedKey(Algorithm::kEd25519, 7);
  const UnverifiedBiscuit parent = ThreeBlocks(Root(), Algorithm::kEd25519, party);
  const UnverifiedBiscuit child = ChildOf(parent);
  engine::StructureLimits limits;
  size_t symbols = 0;
  for (const wire::DecodedBlock& block : Must(child.DecodeBlocks())) symbols += block.symbols.size();
  for (const size_t most : {symbols, symbols - 1}) {
    VerifiedCache cache;
    limits.max_symbols = most;
    REQUIRE(Verify(Within(parent, limits), &cache).ok());
    const absl::StatusOr<Biscuit> read = Verify(Within(child, limits), &cache);
    CHECK(cache.statistics().prefix_hits == 1);
    CHECK(read.ok() == (most == symbols));
    if (!read.ok()) CHECK(KindOf(read.status()) == ErrorKind::kTooManySymbols);
  }
}

TEST_CASE("a child is refused for what its parent's blocks have, with the cache as without") {
  VerifiedCache cache;
  const std::string text(3000, 'x');
  const UnverifiedBiscuit parent = Must(Issue(BlockOf({FactOf("note", {text})}), Root()));
  REQUIRE(Verify(parent, &cache).ok());
  const UnverifiedBiscuit again = Signed(parent, BlockOf({FactOf("note", {"new"})}), {});
  CHECK(KindOf(Verify(again, nullptr).status()) == ErrorKind::kSymbolTableOverlap);
  CheckSameAnswer(again, cache);
  wire::Tables tables;
  tables.symbols.Insert("note");
  tables.symbols.Insert(text);
  // More text than the bytes of both allow.
  const UnverifiedBiscuit larger =
      Signed(parent, BlockOf({FactOf("note", std::vector<std::string>(60, text))}), std::move(tables));
  CHECK(KindOf(Verify(larger, nullptr).status()) == ErrorKind::kTokenTooLarge);
  CheckSameAnswer(larger, cache);
  CHECK(cache.statistics().prefix_hits == 2);
}

TEST_CASE("a grandchild shares its grandparent's blocks when the token between them is gone") {
  VerifiedCache cache(size_t{1} << 20);
  const UnverifiedBiscuit parent = Parent(), child = ChildOf(parent, "one");
  const Biscuit first = Must(Verify(parent, &cache));
  REQUIRE(Verify(child, &cache).ok());
  for (size_t i = 0; i < 1000; ++i) REQUIRE(Verify(Parent(std::to_string(i)), &cache).ok());
  const Biscuit last = Must(Verify(ChildOf(child, "two"), &cache));
  CHECK(&last.blocks()[0] == &first.blocks()[0]);  // which `first` kept
}

TEST_CASE("what a child adds is read against the symbols and keys of the blocks that it shares") {
  VerifiedCache cache;
  const engine::PublicKey known = EngineKey(FixedKey(Algorithm::kEd25519, 7).public_key());
  engine::Block authority = BlockOf({FactOf("note", {"kept"})});
  authority.scopes = {known};
  const UnverifiedBiscuit parent = Must(Issue(authority, Root()));
  const Biscuit first = Must(Verify(parent, &cache));
  engine::Block narrower = BlockOf({FactOf("note", {"kept", "new"})});
  narrower.scopes = authority.scopes;
  const Biscuit child = Must(Verify(Must(Append(parent, narrower)), &cache));
  CHECK(&child.blocks()[0] == &first.blocks()[0]);
  CHECK(child.blocks()[1].block == narrower);
  CHECK(child.blocks()[1].symbols == std::vector<std::string>{"new"});
  CHECK(child.blocks()[1].public_keys.empty());
}

TEST_CASE("a child may repeat its parent's texts as often with the cache as without") {
  VerifiedCache cache;
  const std::string text(3000, 'x');
  const UnverifiedBiscuit parent = Must(Issue(BlockOf({FactOf("note", {text})}), Root()));
  REQUIRE(Verify(parent, &cache).ok());
  // More than the child's own bytes allow, less than those of both.
  const UnverifiedBiscuit child = Must(Append(parent, BlockOf({FactOf("note", std::vector<std::string>(20, text))})));
  REQUIRE(Verify(child, nullptr).ok());
  CheckSameAnswer(child, cache);
  CHECK(cache.statistics().prefix_hits == 1);
}

TEST_CASE("every single bit of a remembered token matters as much as before") {
  VerifiedCache cache;
  const UnverifiedBiscuit token = ChildOf(Parent());
  CheckSameAnswer(token, cache);
  size_t accepted = 0;
  for (size_t bit = 0; bit < token.bytes().size() * 8; ++bit) {
    std::string bytes(token.bytes());
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
    const auto changed = UnverifiedBiscuit::FromBytes(std::move(bytes));
    if (!changed.ok()) continue;
    const auto with = Verify(*changed, &cache), without = Verify(*changed, nullptr);
    CHECK(with.status() == without.status());
    accepted += with.ok() ? 1 : 0;
  }
  CHECK(accepted == 0);
  CHECK(cache.statistics().hits == 0);
}

TEST_CASE("a known token's text costs no signature, within the same limits and under the same root key alone") {
  VerifiedCache cache;
  const std::string text = ChildOf(Parent()).ToText();
  const RootKeyLookup lookup = SingleRootKey(Root().public_key());
  VerifyOptions options;
  options.cache = &cache;
  REQUIRE(Biscuit::VerifyText(text, lookup, options).ok());
  CHECK(Must(Biscuit::VerifyText(text, lookup, options)).unverified().ToText() == text);
  CHECK(cache.statistics().hits == 1);
  const RootKeyLookup gone = [](std::optional<uint32_t>) {
    return absl::StatusOr<crypto::PublicKey>(Error(ErrorKind::kUnknownRootKey, "no root key"));
  };
  CHECK(KindOf(Biscuit::VerifyText(text, gone, options).status()) == ErrorKind::kUnknownRootKey);
  const RootKeyLookup other = SingleRootKey(FixedKey(Algorithm::kEd25519, 2).public_key());
  CHECK(KindOf(Biscuit::VerifyText(text, other, options).status()) == ErrorKind::kInvalidSignature);
  options.limits.max_blocks = 1;
  CHECK(KindOf(Biscuit::VerifyText(text, lookup, options).status()) == ErrorKind::kTooManyBlocks);
  CHECK(cache.statistics().hits == 1);
}

TEST_CASE("a known text is judged by the time of each request") {
  VerifiedCache cache;
  const std::string text =
      Must(Issue(*parser::ParseBlock("check if time($t), $t < 2030-01-01T00:00:00Z"), Root())).ToText();
  const VerifyOptions options{.limits = {}, .cache = &cache};
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  auto allowed_at = [&](const char* time) {
    const Biscuit token = Must(Biscuit::VerifyText(text, SingleRootKey(Root().public_key()), options));
    const std::vector<engine::Fact> request = {*parser::ParseFact(std::string("time(") + time + ")")};
    return Must(authorizer.Authorize(token, request)).allowed();
  };
  CHECK(allowed_at("2029-12-31T23:59:59Z"));
  CHECK(!allowed_at("2030-01-01T00:00:00Z"));
  CHECK(cache.statistics().hits == 1);
}

TEST_CASE("every character of a known text matters, and the same token in another form is verified in its own right") {
  VerifiedCache cache;
  const UnverifiedBiscuit token = ChildOf(Parent());
  const std::string text = token.ToText();
  const RootKeyLookup lookup = SingleRootKey(Root().public_key());
  const VerifyOptions options{.limits = {}, .cache = &cache};
  REQUIRE(Biscuit::VerifyText(text, lookup, options).ok());
  for (size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(!Biscuit::VerifyText(changed, lookup, options).ok());
  }
  CHECK(cache.statistics().hits == 0);
  CHECK(Must(Biscuit::VerifyText("biscuit:" + text, lookup, options)).unverified().bytes() == token.bytes());
  CHECK(Must(Verify(token, &cache)).unverified().bytes() == token.bytes());
  CHECK(cache.statistics().hits == 0);
  CHECK(Biscuit::VerifyText("biscuit:" + text, lookup, options).ok());
  CHECK(Verify(token, &cache).ok());
  CHECK(cache.statistics().hits == 2);
}

TEST_CASE("known blocks do not vouch for a proof, nor for blocks behind them") {
  VerifiedCache cache;
  const UnverifiedBiscuit token = ChildOf(Parent());
  CheckSameAnswer(token, cache);
  Envelope envelope(token);
  envelope.proof = std::string(FixedKey(Algorithm::kEd25519, 50).secret());
  const UnverifiedBiscuit foreign_secret = Must(UnverifiedBiscuit::FromBytes(envelope.Bytes()));
  CHECK(KindOf(Verify(foreign_secret, &cache).status()) == ErrorKind::kInvalidProof);

  Envelope longer(ChildOf(token));
  longer.raw_blocks[2] = Envelope(ChildOf(ChildOf(Parent("write")))).raw_blocks[2];
  const UnverifiedBiscuit transplanted = Must(UnverifiedBiscuit::FromBytes(longer.Bytes()));
  CHECK(KindOf(Verify(transplanted, &cache).status()) == ErrorKind::kInvalidSignature);
  CHECK(cache.statistics().prefix_hits == 2);
}

TEST_CASE("a root key that is no longer there is refused at once, and so is everything below it") {
  VerifiedCache cache;
  const UnverifiedBiscuit parent = Parent(), child = ChildOf(parent);
  CheckSameAnswer(parent, cache);
  const RootKeyLookup gone = [](std::optional<uint32_t>) {
    return absl::StatusOr<crypto::PublicKey>(Error(ErrorKind::kUnknownRootKey, "no root key"));
  };
  CHECK(KindOf(Biscuit::Verify(parent, gone, &cache).status()) == ErrorKind::kUnknownRootKey);
  const RootKeyLookup another = SingleRootKey(FixedKey(Algorithm::kEd25519, 2).public_key());
  CHECK(KindOf(Biscuit::Verify(parent, another, &cache).status()) == ErrorKind::kInvalidSignature);
  CHECK(KindOf(Biscuit::Verify(child, another, &cache).status()) == ErrorKind::kInvalidSignature);
  CHECK(Verify(parent, &cache).ok());
}

TEST_CASE("a token that is known within wide limits is refused within narrow ones") {
  VerifiedCache cache;
  const UnverifiedBiscuit wide = Parent("a symbol of its own");
  CheckSameAnswer(wide, cache);
  engine::StructureLimits limits;
  limits.max_symbols = 1;
  const UnverifiedBiscuit narrow = Must(UnverifiedBiscuit::FromBytes(std::string(wide.bytes()), limits));
  CHECK(KindOf(Verify(narrow, &cache).status()) == ErrorKind::kTooManySymbols);
}

TEST_CASE("a twin with the other s is another token") {
  VerifiedCache cache;
  const crypto::PrivateKey root = FixedKey(Algorithm::kSecp256r1, 1);
  const RootKeyLookup lookup = SingleRootKey(root.public_key());
  const UnverifiedBiscuit token = Must(Issue(BlockOf({FactOf("a", {"b"})}), root));
  REQUIRE(Biscuit::Verify(token, lookup, &cache).ok());
  Envelope envelope(token);
  envelope.raw_blocks[0] = WithSignature(token.links()[0], crypto::FlipS(token.links()[0].signature));
  const UnverifiedBiscuit twin = Must(UnverifiedBiscuit::FromBytes(envelope.Bytes()));
  REQUIRE(twin.bytes() != token.bytes());
  CHECK(Must(Biscuit::Verify(twin, lookup, &cache)).unverified().bytes() == twin.bytes());
  CHECK(cache.statistics().misses == 2);
}

TEST_CASE("what is kept stays within its bytes, and what is dropped is verified again") {
  constexpr size_t kMaxBytes = 256 << 10;
  VerifiedCache cache(kMaxBytes);
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  std::vector<UnverifiedBiscuit> tokens;
  for (int i = 0; i < 400; ++i) tokens.push_back(Parent(std::to_string(i)));
  for (int round = 0; round < 2; ++round) {
    for (const UnverifiedBiscuit& token : tokens) {
      CHECK(authorizer.Authorize(Must(Verify(token, &cache))).ok());
      CHECK(cache.statistics().bytes <= kMaxBytes);
    }
  }
  const VerifiedCache::Statistics statistics = cache.statistics();
  CHECK(statistics.tokens > 0);
  CHECK(statistics.tokens < tokens.size());
  CHECK(statistics.misses + statistics.prefix_hits > tokens.size());
}

TEST_CASE("a token that is too large to be kept leaves what is kept alone") {
  VerifiedCache cache(2 << 20);  // 64 KiB for each sixteenth of tokens
  std::vector<UnverifiedBiscuit> tokens;
  for (int i = 0; i < 8; ++i) tokens.push_back(Parent(std::to_string(i)));
  for (const UnverifiedBiscuit& token : tokens) CheckSameAnswer(token, cache);
  for (int i = 0; i < 40; ++i) CheckSameAnswer(Parent(std::to_string(i) + std::string(80'000, 'x')), cache);
  for (const UnverifiedBiscuit& token : tokens) CheckSameAnswer(token, cache);
  CHECK(cache.statistics().hits == tokens.size());
}

TEST_CASE("an authorizer that is gone leaves neither its policy nor its shared facts behind") {
  VerifiedCache cache;
  std::vector<UnverifiedBiscuit> tokens;
  for (int i = 0; i < 10; ++i) tokens.push_back(Parent(std::to_string(i)));
  auto authorize_each = [&](const Authorizer& authorizer) {
    for (const UnverifiedBiscuit& token : tokens) CHECK(authorizer.Authorize(Must(Verify(token, &cache))).ok());
  };
  std::weak_ptr<const engine::FactBase> facts;
  {
    AuthorizerOptions options;
    engine::FactBaseBuilder builder;
    REQUIRE(builder.Add(FactOf("resource", {"r"})).ok());
    options.facts = std::move(builder).Build();
    facts = options.facts;
    const Authorizer first = Must(Authorizer::Create(AllowIfTrue(), std::move(options)));
    const Authorizer copy = first;
    authorize_each(first);
    authorize_each(copy);
  }
  CHECK(!facts.expired());  // remembered tokens stand on it
  authorize_each(Must(Authorizer::Create(AllowIfTrue())));
  CHECK(facts.expired());
}

TEST_CASE("programs of tokens that were not asked about lately make room for others") {
  constexpr size_t kMaxBytes = 512 << 10;
  VerifiedCache cache(kMaxBytes);
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue()));
  // The tokens stay, so what they were compiled to could; the worlds keep it from being made again in the same place.
  std::vector<Biscuit> tokens;
  std::vector<engine::World> worlds;
  const auto evaluate = [&](const Biscuit& token) {
    worlds.push_back(Must(authorizer.Evaluate(token)).world);
    return worlds.back().impl().program.get();
  };
  std::vector<const engine::Program*> programs;
  for (int i = 0; i < 400; ++i) {
    tokens.push_back(Must(Verify(Parent(std::to_string(i)), &cache)));
    programs.push_back(evaluate(tokens.back()));
    evaluate(tokens.front());
    CHECK(cache.statistics().bytes <= kMaxBytes);
  }
  CHECK(evaluate(tokens.back()) == programs.back());
  CHECK(evaluate(tokens.front()) == programs.front());
  CHECK(evaluate(tokens[1]) != programs[1]);
}

TEST_CASE("a cache too small for anything changes nothing") {
  VerifiedCache cache(0);
  const UnverifiedBiscuit token = ChildOf(Parent());
  for (int i = 0; i < 2; ++i) CheckSameAnswer(token, cache);
  CHECK(cache.statistics().hits == 0);
  CHECK(cache.statistics().bytes == 0);
}

TEST_CASE("what a remembered token is compiled to is kept for each authorizer, and decides the same") {
  VerifiedCache cache;
  const UnverifiedBiscuit token = Parent();
  std::vector<Authorizer> authorizers;
  for (const char* name : {"resource", "operation", "nothing", "right"}) {
    authorizers.push_back(Must(Authorizer::Create(AllowIfTrue(BlockOf({FactOf("resource", {"r"})}, {CheckIf(name)})))));
  }
  const Biscuit plain = Must(Verify(token, nullptr));
  Must(Verify(token, &cache));
  size_t before = cache.statistics().bytes;
  for (int round = 0; round < 3; ++round) {
    for (const Authorizer& authorizer : authorizers) {
      const engine::Decision decision = Must(authorizer.Authorize(Must(Verify(token, &cache))));
      CHECK(decision.allowed() == Must(authorizer.Authorize(plain)).allowed());
      if (round == 0 && &authorizer == authorizers.data()) CHECK(cache.statistics().bytes > before);
    }
    if (round == 0) before = cache.statistics().bytes;
    CHECK(cache.statistics().bytes == before);  // those kept longest made room
  }
}

TEST_CASE("threads that share a cache get the answers that they would get alone") {
  VerifiedCache cache(128 << 10);
  const Authorizer authorizer = Must(Authorizer::Create(AllowIfTrue(BlockOf({FactOf("resource", {"r"})}))));
  std::vector<UnverifiedBiscuit> tokens;
  for (int i = 0; i < 40; ++i) tokens.push_back(ChildOf(Parent(std::to_string(i % 10)), std::to_string(i)));
  std::vector<int> wrong(2);
  std::vector<std::thread> threads;
  for (int& count : wrong) {
    threads.emplace_back([&] {
      for (int i = 0; i < 400; ++i) {
        const auto token = Verify(tokens[static_cast<size_t>(i * 7 % 40)], &cache);
        const bool right = token.ok() && !authorizer.Authorize(*token)->allowed();  // no operation is stated
        count += right ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>{0, 0});
}

}  // namespace
}  // namespace hardtack::token
