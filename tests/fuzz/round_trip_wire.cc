// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes that decode as a block, as text: what is shown of it, if it parses at all, is the text of nothing else, so
// nobody who reads a block is misled about it. It prints the same again, and carried on the wire it stays the same.
// 4 KiB, as for a block.
#include <string>
#include <string_view>

#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"
#include "hardtack/wire/block_codec.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

void CheckBlock(std::string_view bytes) {
  wire::Tables tables;
  const auto decoded = wire::DecodeBlock(bytes, tables);
  if (!decoded.ok()) return;
  const std::string text = engine::ToString(decoded->block);
  const auto parsed = parser::ParseBlock(text);
  if (!parsed.ok()) return;
  Require(engine::ToString(*parsed) == text, "what is shown of a block is the text of nothing else");
  wire::Tables own, fresh;
  const auto encoded = wire::EncodeBlock(*parsed, own);
  Require(encoded.ok(), "a parsed block encodes");
  const auto again = wire::DecodeBlock(encoded->bytes, fresh);
  Require(again.ok(), "an encoded block decodes");
  const auto reparsed = parser::ParseBlock(engine::ToString(again->block));
  Require(reparsed.ok() && *reparsed == again->block, "what the encoder put into order is printed and parsed");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckBlock(hardtack::fuzz::AsText(data, size));
  return 0;
}
