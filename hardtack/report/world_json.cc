// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The `world` member: what held, and what was asked of it. Tested by tests/report/world_json_test.cc and, against every
// sample, by tests/conformance.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "hardtack/engine/ast_print.h"
#include "hardtack/report/json.h"
#include "hardtack/report/json_text.h"

namespace hardtack::report {
namespace {

using boost::json::array;
using boost::json::object;

// How the samples number the authorizer beside the blocks of a token, where it is not null.
constexpr uint64_t kAuthorizerNumber = std::numeric_limits<uint64_t>::max();

template <typename Syntax>
std::vector<std::string> Print(const std::vector<Syntax>& list) {
  std::vector<std::string> texts;
  texts.reserve(list.size());
  for (const Syntax& syntax : list) texts.push_back(engine::ToString(syntax));
  return texts;
}

array TextsJson(const std::vector<std::string>& texts) {
  array list;
  list.reserve(texts.size());
  for (const std::string& text : texts) list.emplace_back(JsonText(text));
  return list;
}

array FactsJson(const engine::World& world) {
  array list;
  for (const engine::OriginFacts& group : world.Facts()) {
    list.push_back(object{{"origin", OriginJson(group.origin)}, {"facts", TextsJson(Print(group.facts))}});
  }
  return list;
}

// Adds the texts of one block's rules or checks under `member`; a block without any does not appear.
template <typename Syntax>
void AddBlock(array& list, uint64_t origin, const char* member, const std::vector<Syntax>& syntax) {
  if (syntax.empty()) return;
  std::vector<std::string> texts = Print(syntax);
  std::sort(texts.begin(), texts.end());
  list.push_back(object{{"origin", origin}, {member, TextsJson(texts)}});
}

}  // namespace

array OriginJson(const engine::Origin& origin) {
  array blocks;
  for (engine::BlockId block : origin.Blocks()) {
    if (block == engine::kAuthorizerBlock) {
      blocks.emplace_back(nullptr);
    } else {
      blocks.emplace_back(block);
    }
  }
  return blocks;
}

object WorldJson(const engine::World& world, const wire::DecodedBlocks& blocks, const engine::AuthorizerBlock& policy) {
  array rules;
  array checks;
  for (size_t i = 0; i < blocks.size(); ++i) {
    AddBlock(rules, i, "rules", blocks[i].block.rules);
    AddBlock(checks, i, "checks", blocks[i].block.checks);
  }
  AddBlock(rules, kAuthorizerNumber, "rules", policy.block.rules);
  AddBlock(checks, kAuthorizerNumber, "checks", policy.block.checks);
  return object{{"facts", FactsJson(world)},
                {"rules", std::move(rules)},
                {"checks", std::move(checks)},
                {"policies", TextsJson(Print(policy.policies))}};
}

}  // namespace hardtack::report
