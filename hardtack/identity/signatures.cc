// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verification of the chain, its failures as refusals. Tested by tests/identity/verify_test.cc.

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/identity/verify.h"

namespace hardtack::identity {
namespace {

using engine::BlockId;

// The first block with a signature that does not match. Asked only after the chain failed, so that the way of a good
// token stays one pass.
BlockId FailingBlock(const token::UnverifiedBiscuit& token, const crypto::PublicKey& root) {
  const auto checks = crypto::ChainChecks(root, token.links(), token.proof());
  if (!checks.ok()) return 0;  // only an authority with an external signature comes here
  for (const crypto::SignatureCheck& check : *checks) {
    if (!crypto::Verify(*check.key, check.message, check.signature).ok()) return check.block;
  }
  return static_cast<BlockId>(token.block_count() - 1);
}

}  // namespace

absl::StatusOr<Verdict<token::Biscuit>> VerifySignatures(const token::UnverifiedBiscuit& token,
                                                         const token::RootKeyLookup& lookup) {
  auto verified = token::Biscuit::Verify(token, lookup);
  if (verified.ok()) return *std::move(verified);
  const auto kind = hardtack::KindOf(verified.status());
  if (kind == ErrorKind::kUnknownRootKey) return Refusal(UnknownKey{token.root_key_id()});
  if (kind == ErrorKind::kInvalidProof) return Refusal(InvalidSignature{static_cast<BlockId>(token.block_count() - 1)});
  if (kind != ErrorKind::kInvalidSignature) return verified.status();
  ASSIGN_OR_RETURN(const crypto::PublicKey root, lookup(token.root_key_id()));
  return Refusal(InvalidSignature{FailingBlock(token, root)});
}

}  // namespace hardtack::identity
