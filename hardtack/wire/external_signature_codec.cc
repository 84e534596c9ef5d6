// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The ExternalSignature message. Tested by tests/wire/envelope_test.cc and third_party_codec_test.cc.

#include "hardtack/wire/external_signature_codec.h"

#include <optional>

#include "hardtack/wire/public_key_codec.h"

namespace hardtack::wire {

ExternalSignatureView ReadExternalSignature(std::string_view bytes) {
  Message<ExternalSignatureField> message(bytes);
  std::optional<std::string_view> signature;
  std::optional<PublicKeyView> key;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(ExternalSignatureField::kSignature, kDelimited):
        Once(signature, message.GetBytes(), "signature");
        break;
      case tag_and_type(ExternalSignatureField::kPublicKey, kDelimited):
        Once(key, ReadPublicKey(message.GetBytes()), "publicKey");
        break;
      default:
        message.WrongType();
    }
  }
  return {Required(signature, "signature"), Required(key, "publicKey")};
}

void WriteExternalSignature(Builder<ExternalSignatureField>& message, const ExternalSignatureView& external) {
  message.add_bytes(ExternalSignatureField::kSignature, external.signature);
  AddMessage<PublicKeyField>(message, ExternalSignatureField::kPublicKey, true,
                             [&](auto& key) { WritePublicKey(key, external.key); });
}

}  // namespace hardtack::wire
