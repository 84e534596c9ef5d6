// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The two messages by which a third party signs a block without seeing the token: the request carries the signature to
// bind to, the contents carry the serialized block and the external signature.
//
// Linear; decoding copies nothing, so its views live as long as the bytes. The functions keep no state: any thread may
// call them.
//
// Biscuit specification, "Appending a third-party block"; schema.proto: ThirdPartyBlockRequest,
// ThirdPartyBlockContents.

#ifndef HARDTACK_WIRE_THIRD_PARTY_CODEC_H_
#define HARDTACK_WIRE_THIRD_PARTY_CODEC_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/engine/limits.h"
#include "hardtack/wire/envelope.h"

namespace hardtack::wire {

struct ThirdPartyRequestView {
  std::string_view previous_signature;
};

struct ThirdPartyContentsView {
  std::string_view payload;
  ExternalSignatureView external;
};

// The message that fills `bytes`. Payload, key and signatures are not checked.
//   MalformedThirdParty    not this message, or it uses a legacy field that the specification says must be empty
//   UnsupportedAlgorithm   the algorithm of the contents' key is not in the specification
//   TokenTooLarge          more than `limits.max_token_bytes`
absl::StatusOr<ThirdPartyRequestView> DecodeThirdPartyRequest(std::string_view bytes,
                                                              const engine::StructureLimits& limits = {});
absl::StatusOr<ThirdPartyContentsView> DecodeThirdPartyContents(std::string_view bytes,
                                                                const engine::StructureLimits& limits = {});

// Cannot fail.
std::string EncodeThirdPartyRequest(const ThirdPartyRequestView& request);
std::string EncodeThirdPartyContents(const ThirdPartyContentsView& contents);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_THIRD_PARTY_CODEC_H_
