// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes through the envelope decoder. What decodes is encoded again, and must then say the same. 4 KiB are enough
// for every field several times (-max_len=4096).
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/wire/envelope.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

std::string Encode(const wire::EnvelopeView& envelope) {
  std::vector<std::string_view> raw_blocks;
  for (const wire::SignedBlockView& block : envelope.blocks) raw_blocks.push_back(block.raw);
  return wire::EncodeEnvelope(envelope.root_key_id, raw_blocks, envelope.proof);
}

void CheckEnvelope(std::string_view bytes) {
  auto decoded = wire::DecodeEnvelope(bytes);
  if (!decoded.ok()) return;
  const std::string encoded = Encode(*decoded);
  auto again = wire::DecodeEnvelope(encoded);
  Require(again.ok(), "an encoded envelope decodes");
  Require(again->root_key_id == decoded->root_key_id, "the root key id survives");
  Require(again->blocks.size() == decoded->blocks.size(), "the number of blocks survives");
  Require(Encode(*again) == encoded, "encoding is stable");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckEnvelope(hardtack::fuzz::AsText(data, size));
  return 0;
}
