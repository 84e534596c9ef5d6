// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The envelope: the outer message of a token as views into the received bytes. Payloads stay opaque, keys are not
// checked, signatures are not verified. Views live as long as the bytes.
//
// Everything is linear in the bytes; decoding allocates one SignedBlockView for each block. The functions keep no
// state: any thread may call them.
//
// schema.proto: Biscuit, SignedBlock, ExternalSignature, PublicKey, Proof. docs/wire_format.md.

#ifndef HARDTACK_WIRE_ENVELOPE_H_
#define HARDTACK_WIRE_ENVELOPE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"

namespace hardtack::wire {

// A key as received: its bytes may have any length and need not be a key.
struct PublicKeyView {
  engine::Algorithm algorithm = engine::Algorithm::kEd25519;
  std::string_view bytes;
};

struct ExternalSignatureView {
  std::string_view signature;
  PublicKeyView key;
};

struct SignedBlockView {
  std::string_view payload;    // the serialized Block
  PublicKeyView next_key;
  std::string_view signature;
  std::optional<ExternalSignatureView> external;
  uint32_t version = 0;        // of the signed payload; 0 when the field is absent
  std::string_view raw;        // this whole SignedBlock message as received; appending copies it verbatim
};

enum class ProofKind { kNextSecret, kFinalSignature };
struct ProofView {
  ProofKind kind = ProofKind::kNextSecret;
  std::string_view bytes;
};

struct EnvelopeView {
  std::optional<uint32_t> root_key_id;
  std::vector<SignedBlockView> blocks;  // the authority block first
  ProofView proof;
};

// The envelope that fills `bytes`. An authority block with an external signature passes: UnverifiedBiscuit refuses it.
//   MalformedEnvelope      not this message: truncated, a wrong wire type, a required field missing, a single one
//                          repeated
//   UnsupportedAlgorithm   a key's algorithm is not in the specification
//   TokenTooLarge, TooManyBlocks   beyond `limits`; refused before anything is allocated
absl::StatusOr<EnvelopeView> DecodeEnvelope(std::string_view bytes, const engine::StructureLimits& limits = {});

// A SignedBlock message from its parts (`raw` is ignored; a version of 0 is omitted).
std::string EncodeSignedBlock(const SignedBlockView& block);

// The envelope around SignedBlock messages that are copied verbatim. `raw_blocks` starts with the authority and is not
// empty.
std::string EncodeEnvelope(std::optional<uint32_t> root_key_id, std::span<const std::string_view> raw_blocks,
                           const ProofView& proof);

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_ENVELOPE_H_
