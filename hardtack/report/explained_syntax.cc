// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Statements by position. Tested by tests/report/explanation_test.cc.

#include "hardtack/report/explained_syntax.h"

#include <string_view>
#include <vector>

#include "hardtack/engine/ast_print.h"

namespace hardtack::report {
namespace {

const std::vector<parser::Position>& PositionsOf(const parser::SourceMap& map, StatementKind kind) {
  switch (kind) {
    case StatementKind::kFact:
      return map.facts;
    case StatementKind::kRule:
      return map.rules;
    case StatementKind::kCheck:
      return map.checks;
    case StatementKind::kPolicy:
      break;
  }
  return map.policies;
}

}  // namespace

const parser::Position* ExplainedSyntax::PositionOf(StatementKind kind, engine::BlockId block, uint32_t index) const {
  if (source_ == nullptr || block != engine::kAuthorizerBlock) return nullptr;
  const std::vector<parser::Position>& positions = PositionsOf(source_->positions, kind);
  return index < positions.size() ? &positions[index] : nullptr;
}

std::string QueryText(const engine::Rule& query) {
  const std::string_view keyword = "check if ";
  return engine::ToString(engine::Check{engine::CheckKind::kIf, {query}}).substr(keyword.size());
}

}  // namespace hardtack::report
