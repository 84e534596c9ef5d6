// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The ExternalSignature message, which envelopes and third-party contents share. Internal to wire; throws CodecError.

#ifndef HARDTACK_WIRE_EXTERNAL_SIGNATURE_CODEC_H_
#define HARDTACK_WIRE_EXTERNAL_SIGNATURE_CODEC_H_

#include <string_view>

#include "hardtack/wire/envelope.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/schema.h"

namespace hardtack::wire {

ExternalSignatureView ReadExternalSignature(std::string_view bytes);
void WriteExternalSignature(Builder<ExternalSignatureField>& message, const ExternalSignatureView& external);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_EXTERNAL_SIGNATURE_CODEC_H_
