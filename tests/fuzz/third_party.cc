// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a third party's request, and as its contents. What decodes encodes again and then says the same; a
// request is signed, and contents are appended to a token only if they were signed for it. 2 KiB (-max_len): two keys'
// worth of fields and a block.
#include <string>
#include <string_view>

#include "hardtack/base/error.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "hardtack/wire/third_party_codec.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

const crypto::PrivateKey& Key() {
  static const crypto::PrivateKey key =
      *crypto::PrivateKey::FromBytes(crypto::Algorithm::kEd25519, std::string(32, 'k'));
  return key;
}

engine::Block Answer() {
  engine::Block block;
  block.facts.push_back(engine::Fact{{"group", {engine::StringTerm("admin")}}});
  return block;
}

// A token that no input was signed for.
const token::UnverifiedBiscuit& Token() {
  static const token::UnverifiedBiscuit token = *token::Issue(engine::Block{}, Key());
  return token;
}

void CheckRequest(std::string_view bytes) {
  const auto request = wire::DecodeThirdPartyRequest(bytes);
  if (!request.ok()) return;
  const std::string encoded = wire::EncodeThirdPartyRequest(*request);
  const auto again = wire::DecodeThirdPartyRequest(encoded);
  Require(again.ok() && again->previous_signature == request->previous_signature, "a request survives");
  const auto signed_contents = token::SignThirdParty(bytes, Answer(), Key());
  Require(signed_contents.ok(), "a request is answered");
  const auto contents = wire::DecodeThirdPartyContents(*signed_contents);
  Require(contents.ok(), "an answer decodes");
  const crypto::ExternalSignature external{Key().public_key(), contents->external.signature};
  Require(crypto::VerifyExternal(contents->payload, request->previous_signature, external).ok(), "and was signed");
  Require(KindOf(token::AppendThirdParty(Token(), *signed_contents).status()) == ErrorKind::kInvalidSignature,
          "an answer to another token's request is refused");
}

void CheckContents(std::string_view bytes) {
  Require(!token::AppendThirdParty(Token(), bytes).ok(), "what nobody signed is not appended");
  const auto contents = wire::DecodeThirdPartyContents(bytes);
  if (!contents.ok()) return;
  const std::string encoded = wire::EncodeThirdPartyContents(*contents);
  const auto again = wire::DecodeThirdPartyContents(encoded);
  Require(again.ok() && again->payload == contents->payload &&
              again->external.signature == contents->external.signature &&
              again->external.key.bytes == contents->external.key.bytes &&
              again->external.key.algorithm == contents->external.key.algorithm,
          "contents survive");
}

// The block of contents, signed for the token and appended: whatever it holds, it is refused or can be read again.
void CheckAppended(std::string_view bytes) {
  const auto contents = wire::DecodeThirdPartyContents(bytes);
  if (!contents.ok()) return;
  const auto signature = crypto::SignExternal(contents->payload, Token().links().back().signature, Key());
  Require(signature.ok(), "any payload can be signed");
  const wire::PublicKeyView key{engine::Algorithm::kEd25519, Key().public_key().bytes()};
  const auto appended =
      token::AppendThirdParty(Token(), wire::EncodeThirdPartyContents({contents->payload, {*signature, key}}));
  if (!appended.ok()) return;
  Require(appended->block_count() == 2 && appended->payload(1) == contents->payload, "the block is the last one");
  Require(token::Biscuit::Verify(*appended, token::SingleRootKey(Key().public_key())).ok(), "and verifies");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckRequest(hardtack::fuzz::AsText(data, size));
  hardtack::fuzz::CheckContents(hardtack::fuzz::AsText(data, size));
  hardtack::fuzz::CheckAppended(hardtack::fuzz::AsText(data, size));
  return 0;
}
