// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The signed payloads of versions 0 and 1, and the chain over them. Tested by tests/crypto/chain_test.cc.
//
// Version 0 follows the reference, which puts the algorithm before the next key; the specification's text has the two
// swapped, though its section on sealing has them in this order too.

#include "hardtack/crypto/chain.h"

#include <algorithm>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/ed25519_derive.h"
#include "hardtack/crypto/ed25519_many.h"
#include "hardtack/crypto/secret.h"
#include "hardtack/crypto/verify_many.h"

namespace hardtack::crypto {
namespace {

using std::string_view_literals::operator""sv;  // the tags contain NULs

constexpr uint32_t kMaxPayloadVersion = 1;

std::string LittleEndian(uint32_t value) {
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>(value >> shift & 0xff));
  return bytes;
}

std::string AlgorithmBytes(const PublicKey& key) { return LittleEndian(static_cast<uint32_t>(key.algorithm())); }

// One message of the parts one after the other.
std::string Join(std::initializer_list<std::string_view> parts) {
  size_t size = 0;
  for (std::string_view part : parts) size += part.size();
  std::string message;
  message.reserve(size);
  for (std::string_view part : parts) message.append(part);
  return message;
}

std::string BlockPayloadV0(const BlockToSign& block) {
  const std::string_view external = block.external != nullptr ? block.external->signature : std::string_view();
  return Join({block.payload, external, AlgorithmBytes(*block.next_key), block.next_key->bytes()});
}

std::string BlockPayloadV1(const BlockToSign& block) {
  std::string message =
      Join({"\0BLOCK\0\0VERSION\0"sv, LittleEndian(1), "\0PAYLOAD\0"sv, block.payload, "\0ALGORITHM\0"sv,
            AlgorithmBytes(*block.next_key), "\0NEXTKEY\0"sv, block.next_key->bytes()});
  // Only the authority block has nothing before it; an empty signature has no valid form and cannot pass for that.
  if (!block.previous_signature.empty()) message.append("\0PREVSIG\0"sv).append(block.previous_signature);
  if (block.external != nullptr) message.append("\0EXTERNALSIG\0"sv).append(block.external->signature);
  return message;
}

std::string ExternalPayload(std::string_view payload, std::string_view previous_signature) {
  return Join(
      {"\0EXTERNAL\0\0VERSION\0"sv, LittleEndian(1), "\0PAYLOAD\0"sv, payload, "\0PREVSIG\0"sv, previous_signature});
}

// The last block as version 0 without its external signature, then its signature, whatever version the block itself
// has.
std::string FinalPayload(const ChainLink& last) {
  return Join({last.payload, AlgorithmBytes(last.next_key), last.next_key.bytes(), last.signature});
}

absl::Status CheckVersion(uint32_t version, bool has_external, bool is_authority) {
  if (version > kMaxPayloadVersion) {
    return Error(ErrorKind::kUnsupportedVersion, "signature payload version is not 0 or 1: " + std::to_string(version));
  }
  if (has_external && is_authority) {
    return Error(ErrorKind::kInvalidSignature, "the authority block carries an external signature");
  }
  if (has_external && version == 0) {
    return Error(ErrorKind::kUnsupportedVersion, "a third-party block needs signature payload version 1, has 0");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> BlockPayload(const BlockToSign& block) {
  RETURN_IF_ERROR(CheckVersion(block.version, block.external != nullptr, block.previous_signature.empty()));
  return block.version == 0 ? BlockPayloadV0(block) : BlockPayloadV1(block);
}

// A signer may be anything, so what it returns is checked before it is built into a token.
absl::StatusOr<std::string> SignChecked(const Signer& signer, std::string_view message) {
  ASSIGN_OR_RETURN(std::string signature, signer.Sign(message));
  RETURN_IF_ERROR(CheckSignatureForm(signer.public_key().algorithm(), signature));
  return signature;
}

std::string BlockName(size_t block) { return "block " + std::to_string(block); }

std::string NameOf(const SignatureCheck& check) {
  switch (check.role) {
    case SignatureCheck::Role::kBlock:
      return BlockName(check.block);
    case SignatureCheck::Role::kExternal:
      return BlockName(check.block) + ": external signature";
    case SignatureCheck::Role::kFinal:
      return "final signature";
  }
  return {};
}

// Adds a check whose signature has the right form, or says what is wrong with it.
absl::Status Add(SignatureCheck check, std::vector<SignatureCheck>& checks) {
  if (absl::Status form = CheckSignatureForm(check.key->algorithm(), check.signature); !form.ok()) {
    return Annotate(form, NameOf(check));
  }
  checks.push_back(std::move(check));
  return absl::OkStatus();
}

absl::Status AddLink(const PublicKey& key, std::span<const ChainLink> links, uint32_t block,
                     std::vector<SignatureCheck>& checks) {
  const ChainLink& link = links[block];
  const std::string_view previous = block == 0 ? std::string_view() : links[block - 1].signature;
  absl::StatusOr<std::string> message = BlockPayload(
      {link.payload, &link.next_key, link.external.has_value() ? &*link.external : nullptr, previous, link.version});
  if (!message.ok()) return Annotate(message.status(), BlockName(block));
  RETURN_IF_ERROR(Add({&key, *std::move(message), link.signature, block, SignatureCheck::Role::kBlock}, checks));
  if (!link.external.has_value()) return absl::OkStatus();
  return Add({&link.external->key, ExternalPayload(link.payload, previous), link.external->signature, block,
              SignatureCheck::Role::kExternal},
             checks);
}

// Whether `secret` is that of `key`.
bool IsSecretOf(const PublicKey& key, std::string_view secret) {
  if (key.algorithm() == Algorithm::kEd25519) {
    return secret.size() == kSecretBytes &&
           ConstantTimeEqual(ed25519::DerivePublicKey(secret, ed25519::FastestPath()), key.bytes());
  }
  const absl::StatusOr<PrivateKey> derived = PrivateKey::FromBytes(key.algorithm(), secret);
  return derived.ok() && ConstantTimeEqual(derived->public_key().bytes(), key.bytes());
}

absl::Status CheckSecret(const PublicKey& next_key, const NextSecret& secret) {
  if (IsSecretOf(next_key, secret.bytes)) return absl::OkStatus();
  return Error(ErrorKind::kInvalidProof, "the secret of the proof does not fit the last block's next key");
}

absl::Status CheckProofSecret(const ChainToVerify& chain) {
  const NextSecret* secret = std::get_if<NextSecret>(chain.proof);
  return secret != nullptr ? CheckSecret(chain.links.back().next_key, *secret) : absl::OkStatus();
}

// `status` of a check in the words of its chain. A final signature that does not match is a wrong proof.
absl::Status InChain(const absl::Status& status, const SignatureCheck& check) {
  if (status.ok() || check.role != SignatureCheck::Role::kFinal) return Annotate(status, NameOf(check));
  return Error(ErrorKind::kInvalidProof, "the final signature does not match");
}

// A chain on its way through VerifyMany.
class Progress {
 public:
  explicit Progress(const ChainToVerify& chain) : chain_(chain) {
    auto checks = ChainChecks(*chain.root, chain.links, *chain.proof, chain.verified);
    if (checks.ok()) {
      checks_ = *std::move(checks);
    } else {
      status_ = std::move(checks).status();
    }
  }

  // The next checks to be made, at most a pass, so that a chain which fails early does not cost all of its signatures.
  // None when it has failed or there are no more.
  std::span<const SignatureCheck> Next() const {
    const auto rest = std::span(checks_).subspan(done_);
    return status_.ok() ? rest.first(std::min(rest.size(), kSignaturesPerPass)) : rest.first(0);
  }

  // Takes the verdicts on Next().
  void Take(std::span<const absl::Status> verdicts) {
    for (const absl::Status& verdict : verdicts) status_.Update(InChain(verdict, checks_[done_++]));
  }

  absl::Status Finish() && { return status_.ok() ? CheckProofSecret(chain_) : std::move(status_); }

 private:
  const ChainToVerify& chain_;
  std::vector<SignatureCheck> checks_;
  size_t done_ = 0;
  absl::Status status_;  // of the first check that failed
};

// Verifies the next checks of all chains together. Whether there were any.
bool Advance(std::span<Progress> chains) {
  std::vector<SignedMessage> items;
  for (const Progress& chain : chains) {
    for (const SignatureCheck& check : chain.Next()) items.push_back({check.key, check.message, check.signature});
  }
  const std::vector<absl::Status> verdicts = VerifyMany(items);
  auto rest = std::span(verdicts);
  for (Progress& chain : chains) {
    const size_t count = chain.Next().size();
    chain.Take(rest.first(count));
    rest = rest.subspan(count);
  }
  return !items.empty();
}

}  // namespace

absl::StatusOr<std::vector<SignatureCheck>> ChainChecks(const PublicKey& root, std::span<const ChainLink> links,
                                                        const Proof& proof, size_t verified) {
  if (links.empty()) return Error(ErrorKind::kInvalidArgument, "a chain has at least one block");
  if (verified > links.size()) return Error(ErrorKind::kInvalidArgument, "more links are verified than there are");
  std::vector<SignatureCheck> checks;
  checks.reserve(links.size() - verified + 1);
  const PublicKey* key = verified == 0 ? &root : &links[verified - 1].next_key;
  for (uint32_t block = static_cast<uint32_t>(verified); block < links.size(); ++block) {
    RETURN_IF_ERROR(AddLink(*key, links, block, checks));
    key = &links[block].next_key;
  }
  if (const FinalSignature* final_signature = std::get_if<FinalSignature>(&proof)) {
    const uint32_t last = static_cast<uint32_t>(links.size() - 1);
    RETURN_IF_ERROR(
        Add({key, FinalPayload(links[last]), final_signature->bytes, last, SignatureCheck::Role::kFinal}, checks));
  }
  return checks;
}

std::vector<absl::Status> VerifyChains(std::span<const ChainToVerify> chains) {
  std::vector<Progress> progress(chains.begin(), chains.end());
  while (Advance(progress)) continue;
  std::vector<absl::Status> statuses;
  statuses.reserve(chains.size());
  for (Progress& chain : progress) statuses.push_back(std::move(chain).Finish());
  return statuses;
}

absl::Status VerifyChain(const PublicKey& root, std::span<const ChainLink> links, const Proof& proof) {
  const ChainToVerify chain{&root, links, &proof, 0};
  return VerifyChains({&chain, 1}).front();
}

absl::StatusOr<std::string> SignBlock(const BlockToSign& block, const Signer& signer) {
  if (block.next_key == nullptr) return Error(ErrorKind::kInvalidArgument, "a block to sign needs its next key");
  ASSIGN_OR_RETURN(std::string message, BlockPayload(block));
  return SignChecked(signer, message);
}

absl::StatusOr<std::string> SignExternal(std::string_view payload, std::string_view previous_signature,
                                         const Signer& signer) {
  return SignChecked(signer, ExternalPayload(payload, previous_signature));
}

absl::Status VerifyExternal(std::string_view payload, std::string_view previous_signature,
                            const ExternalSignature& external) {
  return Verify(external.key, ExternalPayload(payload, previous_signature), external.signature);
}

absl::StatusOr<std::string> SignFinal(const ChainLink& last, const Signer& signer) {
  return SignChecked(signer, FinalPayload(last));
}

}  // namespace hardtack::crypto
