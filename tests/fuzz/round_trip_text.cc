// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text that parses as a block, over the wire and back: but for the order of sets and maps it is the same syntax,
// and printing, parsing and encoding once more changes nothing. 2 KiB, as for a block's text.
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/term_order.h"
#include "hardtack/parser/parser.h"
#include "hardtack/wire/block_codec.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

// Puts the sets and maps of syntax into one order.
class Sorter {
 public:
  void Sort(engine::Block& block) const {
    for (engine::Fact& fact : block.facts) Sort(fact.predicate);
    for (engine::Rule& rule : block.rules) Sort(rule);
    for (engine::Check& check : block.checks) {
      for (engine::Rule& query : check.queries) Sort(query);
    }
  }

 private:
  void Sort(engine::Predicate& predicate) const {
    for (engine::Term& term : predicate.terms) term = order_.Canonical(term);
  }

  void Sort(std::vector<engine::Op>& ops) const {
    for (engine::Op& op : ops) {
      if (auto* term = std::get_if<engine::Term>(&op.value)) *term = order_.Canonical(*term);
      if (auto* closure = std::get_if<engine::Closure>(&op.value)) Sort(closure->ops);
    }
  }

  void Sort(engine::Rule& rule) const {
    Sort(rule.head);
    for (engine::Predicate& atom : rule.body) Sort(atom);
    for (engine::Expression& expression : rule.expressions) Sort(expression.ops);
  }

  engine::TermOrder order_;
};

engine::Block Sorted(engine::Block block) {
  Sorter().Sort(block);
  return block;
}

std::string Encode(const engine::Block& block) {
  wire::Tables tables;
  const auto encoded = wire::EncodeBlock(block, tables);
  Require(encoded.ok(), "what was carried can be carried");
  return encoded->bytes;
}

void CheckText(std::string_view text) {
  const auto block = parser::ParseBlock(text);
  if (!block.ok()) return;
  wire::Tables tables, fresh;
  const auto encoded = wire::EncodeBlock(*block, tables);
  if (!encoded.ok()) {
    Require(KindOf(encoded.status()) == ErrorKind::kMalformedBlock, "the wire has no form for some sets");
    return;
  }
  const auto decoded = wire::DecodeBlock(encoded->bytes, fresh);
  Require(decoded.ok(), "an encoded block decodes");
  Require(decoded->version == encoded->version, "in the version that it was written in");
  Require(Sorted(decoded->block) == Sorted(*block), "a block survives the wire");
  const auto again = parser::ParseBlock(engine::ToString(decoded->block));
  Require(again.ok() && *again == decoded->block, "a block that was carried is printed and parsed");
  Require(Encode(*again) == encoded->bytes, "and carried as the same bytes");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckText(hardtack::fuzz::AsText(data, size));
  return 0;
}
