// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens by the public builder, and chains by crypto and wire alone.

#include "tests/differential/reference/make_token.h"

#include <deque>
#include <optional>
#include <string_view>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/version.h"
#include "tests/differential/reference/keys.h"

namespace hardtack::differential {
namespace {

absl::StatusOr<token::UnverifiedBiscuit> AppendBlock(const token::UnverifiedBiscuit& token, const SignedBlock& block,
                                                     crypto::Algorithm next) {
  if (!block.signer) return token::Append(token, block.block, next);
  ASSIGN_OR_RETURN(const std::string request, token::RequestThirdParty(token));
  ASSIGN_OR_RETURN(const std::string contents, token::SignThirdParty(request, block.block, *ThirdParty(*block.signer)));
  return token::AppendThirdParty(token, contents, next);
}

wire::PublicKeyView ViewOf(const crypto::PublicKey& key) {
  return {static_cast<engine::Algorithm>(key.algorithm()), key.bytes()};
}

// Signs one payload after the other, all with version 1 of the signed payload, which is always allowed.
class ChainMaker {
 public:
  ChainMaker(const Program& program, const Signing& signing) : program_(program), signing_(signing) {}

  absl::Status Add(const std::string& payload) {
    const size_t index = blocks_.size();
    const crypto::PrivateKey& signer =
        index == 0 ? RootKey(signing_.root) : NextKey(NextAlgorithm(signing_, index - 1), index - 1);
    next_ = &NextKey(NextAlgorithm(signing_, index), index);
    std::optional<crypto::ExternalSignature> external;
    if (program_.blocks[index].signer) {
      const crypto::PrivateKey& party = *ThirdParty(*program_.blocks[index].signer);
      ASSIGN_OR_RETURN(std::string signature, crypto::SignExternal(payload, previous_signature_, party));
      external = crypto::ExternalSignature{party.public_key(), strings_.emplace_back(std::move(signature))};
    }
    ASSIGN_OR_RETURN(
        std::string signature,
        crypto::SignBlock(
            {payload, &next_->public_key(), external ? &*external : nullptr, previous_signature_, kVersion}, signer));
    previous_signature_ = strings_.emplace_back(std::move(signature));
    last_ =
        crypto::ChainLink{strings_.emplace_back(payload), next_->public_key(), previous_signature_, external, kVersion};
    wire::SignedBlockView view{payload, ViewOf(next_->public_key()), previous_signature_, std::nullopt, kVersion, {}};
    if (external) view.external = {external->signature, ViewOf(external->key)};
    blocks_.push_back(wire::EncodeSignedBlock(view));
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> Finish() const {
    std::string proof(next_->secret());
    if (signing_.sealed) {
      ASSIGN_OR_RETURN(proof, crypto::SignFinal(*last_, *next_));
    }
    const std::vector<std::string_view> raw(blocks_.begin(), blocks_.end());
    const wire::ProofKind kind = signing_.sealed ? wire::ProofKind::kFinalSignature : wire::ProofKind::kNextSecret;
    return wire::EncodeEnvelope(signing_.root_key_id, raw, {kind, proof});
  }

 private:
  static constexpr uint32_t kVersion = 1;
  const Program& program_;
  const Signing& signing_;
  std::deque<std::string> strings_;  // what views point into
  std::string_view previous_signature_;
  const crypto::PrivateKey* next_ = nullptr;
  std::optional<crypto::ChainLink> last_;
  std::vector<std::string> blocks_;
};

}  // namespace

absl::StatusOr<std::string> IssueToken(const Case& test_case) {
  const std::vector<SignedBlock>& blocks = test_case.program.blocks;
  const Signing& signing = test_case.signing;
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit token, token::Issue(blocks[0].block, RootKey(signing.root),
                                                                {signing.root_key_id, NextAlgorithm(signing, 0)}));
  for (size_t i = 1; i < blocks.size(); ++i) {
    ASSIGN_OR_RETURN(token, AppendBlock(token, blocks[i], NextAlgorithm(signing, i)));
  }
  if (signing.sealed) {
    ASSIGN_OR_RETURN(token, token::Seal(token));
  }
  return std::string(token.bytes());
}

absl::StatusOr<std::vector<std::string>> EncodePayloads(const Program& program) {
  std::vector<std::string> payloads;
  wire::Tables shared;
  for (const SignedBlock& block : program.blocks) {
    wire::Tables own;
    const uint32_t minimum = block.signer ? wire::kThirdPartyVersion : wire::kMinVersion;
    ASSIGN_OR_RETURN(wire::EncodedBlock encoded,
                     wire::EncodeBlock(block.block, block.signer ? own : shared, {minimum, std::nullopt}));
    payloads.push_back(std::move(encoded.bytes));
  }
  return payloads;
}

absl::StatusOr<std::string> SignPayloads(const std::vector<std::string>& payloads, const Program& program,
                                         const Signing& signing) {
  ChainMaker maker(program, signing);
  for (const std::string& payload : payloads) RETURN_IF_ERROR(maker.Add(payload));
  return maker.Finish();
}

}  // namespace hardtack::differential
