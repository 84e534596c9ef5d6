// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes through the block decoder. What decodes can be printed, and encodes again in the version that it declared.
// Encoding what those bytes decode to changes nothing more; the first bytes may differ, since the encoder orders sets
// and maps. 4 KiB (-max_len=4096).
#include <string>
#include <string_view>

#include "hardtack/engine/ast_print.h"
#include "hardtack/wire/block_codec.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

std::string EncodeAs(const engine::Block& block, uint32_t version) {
  wire::Tables tables;
  wire::EncodeOptions options;
  options.version = version;
  auto encoded = wire::EncodeBlock(block, tables, options);
  Require(encoded.ok(), "a decoded block encodes");
  return encoded->bytes;
}

void CheckBlock(std::string_view bytes) {
  wire::Tables tables;
  auto decoded = wire::DecodeBlock(bytes, tables);
  if (!decoded.ok()) return;
  engine::ToString(decoded->block);
  const std::string encoded = EncodeAs(decoded->block, decoded->version);
  wire::Tables fresh;
  auto again = wire::DecodeBlock(encoded, fresh);
  Require(again.ok(), "an encoded block decodes");
  Require(EncodeAs(again->block, again->version) == encoded, "encoding is stable");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckBlock(hardtack::fuzz::AsText(data, size));
  return 0;
}
