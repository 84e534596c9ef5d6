// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/properties/programs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "hardtack/engine/ast_print.h"
#include "tests/differential/generate.h"
#include "tests/differential/minimise.h"

namespace hardtack::differential {

void showValue(const Program& program, std::ostream& out) { out << ToString(program); }

}  // namespace hardtack::differential

namespace hardtack::properties {
namespace {

using differential::Program;
using differential::SignedBlock;
using engine::BlockId;

// A program without one of its parts, for each part.
class SmallerPrograms {
 public:
  explicit SmallerPrograms(Program program) : program_(std::move(program)) {}
  rc::Maybe<Program> operator()() {
    std::optional<Program> smaller = differential::WithoutPart(program_, next_++);
    if (!smaller.has_value()) return rc::Nothing;
    return *std::move(smaller);
  }

 private:
  Program program_;
  size_t next_ = 0;
};

bool TrustsByScopes(const Program& program, BlockId reader, const std::vector<engine::Scope>& scopes, BlockId block) {
  if (scopes.empty()) return block == engine::kAuthorityBlock;
  return std::ranges::any_of(scopes, [&](const engine::Scope& scope) {
    if (const auto* key = std::get_if<engine::PublicKey>(&scope)) return program.blocks[block].signer == *key;
    if (std::get<engine::ScopeKind>(scope) == engine::ScopeKind::kAuthority) return block == engine::kAuthorityBlock;
    return reader != engine::kAuthorizerBlock && block < reader;
  });
}

template <typename Statements>
bool AnyTrusts(const Program& program, BlockId reader, const Statements& statements, BlockId block) {
  return std::ranges::any_of(statements, [&](const auto& statement) {
    return std::ranges::any_of(statement.queries,
                               [&](const engine::Rule& query) { return Trusts(program, reader, query, block); });
  });
}

bool BlockTrusts(const Program& program, BlockId reader, const engine::Block& statements, BlockId block) {
  return AnyTrusts(program, reader, statements.checks, block) ||
         std::ranges::any_of(statements.rules,
                             [&](const engine::Rule& rule) { return Trusts(program, reader, rule, block); });
}

// A set has the order in which it was written first, by whichever block: not part of its value.
engine::Term WithoutOrder(const engine::Term& term) {
  engine::Term sorted = term;
  if (auto* set = std::get_if<engine::Set>(&sorted.value)) {
    for (engine::Term& member : set->members) member = WithoutOrder(member);
    std::ranges::sort(set->members, {}, [](const engine::Term& member) { return engine::ToString(member); });
  } else if (auto* array = std::get_if<engine::Array>(&sorted.value)) {
    for (engine::Term& element : array->elements) element = WithoutOrder(element);
  } else if (auto* map = std::get_if<engine::Map>(&sorted.value)) {
    for (engine::MapEntry& entry : map->entries) entry.value = WithoutOrder(entry.value);
    std::ranges::sort(map->entries, {}, &engine::MapEntry::key);
  }
  return sorted;
}

}  // namespace

std::vector<std::string> TextsOf(const std::vector<engine::Fact>& facts, const std::string& prefix) {
  std::vector<std::string> texts;
  for (engine::Fact fact : facts) {
    for (engine::Term& term : fact.predicate.terms) term = WithoutOrder(term);
    texts.push_back(prefix + engine::ToString(fact));
  }
  std::ranges::sort(texts);
  return texts;
}

rc::Gen<Program> Programs() {
  return rc::Gen<Program>([](const rc::Random& random, int) {
    rc::Random source = random;
    return rc::shrinkable::shrinkRecur(differential::Generate(source.next()),
                                       [](const Program& program) { return rc::makeSeq<SmallerPrograms>(program); });
  });
}

bool Trusts(const Program& program, BlockId reader, const engine::Rule& query, BlockId block) {
  if (reader == block) return true;
  const engine::Block& own =
      reader == engine::kAuthorizerBlock ? program.authorizer.block : program.blocks[reader].block;
  return TrustsByScopes(program, reader, query.scopes.empty() ? own.scopes : query.scopes, block);
}

bool QueryTrusts(const Program& program, const engine::Rule& query, BlockId block) {
  return TrustsByScopes(program, engine::kAuthorizerBlock, query.scopes, block);
}

bool AnybodyTrusts(const Program& program, BlockId block) {
  for (BlockId reader = 0; reader < program.blocks.size(); ++reader) {
    if (reader != block && BlockTrusts(program, reader, program.blocks[reader].block, block)) return true;
  }
  return BlockTrusts(program, engine::kAuthorizerBlock, program.authorizer.block, block) ||
         AnyTrusts(program, engine::kAuthorizerBlock, program.authorizer.policies, block);
}

std::vector<std::string> FactsWithout(BlockId block, const std::vector<engine::OriginFacts>& facts) {
  std::vector<std::string> lines;
  for (const engine::OriginFacts& group : facts) {
    if (group.origin.Contains(block)) continue;
    std::string origin;
    for (BlockId id : group.origin.Blocks()) {
      origin += (id == engine::kAuthorizerBlock ? "authorizer" : std::to_string(id)) + " ";
    }
    for (std::string& line : TextsOf(group.facts, origin)) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<engine::CheckPosition> FailedChecksWithout(BlockId block, const engine::Decision& decision) {
  std::vector<engine::CheckPosition> failed = decision.failed_checks;
  std::erase_if(failed, [block](const engine::CheckPosition& check) { return check.block == block; });
  return failed;
}

}  // namespace hardtack::properties
