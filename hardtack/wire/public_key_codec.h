// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The PublicKey message, which envelopes, blocks and snapshots share. Internal to wire; throws CodecError.

#ifndef HARDTACK_WIRE_PUBLIC_KEY_CODEC_H_
#define HARDTACK_WIRE_PUBLIC_KEY_CODEC_H_

#include <string_view>

#include "hardtack/engine/ast.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/schema.h"

namespace hardtack::wire {

// The message as a view; the key's bytes are not looked at. An algorithm that schema.proto does not name is
// UnsupportedAlgorithm.
PublicKeyView ReadPublicKey(std::string_view bytes);

// The message as syntax names keys: of the length that its algorithm has, and compressed, so that equal keys have equal
// bytes. Whether they encode a point is not checked: a key that is none signs nothing.
engine::PublicKey ReadSyntaxKey(std::string_view bytes);

void WritePublicKey(Builder<PublicKeyField>& message, const PublicKeyView& key);
inline PublicKeyView ViewOf(const engine::PublicKey& key) { return {key.algorithm, key.bytes}; }

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_PUBLIC_KEY_CODEC_H_
