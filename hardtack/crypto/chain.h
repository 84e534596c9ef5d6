// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The chain of signatures over opaque payloads: each link is signed by the key that the link before names, the first by
// the root key; the proof is the secret of the last named key, or, sealed, a signature by it. Payload bytes are not
// interpreted.
//
// The functions keep no state: any thread may call them. Beside hashing, which is linear in the payload, each signature
// that is made or verified costs one operation of its algorithm.
//
// Biscuit specification, "Signed payload generation", "Signature", "Verifying".

#ifndef HARDTACK_CRYPTO_CHAIN_H_
#define HARDTACK_CRYPTO_CHAIN_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"

namespace hardtack::crypto {

// The signature of a third party over a block's payload and the signature before it; its bytes are borrowed.
struct ExternalSignature {
  PublicKey key;
  std::string_view signature;
};

// One signed block, its bytes borrowed.
struct ChainLink {
  std::string_view payload;
  PublicKey next_key;
  std::string_view signature;
  std::optional<ExternalSignature> external;
  uint32_t version = 0;  // of the signed payload: 0 or 1
};

// The end of a chain, borrowed: the secret of the last next_key, or, sealed, a signature by it. Unchecked bytes.
struct NextSecret {
  std::string_view bytes;
};
struct FinalSignature {
  std::string_view bytes;
};
using Proof = std::variant<NextSecret, FinalSignature>;

// One signature to check. The messages are owned, keys and signatures borrowed from the chain.
struct SignatureCheck {
  const PublicKey* key = nullptr;
  std::string message;
  std::string_view signature;
  uint32_t block = 0;  // which link it belongs to; for a final signature the last
  enum class Role : uint8_t { kBlock, kExternal, kFinal } role = Role::kBlock;
};

// Every signature of the chain past the first `verified` links, in order of blocks, the external one of a block after
// its own, the final one last; given all at once so that many can be verified in one pass. What can be refused without
// arithmetic is refused here.
//   InvalidArgument       `links` is empty, or shorter than `verified`
//   InvalidSignature      the authority block carries an external signature
//   UnsupportedVersion    a payload version other than 0 or 1, or 0 on a block with an external signature
//   MalformedSignature    CheckSignatureForm fails; annotated with the block
// Linear in the total payload size, which is copied into the messages.
absl::StatusOr<std::vector<SignatureCheck>> ChainChecks(const PublicKey& root, std::span<const ChainLink> links,
                                                        const Proof& proof, size_t verified = 0);

// A chain and what is known of it. Nothing is owned.
struct ChainToVerify {
  const PublicKey* root = nullptr;
  std::span<const ChainLink> links;
  const Proof* proof = nullptr;
  size_t verified = 0;  // how many links, from the first on, are known to verify under `root`
};

// Checks every signature of each chain past what is known of it, then its proof; one status for each, which does not
// depend on the others. Of what is wrong with a chain the first is told.
//   InvalidSignature   a signature does not match; the message names the block
//   InvalidProof       the secret or the final signature does not fit the last link
//   and as ChainChecks
// As many verifications as ChainChecks lists, made together by VerifyMany, and a key derivation for each secret; a chain
// that fails is left at most kSignaturesPerPass verifications later. Copies the payloads of all chains.
std::vector<absl::Status> VerifyChains(std::span<const ChainToVerify> chains);

// The same for one chain of which nothing is known.
absl::Status VerifyChain(const PublicKey& root, std::span<const ChainLink> links, const Proof& proof);

// What a block's own signature covers. Nothing is owned.
struct BlockToSign {
  std::string_view payload;
  const PublicKey* next_key = nullptr;
  const ExternalSignature* external = nullptr;  // null: a first-party block
  std::string_view previous_signature;          // empty for the authority block
  uint32_t version = 0;
};

// The signature of a block by `signer`, the holder of the key that the link before names (the root key for the first).
//   InvalidArgument                        `next_key` is null
//   UnsupportedVersion, InvalidSignature   the block is none that ChainChecks would accept
//   MalformedSignature                     what `signer` returned has not the form of its algorithm
//   whatever `signer` returns
absl::StatusOr<std::string> SignBlock(const BlockToSign& block, const Signer& signer);

// The external signature of a third party over `payload`, bound to the token whose last signature is given (version 1).
//   MalformedSignature, whatever `signer` returns   as SignBlock
absl::StatusOr<std::string> SignExternal(std::string_view payload, std::string_view previous_signature,
                                         const Signer& signer);

// Checks an external signature before it is appended.
//   MalformedSignature, InvalidSignature   as Verify
absl::Status VerifyExternal(std::string_view payload, std::string_view previous_signature,
                            const ExternalSignature& external);

// The final signature that seals a token after `last`, by `signer`, who must hold the secret of last.next_key: it is
// not checked here that it does.
//   MalformedSignature, whatever `signer` returns   as SignBlock
absl::StatusOr<std::string> SignFinal(const ChainLink& last, const Signer& signer);

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_CHAIN_H_
