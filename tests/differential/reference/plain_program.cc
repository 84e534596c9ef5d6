// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Walks over programs that rewrite them.

#include "tests/differential/reference/plain_program.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/ast_validate.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/engine_key.h"
#include "hardtack/wire/version.h"
#include "tests/differential/reference/keys.h"

namespace hardtack::differential {
namespace {

// Calls `visit` for each rule and query of a block or policy.
template <typename Visit>
void ForEachRule(engine::Block& block, const Visit& visit) {
  for (engine::Rule& rule : block.rules) visit(rule);
  for (engine::Check& check : block.checks) {
    for (engine::Rule& query : check.queries) visit(query);
  }
}

template <typename Visit>
void ForEachRule(engine::AuthorizerBlock& authorizer, const Visit& visit) {
  ForEachRule(authorizer.block, visit);
  for (engine::Policy& policy : authorizer.policies) {
    for (engine::Rule& query : policy.queries) visit(query);
  }
}

template <typename Visit>
void ForEachRule(Program& program, const Visit& visit) {
  for (SignedBlock& block : program.blocks) ForEachRule(block.block, visit);
  ForEachRule(program.authorizer, visit);
}

template <typename Visit>
void ForEachBlock(Program& program, const Visit& visit) {
  for (SignedBlock& block : program.blocks) visit(block.block);
  visit(program.authorizer.block);
}

// --- Signable

// The generator's keys in the order in which it names them, each replaced by one that can sign.
engine::PublicKey Signable(const engine::PublicKey& key) {
  const size_t party = key.algorithm == engine::Algorithm::kSecp256r1 ? 2 : key.bytes[0] == '\x01' ? 0 : 1;
  return token::EngineKey(ThirdParties()[party].public_key());
}

void MakeSignable(std::vector<engine::Scope>& scopes) {
  for (engine::Scope& scope : scopes) {
    auto* key = std::get_if<engine::PublicKey>(&scope);
    if (key != nullptr && ThirdParty(*key) == nullptr) *key = Signable(*key);
  }
}

// --- Known differences

void Rewrite(engine::Term& term);

// A set of one word reads as a parameter, and arrays cannot stand in sets in the reference's text.
bool IsPlain(const engine::Set& set) {
  if (set.members.empty()) return true;
  const engine::Term& first = set.members.front();
  if (first.Is<engine::Array>()) return false;
  const bool word = first.Is<bool>() || first.Is<engine::Null>() || first.Is<engine::Bytes>();
  return !word || set.members.size() > 1;
}

void Rewrite(std::string& text) {
  if (text.find_first_of("\"\\\n") != std::string::npos) text = "abcd";
}

void Rewrite(engine::Term& term) {
  if (auto* text = std::get_if<std::string>(&term.value)) Rewrite(*text);
  if (auto* bytes = std::get_if<engine::Bytes>(&term.value)) {
    if (bytes->data.empty()) bytes->data = "b";
  } else if (auto* set = std::get_if<engine::Set>(&term.value)) {
    std::vector<engine::Term> members;
    for (engine::Term& member : set->members) {
      Rewrite(member);
      // Members that became equal are one.
      if (std::find(members.begin(), members.end(), member) == members.end()) members.push_back(std::move(member));
    }
    set->members = std::move(members);
    if (!IsPlain(*set)) set->members = {engine::IntegerTerm(0), engine::IntegerTerm(2)};
  } else if (auto* array = std::get_if<engine::Array>(&term.value)) {
    for (engine::Term& element : array->elements) Rewrite(element);
  } else if (auto* map = std::get_if<engine::Map>(&term.value)) {
    if (map->entries.empty()) map->entries.push_back({int64_t{0}, engine::IntegerTerm(0)});
    for (engine::MapEntry& entry : map->entries) Rewrite(entry.value);
  }
}

void Rewrite(std::vector<engine::Op>& ops) {
  std::vector<engine::Op> rewritten;
  for (engine::Op& op : ops) {
    bool date = false;
    if (auto* term = std::get_if<engine::Term>(&op.value)) {
      Rewrite(*term);
      date = term->Is<engine::Date>();
    } else if (auto* closure = std::get_if<engine::Closure>(&op.value)) {
      Rewrite(closure->ops);
    } else if (auto* binary = std::get_if<engine::Binary>(&op.value)) {
      if (binary->kind == engine::BinaryKind::kAnd) binary->kind = engine::BinaryKind::kHeterogeneousEqual;
      if (binary->kind == engine::BinaryKind::kOr) binary->kind = engine::BinaryKind::kHeterogeneousNotEqual;
    }
    rewritten.push_back(std::move(op));
    if (date) rewritten.push_back(engine::UnaryOp(engine::UnaryKind::kParens));
  }
  ops = std::move(rewritten);
}

void Rewrite(engine::Predicate& predicate) {
  for (engine::Term& term : predicate.terms) Rewrite(term);
}

void Rewrite(engine::Rule& rule) {
  Rewrite(rule.head);
  for (engine::Predicate& predicate : rule.body) Rewrite(predicate);
  for (engine::Expression& expression : rule.expressions) Rewrite(expression.ops);
}

// Version 6 for collections alone is ours; null is of version 6 for both.
void AgreeOnVersion(engine::Block& block) {
  const bool ours = wire::RequiredVersion(block) == wire::kClosuresVersion;
  if (ours && wire::CheckFeatures(block, wire::kThirdPartyVersion).ok()) {
    block.facts.push_back({{"v", {engine::NullTerm()}}});
  }
}

// --- Text

engine::Expression True() { return {{engine::ValueOp(engine::BoolTerm(true))}}; }

std::optional<engine::Expression> Parsed(const engine::Expression& expression) {
  absl::StatusOr<engine::Check> check = parser::ParseCheck("check if " + engine::ToString(expression));
  if (!check.ok() || check->queries.size() != 1 || check->queries[0].expressions.size() != 1) return std::nullopt;
  return std::move(check->queries[0].expressions[0]);
}

void MakeTextual(engine::Rule& rule) {
  std::vector<engine::Expression> expressions;
  for (const engine::Expression& expression : rule.expressions) {
    if (std::optional<engine::Expression> parsed = Parsed(expression)) expressions.push_back(*std::move(parsed));
  }
  if (rule.body.empty() && expressions.empty()) expressions.push_back(True());
  rule.expressions = std::move(expressions);
}

void MakeTextual(engine::Block& block) {
  ForEachRule(block, [](engine::Rule& rule) { MakeTextual(rule); });
  std::erase_if(block.rules, [](const engine::Rule& rule) { return engine::UnboundHeadTerm(rule).has_value(); });
  std::erase_if(block.facts, [](const engine::Fact& fact) {
    const std::vector<engine::Term>& terms = fact.predicate.terms;
    return std::any_of(terms.begin(), terms.end(),
                       [](const engine::Term& term) { return term.Is<engine::Variable>(); });
  });
}

}  // namespace

void MakeSignable(Program& program) {
  if (program.blocks.empty()) program.blocks.emplace_back();
  program.blocks[0].signer.reset();
  for (SignedBlock& block : program.blocks) {
    if (block.signer && ThirdParty(*block.signer) == nullptr) block.signer = Signable(*block.signer);
  }
  ForEachBlock(program, [](engine::Block& block) { MakeSignable(block.scopes); });
  ForEachRule(program, [](engine::Rule& rule) { MakeSignable(rule.scopes); });
  std::vector<engine::Fact>& facts = program.authorizer.block.facts;
  facts.insert(facts.end(), program.request.begin(), program.request.end());
  program.request.clear();
  program.shared.clear();
  program.queries.clear();
}

void AvoidKnownDifferences(Program& program) {
  ForEachRule(program, [](engine::Rule& rule) { Rewrite(rule); });
  ForEachBlock(program, [](engine::Block& block) {
    for (engine::Fact& fact : block.facts) Rewrite(fact.predicate);
    for (engine::Check& check : block.checks) {
      if (check.kind == engine::CheckKind::kReject) check.queries.resize(1);
    }
  });
  for (SignedBlock& block : program.blocks) AgreeOnVersion(block.block);
}

void MakeTextual(engine::AuthorizerBlock& authorizer) {
  MakeTextual(authorizer.block);
  for (engine::Policy& policy : authorizer.policies) {
    for (engine::Rule& query : policy.queries) MakeTextual(query);
  }
}

void MakeTextual(Program& program) {
  for (SignedBlock& block : program.blocks) MakeTextual(block.block);
  MakeTextual(program.authorizer);
}

bool IsTextual(const Program& program) {
  return std::all_of(program.blocks.begin(), program.blocks.end(), [](const SignedBlock& block) {
    const absl::StatusOr<engine::Block> parsed = parser::ParseBlock(engine::ToString(block.block));
    return parsed.ok() && *parsed == block.block;
  });
}

}  // namespace hardtack::differential
