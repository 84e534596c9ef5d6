// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// VerifyAll and AuthorizeAll. Tested by tests/token/verify_all_test.cc.

#include "hardtack/token/verify_all.h"

#include <algorithm>
#include <utility>

#include "hardtack/crypto/chain.h"
#include "hardtack/token/token_verification.h"

namespace hardtack::token {
namespace {

using Results = std::vector<absl::StatusOr<Biscuit>>;

// Tokens whose signatures are checked together: enough that lanes which a group leaves empty do not matter, few enough
// that their copied payloads stay in the cache.
constexpr size_t kGroup = 64;

struct Waiting {
  size_t index = 0;  // in the results
  TokenVerification verification;
};

void VerifyGroup(std::span<const std::string_view> texts, const RootKeyLookup& lookup, const VerifyOptions& options,
                 Results& results) {
  std::vector<Waiting> waiting;
  waiting.reserve(texts.size());
  for (std::string_view text : texts) {
    TokenVerification verification(text, lookup, options);
    if (verification.done()) {
      results.push_back(verification.TakeResult());
      continue;
    }
    waiting.push_back({results.size(), std::move(verification)});
    results.emplace_back();  // until it is known
  }
  std::vector<crypto::ChainToVerify> chains;
  chains.reserve(waiting.size());
  for (const Waiting& token : waiting) chains.push_back(token.verification.chain());
  const std::vector<absl::Status> statuses = crypto::VerifyChains(chains);
  for (size_t i = 0; i < waiting.size(); ++i) {
    results[waiting[i].index] = waiting[i].verification.Finish(statuses[i]);
  }
}

}  // namespace

std::vector<absl::StatusOr<Biscuit>> VerifyAll(std::span<const std::string_view> texts, const RootKeyLookup& lookup,
                                               const VerifyOptions& options) {
  Results results;
  results.reserve(texts.size());
  for (size_t begin = 0; begin < texts.size(); begin += kGroup) {
    VerifyGroup(texts.subspan(begin, std::min(kGroup, texts.size() - begin)), lookup, options, results);
  }
  return results;
}

std::vector<absl::StatusOr<engine::Decision>> AuthorizeAll(std::span<const Request> requests,
                                                           const RootKeyLookup& lookup, const Authorizer& authorizer,
                                                           const VerifyOptions& options) {
  std::vector<absl::StatusOr<engine::Decision>> decisions;
  decisions.reserve(requests.size());
  std::vector<std::string_view> texts;
  for (size_t begin = 0; begin < requests.size(); begin += kGroup) {
    const std::span<const Request> group = requests.subspan(begin, std::min(kGroup, requests.size() - begin));
    texts.clear();
    for (const Request& request : group) texts.push_back(request.text);
    Results tokens;
    VerifyGroup(texts, lookup, options, tokens);
    for (size_t i = 0; i < group.size(); ++i) {
      decisions.push_back(tokens[i].ok() ? authorizer.Authorize(*tokens[i], group[i].facts)
                                         : absl::StatusOr<engine::Decision>(tokens[i].status()));
    }
  }
  return decisions;
}

}  // namespace hardtack::token
