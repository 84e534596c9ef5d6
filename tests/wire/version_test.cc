// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/wire/version.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using engine::BinaryKind;
using engine::Block;
using engine::Op;
using engine::Term;
using engine::UnaryKind;
using testing::KindName;
using testing::Mentions;

Block WithFact(Term term) {
  Block block;
  block.facts.push_back({{"f", {std::move(term)}}});
  return block;
}

Block WithCheck(engine::CheckKind kind, engine::Rule query = engine::QueryRule()) {
  Block block;
  block.checks.push_back({kind, {std::move(query)}});
  return block;
}

Block WithOps(std::vector<Op> ops) {
  engine::Rule query = engine::QueryRule();
  query.expressions.push_back({std::move(ops)});
  return WithCheck(engine::CheckKind::kIf, query);
}

Block WithRule(engine::Rule rule) {
  Block block;
  block.rules.push_back(std::move(rule));
  return block;
}

Block WithBlockScope() {
  Block block;
  block.scopes.push_back(engine::ScopeKind::kPrevious);
  return block;
}

engine::Rule ScopedQuery() {
  engine::Rule query = engine::QueryRule();
  query.scopes.push_back(engine::ScopeKind::kAuthority);
  return query;
}

struct Row {
  std::string feature;
  Block block;
  uint32_t required;  // what we write
  uint32_t refused;   // the highest declared version in which reading refuses it; 0: read in any
};

std::vector<Row> Rows() {
  using engine::CheckKind;
  std::vector<Row> rows = {
      {"nothing", Block(), 3, 0},
      {"a plain fact", WithFact(engine::StringTerm("x")), 3, 0},
      {"check if", WithCheck(CheckKind::kIf), 3, 0},
      {"parentheses and length", WithOps({engine::UnaryOp(UnaryKind::kParens), engine::UnaryOp(UnaryKind::kLength)}), 3,
       0},
      {"a block's scope", WithBlockScope(), 4, 3},
      {"a query's scope", WithCheck(CheckKind::kIf, ScopedQuery()), 4, 3},
      {"a rule's scope", WithRule(ScopedQuery()), 4, 3},
      {"check all", WithCheck(CheckKind::kAll), 4, 3},
      {"reject if", WithCheck(CheckKind::kReject), 6, 5},
      {"null", WithFact(engine::NullTerm()), 6, 5},
      {"null in a set", WithFact(Term(engine::Set{{engine::NullTerm()}})), 6, 5},
      {"null in a rule's head", WithRule({{"h", {engine::NullTerm()}}, {}, {}, {}}), 6, 5},
      {"null in an expression", WithOps({engine::ValueOp(engine::NullTerm())}), 6, 5},
      {"a closure", WithOps({engine::ClosureOp({}, {})}), 6, 5},
      {"type()", WithOps({engine::UnaryOp(UnaryKind::kTypeOf)}), 6, 5},
      {"an extern function of one argument", WithOps({engine::UnaryOp(UnaryKind::kExtern)}), 6, 5},
      {"both of version 4 and of version 6", WithCheck(CheckKind::kReject, ScopedQuery()), 6, 5},
  };
  const auto binary = [&](BinaryKind from, BinaryKind to, uint32_t required, uint32_t refused) {
    for (int i = static_cast<int>(from); i <= static_cast<int>(to); ++i) {
      rows.push_back({"binary operator " + std::to_string(i), WithOps({engine::BinaryOp(static_cast<BinaryKind>(i))}),
                      required, refused});
    }
  };
  binary(BinaryKind::kLessThan, BinaryKind::kUnion, 3, 0);
  binary(BinaryKind::kBitwiseAnd, BinaryKind::kNotEqual, 4, 3);
  binary(BinaryKind::kHeterogeneousEqual, BinaryKind::kAny, 6, 5);
  binary(BinaryKind::kExtern, BinaryKind::kExtern, 6, 5);
  return rows;
}

TEST_CASE("a block needs the version of its newest feature, and in an older one it is refused") {
  for (const Row& row : Rows()) {
    CAPTURE(row.feature);
    CHECK(RequiredVersion(row.block) == row.required);
    for (uint32_t declared = kMinVersion; declared <= kMaxVersion; ++declared) {
      CAPTURE(declared);
      const absl::Status status = CheckFeatures(row.block, declared);
      CHECK(KindName(status) == (declared <= row.refused ? "MalformedBlock" : "OK"));
    }
  }
}

TEST_CASE("ours: arrays, maps, get and try_or are written as version 6, and read in any version") {
  const std::vector<Row> rows = {
      {"an array", WithFact(Term(engine::Array{})), 6, 0},
      {"an array in a set", WithFact(Term(engine::Set{{Term(engine::Array{})}})), 6, 0},
      {"null in an array", WithFact(Term(engine::Array{{engine::NullTerm()}})), 6, 0},
      {"a map", WithFact(Term(engine::Map{})), 6, 0},
      {"get", WithOps({engine::BinaryOp(BinaryKind::kGet)}), 6, 0},
      {"try_or", WithOps({engine::BinaryOp(BinaryKind::kTryOr)}), 6, 0},
      {"the prefix of an array",
       WithOps({engine::ValueOp(Term(engine::Array{})), engine::BinaryOp(BinaryKind::kPrefix)}), 6, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.feature);
    CHECK(RequiredVersion(row.block) == 6);
    for (uint32_t declared = kMinVersion; declared <= kMaxVersion; ++declared) {
      CHECK(CheckFeatures(row.block, declared).ok());
    }
  }
}

TEST_CASE("the error names the feature and both versions") {
  const absl::Status status = CheckFeatures(WithOps({engine::BinaryOp(BinaryKind::kLazyAnd)}), 4);
  CHECK(Mentions(status, "version 6 in a block of version 4: &&"));
}

}  // namespace
}  // namespace hardtack::wire
