// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text through the parser. What parses is printed and parsed again, and must be the same syntax. 2 KiB
// (-max_len=2048): beyond that, texts repeat themselves.
#include <string_view>

#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

void CheckText(std::string_view text) {
  auto block = parser::ParseBlock(text);
  if (!block.ok()) return;
  auto again = parser::ParseBlock(engine::ToString(*block));
  Require(again.ok(), "a printed block parses");
  Require(*again == *block, "printing and parsing give back the same syntax");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckText(hardtack::fuzz::AsText(data, size));
  return 0;
}
