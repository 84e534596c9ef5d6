// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/program_text.h"

#include <utility>

#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"

namespace hardtack::fuzz {
namespace {

constexpr std::string_view kSeparator = "\n---\n";

}  // namespace

std::optional<differential::Program> ReadProgram(std::string_view text) {
  differential::Program program;
  auto authorizer = parser::ParseAuthorizer(text.substr(0, text.find(kSeparator)));
  if (!authorizer.ok()) return std::nullopt;
  program.authorizer = *std::move(authorizer);
  while (text.find(kSeparator) != std::string_view::npos) {
    text.remove_prefix(text.find(kSeparator) + kSeparator.size());
    auto block = parser::ParseBlock(text.substr(0, text.find(kSeparator)));
    if (!block.ok()) return std::nullopt;
    program.blocks.push_back({*std::move(block), std::nullopt});
  }
  return program;
}

std::string WriteProgram(const differential::Program& program) {
  std::string text = engine::ToString(program.authorizer);
  for (const differential::SignedBlock& block : program.blocks) {
    text.append(kSeparator).append(engine::ToString(block.block));
  }
  return text;
}

}  // namespace hardtack::fuzz
