// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/hostile_token.h"

#include <optional>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/engine/limits.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"

namespace hardtack::hostile {
namespace {

crypto::PrivateKey KeyOf(crypto::Algorithm algorithm, char fill) {
  return crypto::PrivateKey::FromBytes(algorithm, std::string(crypto::kSecretBytes, fill)).value();
}

wire::PublicKeyView ViewOf(const crypto::PublicKey& key) {
  return {static_cast<engine::Algorithm>(key.algorithm()), key.bytes()};
}

Result Failed(const absl::Status& status) {
  return {std::string(NameOf(KindOf(status).value_or(ErrorKind::kInternal))), 0};
}

// Room for the authority block, signatures, keys and the messages around a payload.
constexpr size_t kEnvelopeBytes = 600;

// Signs each block with one key, which every block names as the next.
class Maker {
 public:
  explicit Maker(const Signers& signers)
      : signers_(signers), next_(KeyOf(signers.algorithm, 2)), party_(KeyOf(signers.algorithm, 3)) {}

  void Add(const std::string& payload, const crypto::Signer& signer, bool third_party) {
    std::string by_party;
    std::optional<crypto::ExternalSignature> external;
    wire::SignedBlockView view{payload, ViewOf(next_.public_key()), {}, std::nullopt, 1, {}};
    if (third_party) {
      by_party = crypto::SignExternal(payload, previous_, party_).value();
      external = crypto::ExternalSignature{party_.public_key(), by_party};
      view.external = {by_party, ViewOf(party_.public_key())};
    }
    previous_ = crypto::SignBlock({payload, &next_.public_key(), external ? &*external : nullptr, previous_, 1}, signer)
                    .value();
    view.signature = previous_;
    blocks_.push_back(wire::EncodeSignedBlock(view));
  }

  std::string Make(const std::vector<std::string>& payloads) {
    Add(PayloadOf(""), KeyOf(crypto::Algorithm::kEd25519, 1), false);
    for (const std::string& payload : payloads) Add(payload, next_, signers_.third_party);
    const std::vector<std::string_view> raw(blocks_.begin(), blocks_.end());
    return wire::EncodeEnvelope(std::nullopt, raw, {wire::ProofKind::kNextSecret, next_.secret()});
  }

 private:
  Signers signers_;
  crypto::PrivateKey next_, party_;
  std::string previous_;  // signature
  std::vector<std::string> blocks_;
};

absl::StatusOr<token::Biscuit> Verified(const std::string& token) {
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit read, token::UnverifiedBiscuit::FromBytes(token));
  return token::Biscuit::Verify(std::move(read),
                                token::SingleRootKey(KeyOf(crypto::Algorithm::kEd25519, 1).public_key()));
}

Result Decide(const std::string& token, const engine::AuthorizerBlock& policy, const std::vector<engine::Fact>& request,
              bool listed) {
  const absl::StatusOr<token::Biscuit> verified = Verified(token);
  if (!verified.ok()) return Failed(verified.status());
  const absl::StatusOr<token::Authorizer> authorizer = token::Authorizer::Create(policy);
  if (!authorizer.ok()) return Failed(authorizer.status());
  const absl::StatusOr<engine::Outcome> outcome = authorizer->Evaluate(*verified, request);
  if (!outcome.ok()) return Failed(outcome.status());
  if (listed) (void)outcome->world.Facts();
  Result result = outcome->decision.ok() ? Result{outcome->decision->allowed() ? "allowed" : "denied", 0}
                                         : Failed(outcome->decision.status());
  result.steps = outcome->usage.steps;
  return result;
}

}  // namespace

std::string Signed(const std::vector<std::string>& payloads, const Signers& signers) {
  return Maker(signers).Make(payloads);
}

std::string PayloadOf(const std::string& datalog) {
  wire::Tables tables;
  return wire::EncodeBlock(parser::ParseBlock(datalog).value(), tables)->bytes;
}

size_t MostPayloadBytes() { return engine::StructureLimits().max_token_bytes - kEnvelopeBytes; }

std::function<Result()> Decides(std::string token, const std::string& policy, std::vector<engine::Fact> request) {
  return [token = std::move(token), parsed = parser::ParseAuthorizer(policy).value(), request = std::move(request)] {
    return Decide(token, parsed, request, false);
  };
}

std::function<Result()> Lists(std::string token) {
  return [token = std::move(token), parsed = parser::ParseAuthorizer("allow if true;").value()] {
    return Decide(token, parsed, {}, true);
  };
}

}  // namespace hardtack::hostile
