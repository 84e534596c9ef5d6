// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The codec of third-party messages. Tested by tests/wire/third_party_codec_test.cc.

#include "hardtack/wire/third_party_codec.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/external_signature_codec.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/schema.h"

namespace hardtack::wire {
namespace {

absl::Status CheckSize(std::string_view bytes, const engine::StructureLimits& limits) {
  if (bytes.size() <= limits.max_token_bytes) return absl::OkStatus();
  return Error(ErrorKind::kTokenTooLarge, absl::StrCat(bytes.size(), " bytes, the limit is ", limits.max_token_bytes));
}

// Before version 1 of signed payloads a request carried keys, and the signature did not bind the block to one token.
// The specification asks to refuse such requests.
[[noreturn]] void LegacyField(std::string_view field) {
  throw CodecError(absl::StrCat("legacy field: ", ToAbsl(field)));
}

ThirdPartyRequestView ReadRequest(std::string_view bytes) {
  Message<ThirdPartyRequestField> message(bytes);
  std::optional<std::string_view> signature;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(ThirdPartyRequestField::kLegacyPreviousKey, kDelimited):
        LegacyField("legacyPreviousKey");
      case tag_and_type(ThirdPartyRequestField::kLegacyPublicKeys, kDelimited):
        LegacyField("legacyPublicKeys");
      case tag_and_type(ThirdPartyRequestField::kPreviousSignature, kDelimited):
        Once(signature, message.GetBytes(), "previousSignature");
        break;
      default:
        message.WrongType();
    }
  }
  return {Required(signature, "previousSignature")};
}

ThirdPartyContentsView ReadContents(std::string_view bytes) {
  Message<ThirdPartyContentsField> message(bytes);
  std::optional<std::string_view> payload;
  std::optional<ExternalSignatureView> external;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(ThirdPartyContentsField::kPayload, kDelimited):
        Once(payload, message.GetBytes(), "payload");
        break;
      case tag_and_type(ThirdPartyContentsField::kExternalSignature, kDelimited):
        Once(external, ReadExternalSignature(message.GetBytes()), "externalSignature");
        break;
      default:
        message.WrongType();
    }
  }
  return {Required(payload, "payload"), Required(external, "externalSignature")};
}

}  // namespace

absl::StatusOr<ThirdPartyRequestView> DecodeThirdPartyRequest(std::string_view bytes,
                                                              const engine::StructureLimits& limits) {
  RETURN_IF_ERROR(CheckSize(bytes, limits));
  return Border(ErrorKind::kMalformedThirdParty, [&] { return ReadRequest(bytes); });
}

absl::StatusOr<ThirdPartyContentsView> DecodeThirdPartyContents(std::string_view bytes,
                                                                const engine::StructureLimits& limits) {
  RETURN_IF_ERROR(CheckSize(bytes, limits));
  return Border(ErrorKind::kMalformedThirdParty, [&] { return ReadContents(bytes); });
}

std::string EncodeThirdPartyRequest(const ThirdPartyRequestView& request) {
  std::string bytes;
  Builder<ThirdPartyRequestField> message(bytes);
  message.add_bytes(ThirdPartyRequestField::kPreviousSignature, request.previous_signature);
  return bytes;
}

std::string EncodeThirdPartyContents(const ThirdPartyContentsView& contents) {
  std::string bytes;
  Builder<ThirdPartyContentsField> message(bytes);
  message.add_bytes(ThirdPartyContentsField::kPayload, contents.payload);
  AddMessage<ExternalSignatureField>(message, ThirdPartyContentsField::kExternalSignature, true,
                                     [&](auto& external) { WriteExternalSignature(external, contents.external); });
  return bytes;
}

}  // namespace hardtack::wire
