// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a token, from its outer form to a decision. verify_mutator.cc changes parts of tokens and signs them
// again, so that most inputs come far. A token is accepted if and only if a second opinion on its chain (slow_chain.h)
// holds and its blocks can be read, by each of the ways there are to verify; an accepted one can be sealed, appended to
// and decided about, and appending facts changes no decision. 8 KiB (-max_len=8192) hold more than twenty blocks.
#include <array>
#include <string>
#include <string_view>

#include "hardtack/base/error.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/verified_cache.h"
#include "hardtack/token/verify_all.h"
#include "tests/fuzz/forge.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/slow_chain.h"

namespace hardtack::fuzz {
namespace {

using token::Biscuit;
using token::UnverifiedBiscuit;

constexpr uint32_t kUnknownRootKeyId = 7;

token::RootKeyLookup LookupOf(crypto::PublicKey root) {
  return [root](std::optional<uint32_t> id) -> absl::StatusOr<crypto::PublicKey> {
    if (id == kUnknownRootKeyId) return Error(ErrorKind::kUnknownRootKey, "no such root key");
    return root;
  };
}

const token::Authorizer& Judge() {
  static const token::Authorizer authorizer = [] {
    token::AuthorizerOptions options;
    options.run.limits.max_steps = 5'000;
    return *token::Authorizer::Create(*parser::ParseAuthorizer(R"(
        operation("read"); resource("file1"); time(2026-01-01T00:00:00Z);
        may($f) <- right($f, "read"), resource($f); right($f, $o) <- owner($u, $f), user($u), operation($o);
        check if resource($f), $f.starts_with("file");
        deny if revoked(true); allow if may($f); allow if group("admin"); deny if true;)"),
                                      options);
  }();
  return authorizer;
}

const engine::Block& Addition() {
  static const engine::Block block = *parser::ParseBlock(R"(right("file1", "read"); group("admin"); revoked(true);)");
  return block;
}

// The same error, or none, whichever way a token is verified.
void CheckVerdicts(const UnverifiedBiscuit& token, const token::RootKeyLookup& lookup, const absl::Status& verdict) {
  const std::string text = token.ToText();
  token::VerifiedCache cache;
  for (int i = 0; i < 2; ++i) {
    const auto cached = Biscuit::VerifyText(text, lookup, {{}, &cache});
    Require(KindOf(cached.status()) == KindOf(verdict), "a cache changes no verdict");
  }
  const std::array<std::string_view, 3> texts = {text, text, text};
  for (const auto& one : token::VerifyAll(texts, lookup)) {
    Require(KindOf(one.status()) == KindOf(verdict), "tokens verified together have the verdicts of each alone");
  }
}

bool SameDecision(const absl::StatusOr<engine::Decision>& one, const absl::StatusOr<engine::Decision>& other) {
  return one.ok() && other.ok() ? *one == *other : KindOf(one.status()) == KindOf(other.status());
}

absl::StatusOr<engine::Decision> CheckDecision(const Biscuit& token) {
  const auto decision = Judge().Authorize(token);
  Require(KindOf(decision.status()) != ErrorKind::kInternal, "a decision is made or it is said why not");
  Require(SameDecision(decision, Judge().Authorize(token)), "a token has one decision");
  auto outcome = Judge().Evaluate(token);
  if (!outcome.ok()) return decision;
  Require(SameDecision(decision, outcome->decision), "whichever way it is asked for");
  engine::ExplainLimits limits;
  limits.max_steps = 5'000;
  Judge().Explain(token, {}, *outcome, limits);
  return decision;
}

// `made` of `token` by its holder.
void CheckMade(const absl::StatusOr<UnverifiedBiscuit>& made, const token::RootKeyLookup& lookup,
               const absl::StatusOr<engine::Decision>& decision) {
  if (!made.ok()) {
    const bool is_bound = made.status().code() == absl::StatusCode::kResourceExhausted;
    Require(is_bound, "a token that verified can be sealed and appended to, within bounds");
    return;
  }
  const auto verified = Biscuit::Verify(*made, lookup);
  Require(verified.ok(), "and then verifies");
  const auto again = Judge().Authorize(*verified);
  if (decision.ok() && again.ok()) Require(*decision == *again, "facts of an appended block change no decision");
}

void CheckAccepted(const Biscuit& token, const token::RootKeyLookup& lookup) {
  const UnverifiedBiscuit& outer = token.unverified();
  Require(outer.RevocationIds().size() == outer.block_count(), "a token has an id for each block");
  Require(outer.CanonicalRevocationIds().size() == outer.block_count(), "and a canonical one");
  const auto decision = CheckDecision(token);
  const auto appended = token::Append(outer, Addition());
  const auto sealed = token::Seal(outer);
  if (outer.sealed()) {
    Require(KindOf(appended.status()) == ErrorKind::kSealed, "nothing is appended to a sealed token");
    Require(KindOf(sealed.status()) == ErrorKind::kAlreadySealed, "nor is it sealed twice");
    return;
  }
  CheckMade(appended, lookup, decision);
  CheckMade(sealed, lookup, decision);
}

void CheckToken(std::string_view bytes) {
  const auto token = UnverifiedBiscuit::FromBytes(std::string(bytes));
  if (!token.ok()) return;
  Require(token->bytes() == bytes, "received bytes are kept");
  const auto parts = ReadToken(bytes);
  Require(parts.has_value(), "what has the form of a token has that of an envelope");
  const crypto::PublicKey& root = RootKey(RootAlgorithm(parts->blocks.front().signature)).public_key();
  const token::RootKeyLookup lookup = LookupOf(root);
  const auto verified = Biscuit::Verify(*token, lookup);
  const bool known = parts->root_key_id != kUnknownRootKeyId;
  const bool expected = known && ChainHolds(*parts, root) && token->DecodeBlocks().ok();
  Require(verified.ok() == expected, "a token verifies if and only if the second opinion holds");
  CheckVerdicts(*token, lookup, verified.status());
  if (verified.ok()) CheckAccepted(*verified, lookup);
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckToken(hardtack::fuzz::AsText(data, size));
  return 0;
}
