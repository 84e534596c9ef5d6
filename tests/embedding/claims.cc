// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// From claims to blocks. Tested by embedding_test.cc.
#include "tests/embedding/claims.h"

#include <utility>

namespace claims {

namespace engine = hardtack::engine;

namespace {

engine::Fact MakeFact(std::string name, engine::Term term) { return {{std::move(name), {std::move(term)}}}; }

engine::Check CheckIf(engine::Rule query) { return {engine::CheckKind::kIf, {std::move(query)}}; }

// check if audience(AUDIENCE)
engine::Check AudienceIs(const std::string& audience) {
  engine::Rule query = engine::QueryRule();
  query.body = {{"audience", {engine::StringTerm(audience)}}};
  return CheckIf(std::move(query));
}

// check if time($now), $now < EXPIRES
engine::Check TimeIsBefore(uint64_t expires) {
  engine::Rule query = engine::QueryRule();
  query.body = {{"time", {engine::VariableTerm("now")}}};
  query.expressions = {{{engine::ValueOp(engine::VariableTerm("now")), engine::ValueOp(engine::DateTerm(expires)),
                         engine::BinaryOp(engine::BinaryKind::kLessThan)}}};
  return CheckIf(std::move(query));
}

}  // namespace

engine::PublicKey EngineKey(const std::string& key) { return {engine::Algorithm::kEd25519, key}; }

engine::Block ToBlock(const ClaimSet& set) {
  engine::Block block;
  if (set.subject) block.facts.push_back(MakeFact("subject", engine::StringTerm(*set.subject)));
  for (const std::string& operation : set.scope) {
    block.facts.push_back(MakeFact("scope", engine::StringTerm(operation)));
  }
  if (set.audience) block.checks.push_back(AudienceIs(*set.audience));
  if (set.expires) block.checks.push_back(TimeIsBefore(*set.expires));
  return block;
}

}  // namespace claims
