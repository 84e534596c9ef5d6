// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens that a VerifiedCache knows, from text to decision: one that comes again and again, many in turn, and those that
// were narrowed from one that it knows. An iteration is one token.

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bench/batch.h"
#include "bench/tokens.h"
#include "hardtack/crypto/ed25519.h"
#include "hardtack/crypto/ed25519_derive.h"
#include "hardtack/crypto/ed25519_many.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/verified_cache.h"

namespace hardtack::bench {
namespace {

// Who verifies and decides for tokens with the blocks of bench/tokens/NN_blocks.txt.
class Service {
 public:
  explicit Service(int64_t blocks, token::AuthorizerOptions options = {})
      : Service(ReadToken(blocks), std::move(options)) {}

  // Ends the program unless the token is allowed.
  void Authorize(const std::string& text) {
    const token::Biscuit verified =
        Must(token::Biscuit::VerifyText(text, lookup_, {.limits = {}, .cache = &*cache_}));
    if (!Must(authorizer_.Authorize(verified)).allowed()) Check(absl::PermissionDeniedError("denied"));
  }
  void AuthorizeEach(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) Authorize(text);
  }
  // It knows no token any more.
  void Forget() { cache_.emplace(); }

 private:
  Service(const Token& model, token::AuthorizerOptions options)
      : lookup_(token::SingleRootKey(model.root_key)),
        authorizer_(Must(token::Authorizer::Create(model.policy, std::move(options)))) {
    Forget();
  }
  const token::RootKeyLookup lookup_;
  const token::Authorizer authorizer_;
  std::optional<token::VerifiedCache> cache_;
};

void BM_AuthorizeAgain(benchmark::State& state) {
  Service service(state.range(0));
  const std::string text = ReadToken(state.range(0)).text;
  service.Authorize(text);
  for (auto _ : state) service.Authorize(text);
}
BENCHMARK(BM_AuthorizeAgain)->Apply(EveryToken);

// The same with a deadline, for which evaluation looks at the clock.
void BM_AuthorizeAgainInTime(benchmark::State& state) {
  token::AuthorizerOptions options;
  options.run.limits.max_time = std::chrono::milliseconds(50);
  Service service(state.range(0), options);
  const std::string text = ReadToken(state.range(0)).text;
  service.Authorize(text);
  for (auto _ : state) service.Authorize(text);
}
BENCHMARK(BM_AuthorizeAgainInTime)->Apply(EveryToken);

void BM_AuthorizeAgainInTurn(benchmark::State& state) {
  Service service(state.range(0));
  const std::vector<std::string> texts = MakeBatch(state.range(0));
  service.AuthorizeEach(texts);
  while (state.KeepRunningBatch(kBatch)) service.AuthorizeEach(texts);
}
BENCHMARK(BM_AuthorizeAgainInTurn)->Apply(EveryToken);

// Tokens that were never seen, narrowed by one block from some that were.
void BM_AuthorizeChild(benchmark::State& state) {
  Service service(state.range(0));
  const std::vector<std::string> parents = MakeBatch(state.range(0)), children = MakeChildren(state.range(0));
  while (state.KeepRunningBatch(kBatch)) {
    state.PauseTiming();
    service.Forget();
    service.AuthorizeEach(parents);
    state.ResumeTiming();
    service.AuthorizeEach(children);
  }
}
BENCHMARK(BM_AuthorizeChild)->Apply(EveryToken);

// The same tokens to whoever keeps no cache.
void BM_AuthorizeChildCold(benchmark::State& state) {
  const Token model = ReadToken(state.range(0));
  const token::RootKeyLookup lookup = token::SingleRootKey(model.root_key);
  const token::Authorizer authorizer = Must(token::Authorizer::Create(model.policy));
  const std::vector<std::string> children = MakeChildren(state.range(0));
  while (state.KeepRunningBatch(kBatch)) {
    for (const std::string& child : children) {
      const token::Biscuit verified = Must(token::Biscuit::VerifyText(child, lookup));
      if (!Must(authorizer.Authorize(verified)).allowed()) state.SkipWithError("denied");
    }
  }
}
BENCHMARK(BM_AuthorizeChildCold)->Apply(EveryToken);

// What a child should cost: that its parent comes again, and one signature: by libsodium, or as a chain's are verified
// here, with the key derivation that a proof takes.
template <typename VerifyOne>
void AuthorizeAgainAnd(benchmark::State& state, const VerifyOne& verify_one) {
  Service service(state.range(0));
  const std::vector<std::string> parents = MakeBatch(state.range(0));
  service.AuthorizeEach(parents);
  const std::string seed(32, 'k'), message(200, 'm');  // about what a block is
  const std::string key = crypto::ed25519::PublicKeyOf(seed);
  const std::string signature = crypto::ed25519::Sign(seed, key, message);
  while (state.KeepRunningBatch(kBatch)) {
    for (const std::string& parent : parents) {
      service.Authorize(parent);
      if (!verify_one(seed, key, message, signature)) state.SkipWithError("a good signature was refused");
    }
  }
}

void BM_AuthorizeAgainAndVerifyOne(benchmark::State& state) {
  AuthorizeAgainAnd(state, [](const std::string&, const std::string& key, const std::string& message,
                              const std::string& signature) {
    return crypto::ed25519::Verify(key, message, signature);
  });
}
BENCHMARK(BM_AuthorizeAgainAndVerifyOne)->Apply(EveryToken);

void BM_AuthorizeAgainAndVerifyOneHere(benchmark::State& state) {
  const crypto::ed25519::Path path = crypto::ed25519::FastestPath();
  AuthorizeAgainAnd(state, [path](const std::string& seed, const std::string& key, const std::string& message,
                                  const std::string& signature) {
    crypto::ed25519::Item item{key, message, signature};
    crypto::ed25519::VerifyMany(std::span(&item, 1), path);
    return item.valid && crypto::ed25519::DerivePublicKey(seed, path) == key;
  });
}
BENCHMARK(BM_AuthorizeAgainAndVerifyOneHere)->Apply(EveryToken);

}  // namespace
}  // namespace hardtack::bench
