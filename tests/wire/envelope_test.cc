// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/wire/envelope.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using testing::Content;
using testing::Fixed32;
using testing::KindName;
using testing::Mentions;
using testing::Number;
using testing::Repeat;
using testing::Varint;

// schema.proto's messages, well-formed and as small as they get.
const std::string kKey = Number(1, 0) + Content(2, "key");
const std::string kExternal = Content(1, "external") + Content(2, Number(1, 1) + Content(2, "other"));
const std::string kBlock = Content(1, "payload") + Content(2, kKey) + Content(3, "signature");
const std::string kProof = Content(1, "secret");
const std::string kEnvelope = Content(2, kBlock) + Content(4, kProof);

TEST_CASE("an envelope decodes to views into its bytes") {
  const std::string third_party = kBlock + Content(4, kExternal) + Number(5, 1);
  const std::string bytes = Number(1, 7) + Content(2, kBlock) + Content(3, third_party) + Content(4, kProof);
  const EnvelopeView envelope = DecodeEnvelope(bytes).value();
  CHECK(envelope.root_key_id == 7);
  REQUIRE(envelope.blocks.size() == 2);
  const SignedBlockView& authority = envelope.blocks[0];
  CHECK(authority.payload == "payload");
  CHECK(authority.next_key.algorithm == engine::Algorithm::kEd25519);
  CHECK(authority.next_key.bytes == "key");
  CHECK(authority.signature == "signature");
  CHECK(!authority.external.has_value());
  CHECK(authority.version == 0);
  CHECK(authority.raw == kBlock);
  const SignedBlockView& block = envelope.blocks[1];
  REQUIRE(block.external.has_value());
  CHECK(block.external->signature == "external");
  CHECK(block.external->key.algorithm == engine::Algorithm::kSecp256r1);
  CHECK(block.external->key.bytes == "other");
  CHECK(block.version == 1);
  CHECK(block.raw == third_party);
  CHECK(envelope.proof.kind == ProofKind::kNextSecret);
  CHECK(envelope.proof.bytes == "secret");
  for (std::string_view view : {authority.payload, authority.raw, block.external->key.bytes, envelope.proof.bytes}) {
    CHECK((view.data() >= bytes.data() && view.data() + view.size() <= bytes.data() + bytes.size()));
  }
}

TEST_CASE("a sealed envelope has a final signature") {
  const std::string bytes = Content(2, kBlock) + Content(4, Content(2, "final"));
  const EnvelopeView envelope = DecodeEnvelope(bytes).value();
  CHECK(envelope.proof.kind == ProofKind::kFinalSignature);
  CHECK(envelope.proof.bytes == "final");
  CHECK(!envelope.root_key_id.has_value());
}

TEST_CASE("fields may stand in any order, and unknown fields are skipped") {
  const std::string unknown = Number(9, 1) + Content(16, "x") + Fixed32(17) + Varint(18 << 3 | 1) + "12345678";
  const std::string later = Content(1, "later") + Content(2, kKey) + Content(3, "signature");
  const std::string bytes = unknown + Content(4, kProof) + Content(3, later + unknown) + Content(2, unknown + kBlock);
  const EnvelopeView envelope = DecodeEnvelope(bytes).value();
  REQUIRE(envelope.blocks.size() == 2);
  CHECK(envelope.blocks[0].payload == "payload");
  CHECK(envelope.blocks[1].payload == "later");
}

TEST_CASE("what was decoded encodes to the same bytes") {
  const std::string third_party = kBlock + Content(4, kExternal) + Number(5, 1);
  for (const std::string& proof : {kProof, Content(2, "final")}) {
    for (const std::string& root_key_id : {std::string(), Number(1, 0), Number(1, UINT32_MAX)}) {
      const std::string bytes = root_key_id + Content(2, kBlock) + Content(3, third_party) + Content(4, proof);
      const EnvelopeView envelope = DecodeEnvelope(bytes).value();
      std::vector<std::string_view> raw;
      for (const SignedBlockView& block : envelope.blocks) {
        CHECK(EncodeSignedBlock(block) == block.raw);
        raw.push_back(block.raw);
      }
      CHECK(EncodeEnvelope(envelope.root_key_id, raw, envelope.proof) == bytes);
    }
  }
}

TEST_CASE("malformed envelopes are refused") {
  const std::string no_payload = Content(2, kKey) + Content(3, "signature");
  const struct {
    std::string what, bytes, kind, message;
  } rows[] = {
      {"nothing", "", "MalformedEnvelope", "authority"},
      {"no proof", Content(2, kBlock), "MalformedEnvelope", "proof"},
      {"no authority block", Content(3, kBlock) + Content(4, kProof), "MalformedEnvelope", "authority"},
      {"two authority blocks", Content(2, kBlock) + kEnvelope, "MalformedEnvelope", "repeated field: authority"},
      {"two proofs", kEnvelope + Content(4, kProof), "MalformedEnvelope", "repeated field: proof"},
      {"two root key ids", Number(1, 1) + Number(1, 1) + kEnvelope, "MalformedEnvelope", "repeated field: rootKeyId"},
      {"a root key id of 33 bits", Number(1, uint64_t{1} << 32) + kEnvelope, "MalformedEnvelope", "32-bit"},
      {"a root key id that is bytes", Content(1, "1") + kEnvelope, "MalformedEnvelope", "field 1 has wire type 2"},
      {"an authority that is a number", Number(2, 1) + Content(4, kProof), "MalformedEnvelope", "field 2"},
      {"a proof of fixed width", Content(2, kBlock) + Fixed32(4), "MalformedEnvelope", "field 4 has wire type 5"},
      {"an empty proof", Content(2, kBlock) + Content(4, ""), "MalformedEnvelope", "proof without content"},
      {"a proof of both kinds", Content(2, kBlock) + Content(4, kProof + Content(2, "final")), "MalformedEnvelope",
       "proof with more than one"},
      {"a proof of two secrets", Content(2, kBlock) + Content(4, kProof + kProof), "MalformedEnvelope",
       "more than one"},
      {"a block without payload", Content(2, no_payload) + Content(4, kProof), "MalformedEnvelope",
       "block 0: missing field: block"},
      {"a later block without payload", kEnvelope + Content(3, no_payload), "MalformedEnvelope",
       "block 1: missing field"},
      {"a block without key", Content(2, Content(1, "p") + Content(3, "s")) + Content(4, kProof), "MalformedEnvelope",
       "missing field: nextKey"},
      {"a block without signature", Content(2, Content(1, "p") + Content(2, kKey)) + Content(4, kProof),
       "MalformedEnvelope", "missing field: signature"},
      {"two payloads in a block", Content(2, Content(1, "p") + kBlock) + Content(4, kProof), "MalformedEnvelope",
       "repeated field: block"},
      {"two keys in a block", Content(2, Content(2, kKey) + kBlock) + Content(4, kProof), "MalformedEnvelope",
       "repeated field: nextKey"},
      {"two versions of a block", Content(2, kBlock + Number(5, 0) + Number(5, 0)) + Content(4, kProof),
       "MalformedEnvelope", "repeated field: version"},
      {"a version of 33 bits", Content(2, kBlock + Number(5, uint64_t{1} << 32)) + Content(4, kProof),
       "MalformedEnvelope", "32-bit"},
      {"a key without algorithm", Content(2, Content(1, "p") + Content(2, Content(2, "k")) + Content(3, "s")),
       "MalformedEnvelope", "missing field: algorithm"},
      {"a key without bytes", Content(2, Content(1, "p") + Content(2, Number(1, 0)) + Content(3, "s")),
       "MalformedEnvelope", "missing field: key"},
      {"an unknown algorithm", Content(2, Content(1, "p") + Content(2, Number(1, 2) + Content(2, "k"))),
       "UnsupportedAlgorithm", "2"},
      {"an algorithm that is 0 in its lower 32 bits",
       Content(2, Content(1, "p") + Content(2, Number(1, uint64_t{1} << 32) + Content(2, "k"))), "UnsupportedAlgorithm",
       "4294967296"},
      {"an external signature without key", kEnvelope + Content(3, kBlock + Content(4, Content(1, "e"))),
       "MalformedEnvelope", "block 1: missing field: publicKey"},
      {"an external key of an unknown algorithm",
       kEnvelope + Content(3, kBlock + Content(4, Content(1, "e") + Content(2, Number(1, 9) + Content(2, "k")))),
       "UnsupportedAlgorithm", "block 1"},
      {"field number 0", Varint(0) + kEnvelope, "MalformedEnvelope", "protobuf"},
      {"a group", Varint(9 << 3 | 3) + kEnvelope, "MalformedEnvelope",
       "not protobuf: a field has an unknown wire type"},
      {"a varint of eleven bytes", Varint(1 << 3) + std::string(10, '\xFF') + "\x01" + kEnvelope, "MalformedEnvelope",
       "protobuf"},
      {"a tag beyond 32 bits", Varint(uint64_t{1} << 32 | 2 << 3 | 2) + Varint(0) + kEnvelope, "MalformedEnvelope",
       "exceeds 32 bits"},
      {"a length beyond 32 bits", Varint(2 << 3 | 2) + Varint(uint64_t{1} << 32 | kBlock.size()) + kBlock,
       "MalformedEnvelope", "exceeds 32 bits"},
      {"the same in an unknown field", Varint(9 << 3 | 2) + Varint(uint64_t{1} << 32) + kEnvelope, "MalformedEnvelope",
       "exceeds 32 bits"},
      {"a length beyond the end", Varint(2 << 3 | 2) + Varint(UINT32_MAX) + kBlock, "MalformedEnvelope",
       "not protobuf: the message ends early"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const absl::Status status = DecodeEnvelope(row.bytes).status();
    CHECK(KindName(status) == row.kind);
    CHECK_MESSAGE(Mentions(status, row.message), status.ToString());
  }
}

TEST_CASE("every truncation of an envelope is refused") {
  const std::string bytes = Number(1, 300) + Content(2, kBlock) +
                            Content(3, kBlock + Content(4, kExternal) + Number(5, 1)) + Content(4, kProof);
  REQUIRE(DecodeEnvelope(bytes).ok());
  for (size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(KindName(DecodeEnvelope(std::string_view(bytes).substr(0, size)).status()) == "MalformedEnvelope");
  }
}

TEST_CASE("a flipped bit gives an envelope that encodes back, or an error") {
  const std::string bytes = Number(1, 300) + Content(2, kBlock) +
                            Content(3, kBlock + Content(4, kExternal) + Number(5, 1)) + Content(4, kProof);
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    const absl::StatusOr<EnvelopeView> envelope = DecodeEnvelope(flipped);
    if (!envelope.ok()) {
      CHECK(KindOf(envelope.status()).has_value());
      continue;
    }
    std::vector<std::string_view> raw;
    for (const SignedBlockView& block : envelope->blocks) raw.push_back(block.raw);
    const EnvelopeView again = DecodeEnvelope(EncodeEnvelope(envelope->root_key_id, raw, envelope->proof)).value();
    CHECK(again.blocks.size() == envelope->blocks.size());
  }
}

TEST_CASE("an envelope beyond the limits is refused before its blocks are read") {
  engine::StructureLimits limits;
  limits.max_blocks = 3;
  CHECK(DecodeEnvelope(kEnvelope + Repeat(Content(3, kBlock), 2), limits).ok());
  const absl::Status blocks = DecodeEnvelope(kEnvelope + Repeat(Content(3, "junk"), 3), limits).status();
  CHECK(KindName(blocks) == "TooManyBlocks");
  CHECK(Mentions(blocks, "4 blocks, the limit is 3"));
  limits.max_token_bytes = kEnvelope.size();
  CHECK(DecodeEnvelope(kEnvelope, limits).ok());
  CHECK(KindName(DecodeEnvelope(kEnvelope + "x", limits).status()) == "TokenTooLarge");
}

}  // namespace
}  // namespace hardtack::wire
