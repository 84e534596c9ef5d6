// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/slow_chain.h"

#include <string>

#include "hardtack/crypto/ed25519.h"
#include "hardtack/crypto/p256.h"

namespace hardtack::fuzz {
namespace {

bool IsEd25519(const Key& key) { return key.algorithm == engine::Algorithm::kEd25519; }

bool IsSignedBy(const Key& key, const std::string& message, const std::string& signature) {
  if (IsEd25519(key)) {
    return key.bytes.size() == 32 && signature.size() == 64 && crypto::ed25519::Verify(key.bytes, message, signature);
  }
  return crypto::p256::HasSignatureForm(signature) && crypto::p256::Verify(key.bytes, message, signature);
}

// Keys are signed in their compressed form, whichever they have in the token.
std::string BytesOf(const Key& key) {
  if (IsEd25519(key)) return key.bytes;
  return crypto::p256::Reencode(key.bytes, crypto::p256::PointForm::kCompressed).value_or("no point");
}

std::string FourBytes(uint32_t number) {
  return {static_cast<char>(number), static_cast<char>(number >> 8), static_cast<char>(number >> 16),
          static_cast<char>(number >> 24)};
}

// A tag of a signed payload, between NULs.
std::string Tag(const std::string& name) { return '\0' + name + '\0'; }

// Biscuit specification, "Signed payload generation": version 0 is the payload, then the next key.
std::string MessageV0(const SignedBlock& block) {
  return block.payload + FourBytes(static_cast<uint32_t>(block.next_key.algorithm)) + BytesOf(block.next_key);
}

std::string MessageV1(const SignedBlock& block, const std::string& previous) {
  std::string message = Tag("BLOCK") + Tag("VERSION") + FourBytes(1) + Tag("PAYLOAD") + block.payload +
                        Tag("ALGORITHM") + FourBytes(static_cast<uint32_t>(block.next_key.algorithm)) + Tag("NEXTKEY") +
                        BytesOf(block.next_key);
  if (!previous.empty()) message += Tag("PREVSIG") + previous;
  if (block.external) message += Tag("EXTERNALSIG") + block.external->signature;
  return message;
}

std::string ExternalMessage(const SignedBlock& block, const std::string& previous) {
  return Tag("EXTERNAL") + Tag("VERSION") + FourBytes(1) + Tag("PAYLOAD") + block.payload + Tag("PREVSIG") + previous;
}

bool BlockHolds(const SignedBlock& block, const Key& signer, const std::string& previous) {
  if (block.version > 1) return false;
  if (!block.external) {
    return IsSignedBy(signer, block.version == 0 ? MessageV0(block) : MessageV1(block, previous), block.signature);
  }
  if (previous.empty() || block.version == 0) return false;
  return IsSignedBy(signer, MessageV1(block, previous), block.signature) &&
         IsSignedBy(block.external->key, ExternalMessage(block, previous), block.external->signature);
}

bool ProofHolds(const Token& token) {
  const SignedBlock& last = token.blocks.back();
  if (token.proof_kind == wire::ProofKind::kFinalSignature) {
    return IsSignedBy(last.next_key, MessageV0(last) + last.signature, token.proof);
  }
  if (token.proof.size() != 32) return false;
  if (IsEd25519(last.next_key)) return crypto::ed25519::PublicKeyOf(token.proof) == last.next_key.bytes;
  return crypto::p256::PublicKeyOf(token.proof).value_or("no scalar") == BytesOf(last.next_key);
}

}  // namespace

bool ChainHolds(const Token& token, const crypto::PublicKey& root) {
  Key signer = KeyOf(root);
  std::string previous;
  for (const SignedBlock& block : token.blocks) {
    if (!BlockHolds(block, signer, previous)) return false;
    signer = block.next_key;
    previous = block.signature;
  }
  return ProofHolds(token);
}

}  // namespace hardtack::fuzz
