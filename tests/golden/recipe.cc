// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tested by tests/golden/golden_test.cc: the committed tokens are those that this makes.

#include "tests/golden/recipe.h"

#include <deque>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/crypto/key.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/parser/parser.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/text_form.h"
#include "hardtack/wire/version.h"
#include "tests/crypto/role_key.h"
#include "tests/golden/edit.h"

namespace hardtack::golden {
namespace {

absl::Status Invalid(std::string_view what) { return Error(ErrorKind::kInvalidArgument, what); }

absl::StatusOr<crypto::Algorithm> AlgorithmOf(std::string_view name) {
  if (name == "ed25519") return crypto::Algorithm::kEd25519;
  if (name == "secp256r1") return crypto::Algorithm::kSecp256r1;
  return Invalid(absl::StrCat("unknown algorithm: ", ToAbsl(name)));
}

absl::StatusOr<crypto::PrivateKey> KeyOf(std::string role, std::string_view algorithm) {
  ASSIGN_OR_RETURN(const crypto::Algorithm value, AlgorithmOf(algorithm));
  return crypto::RoleKey(std::move(role), value);
}

wire::PublicKeyView ViewOf(const crypto::PublicKey& key) {
  return {static_cast<engine::Algorithm>(key.algorithm()), key.bytes()};
}

// Biscuit specification, "Signed payload generation": which version a block's signature has.
bool NeedsVersion1(const crypto::PrivateKey& signer, const crypto::PrivateKey& next, uint32_t block_version) {
  return block_version >= 6 || signer.algorithm() != crypto::Algorithm::kEd25519 ||
         next.algorithm() != crypto::Algorithm::kEd25519;
}

// Signs one block after the other.
class TokenMaker {
 public:
  explicit TokenMaker(sections::Case& test_case) : case_(test_case) {}

  absl::StatusOr<MadeToken> Make() {
    RETURN_IF_ERROR(TakeKeys());
    for (size_t i = 0; i + 1 < keys_.size(); ++i) RETURN_IF_ERROR(AddBlock(i));
    ASSIGN_OR_RETURN(const std::string proof, TakeProof());
    const std::optional<std::string> id = case_.Take("root key id");
    uint32_t root_key_id = 0;
    if (id.has_value() && !absl::SimpleAtoi(*id, &root_key_id)) return Invalid("root key id is not a number");
    const std::vector<std::string_view> raw(blocks_.begin(), blocks_.end());
    const wire::ProofKind kind = sealed_ ? wire::ProofKind::kFinalSignature : wire::ProofKind::kNextSecret;
    std::string bytes =
        wire::EncodeEnvelope(id.has_value() ? std::optional(root_key_id) : std::nullopt, raw, {kind, proof});
    made_.root_key = crypto::ToHexText(keys_.front().public_key());
    for (const std::string& line : sections::Lines(case_.Take("afterwards").value_or(""))) {
      if (line == "root key") {
        ASSIGN_OR_RETURN(const crypto::PrivateKey other, KeyOf("another root", "ed25519"));
        made_.root_key = crypto::ToHexText(other.public_key());
      } else {
        ASSIGN_OR_RETURN(bytes, EditEnvelope(line, bytes));
      }
    }
    RETURN_IF_ERROR(ListRevocationIds(bytes));
    made_.text = wire::EncodeTextForm(bytes);
    return std::move(made_);
  }

 private:
  absl::Status TakeKeys() {
    const std::vector<std::string> lines = sections::Lines(case_.Take("keys").value_or(""));
    if (lines.size() != 1) return Invalid("keys is not one line");
    const std::vector<std::string> algorithms = absl::StrSplit(lines[0], ' ');
    if (algorithms.size() < 2) return Invalid("keys names too few");
    for (size_t i = 0; i < algorithms.size(); ++i) {
      ASSIGN_OR_RETURN(crypto::PrivateKey key,
                       KeyOf(i == 0 ? "root" : absl::StrCat("next key of block ", i - 1), algorithms[i]));
      keys_.push_back(std::move(key));
    }
    return absl::OkStatus();
  }

  absl::Status AddBlock(size_t index) {
    const std::optional<std::string> text = case_.Take(absl::StrCat("block ", index));
    if (!text.has_value()) return Invalid(absl::StrCat("no block ", index));
    ASSIGN_OR_RETURN(engine::Block block, parser::ParseBlock(*text));
    for (const std::string& line : sections::Lines(case_.Take(absl::StrCat("edit ", index)).value_or(""))) {
      RETURN_IF_ERROR(EditBlock(line, block));
    }
    const std::optional<std::string> party = case_.Take(absl::StrCat("third party ", index));
    ASSIGN_OR_RETURN(const wire::EncodedBlock encoded, Encode(index, block, party.has_value()));
    std::optional<crypto::ExternalSignature> external;
    if (party.has_value()) {
      ASSIGN_OR_RETURN(external, SignAsThirdParty(index, sections::Lines(*party).at(0), encoded.bytes));
    }
    return Sign(index, encoded, external);
  }

  absl::StatusOr<wire::EncodedBlock> Encode(size_t index, const engine::Block& block, bool third_party) {
    wire::EncodeOptions options;
    if (third_party) options.minimum_version = wire::kThirdPartyVersion;
    if (const std::optional<std::string> written = case_.Take(absl::StrCat("written as version ", index))) {
      if (!absl::SimpleAtoi(*written, &options.version.emplace())) return Invalid("a version is not a number");
    }
    wire::Tables own;
    ASSIGN_OR_RETURN(wire::EncodedBlock encoded, wire::EncodeBlock(block, third_party ? own : tables_, options));
    const std::string more = case_.Take(absl::StrCat("more bytes ", index)).value_or("");
    encoded.bytes += absl::HexStringToBytes(more.substr(0, more.find('\n')));
    return encoded;
  }

  absl::StatusOr<crypto::ExternalSignature> SignAsThirdParty(size_t index, const std::string& algorithm,
                                                             std::string_view payload) {
    ASSIGN_OR_RETURN(const crypto::PrivateKey key, KeyOf("third party", algorithm));
    ASSIGN_OR_RETURN(std::string signature, crypto::SignExternal(payload, previous_signature_, key));
    made_.signers[index] = crypto::ToHexText(key.public_key());
    return crypto::ExternalSignature{key.public_key(), strings_.emplace_back(std::move(signature))};
  }

  absl::Status Sign(size_t index, const wire::EncodedBlock& encoded,
                    const std::optional<crypto::ExternalSignature>& external) {
    const crypto::PrivateKey& signer = keys_[index];
    const crypto::PrivateKey& next = keys_[index + 1];
    version_1_ = version_1_ || external.has_value() || NeedsVersion1(signer, next, encoded.version);
    const uint32_t version = version_1_ ? 1 : 0;
    ASSIGN_OR_RETURN(const std::string signature,
                     crypto::SignBlock({encoded.bytes, &next.public_key(), external.has_value() ? &*external : nullptr,
                                        previous_signature_, version},
                                       signer));
    const std::string& payload = strings_.emplace_back(encoded.bytes);
    previous_signature_ = strings_.emplace_back(signature);
    last_ = crypto::ChainLink{payload, next.public_key(), previous_signature_, external, version};
    wire::SignedBlockView view{payload, ViewOf(next.public_key()), previous_signature_, std::nullopt, version, {}};
    if (external.has_value()) view.external = {external->signature, ViewOf(external->key)};
    blocks_.push_back(wire::EncodeSignedBlock(view));
    return absl::OkStatus();
  }

  absl::Status ListRevocationIds(const std::string& bytes) {
    ASSIGN_OR_RETURN(const wire::EnvelopeView envelope, wire::DecodeEnvelope(bytes));
    for (const wire::SignedBlockView& block : envelope.blocks) {
      made_.revocation_ids.push_back(absl::BytesToHexString(ToAbsl(block.signature)));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> TakeProof() {
    sealed_ = case_.Take("sealed").has_value();
    if (!sealed_) return std::string(keys_.back().secret());
    return crypto::SignFinal(*last_, keys_.back());
  }

  sections::Case& case_;
  std::vector<crypto::PrivateKey> keys_;
  wire::Tables tables_;
  std::deque<std::string> strings_;  // what the views below point into; a deque, so that they stay valid
  std::string_view previous_signature_;
  std::optional<crypto::ChainLink> last_;
  std::vector<std::string> blocks_;
  bool version_1_ = false;  // once a block has it, all later ones do
  bool sealed_ = false;
  MadeToken made_;
};

}  // namespace

absl::StatusOr<MadeToken> MakeToken(sections::Case& test_case) { return TokenMaker(test_case).Make(); }

void SetMade(const MadeToken& made, sections::Case& test_case) {
  test_case.Set("root key", made.root_key + "\n");
  for (const auto& [index, key] : made.signers) test_case.Set(absl::StrCat("signer ", index), key + "\n");
  test_case.Set("token", made.text + "\n");
  test_case.Set("revocation ids", absl::StrJoin(made.revocation_ids, "\n") + "\n");
}

}  // namespace hardtack::golden
