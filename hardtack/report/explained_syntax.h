// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ExplainedSyntax finds the statements that an explanation names by position, and where they stand. Internal to report.

#ifndef HARDTACK_REPORT_EXPLAINED_SYNTAX_H_
#define HARDTACK_REPORT_EXPLAINED_SYNTAX_H_

#include <cstdint>
#include <string>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/origin.h"
#include "hardtack/parser/parser.h"
#include "hardtack/report/authorizer_source.h"
#include "hardtack/wire/decoded_blocks.h"

namespace hardtack::report {

enum class StatementKind : uint8_t { kFact, kRule, kCheck, kPolicy };

class ExplainedSyntax {
 public:
  // `source` may be null: positions are not known then. Nothing is owned.
  ExplainedSyntax(const wire::DecodedBlocks& blocks, const engine::AuthorizerBlock& policy,
                  const AuthorizerSource* source)
      : blocks_(blocks), policy_(policy), source_(source) {}

  const engine::AuthorizerBlock& policy() const { return policy_; }
  const engine::Block& BlockAt(engine::BlockId block) const {
    return block == engine::kAuthorizerBlock ? policy_.block : blocks_[block].block;
  }

  // The position of a statement; null if it is not known, as those of a token never are.
  const parser::Position* PositionOf(StatementKind kind, engine::BlockId block, uint32_t index) const;
  const std::string& source_name() const { return source_->name; }

 private:
  const wire::DecodedBlocks& blocks_;
  const engine::AuthorizerBlock& policy_;
  const AuthorizerSource* source_;
};

// The predicates, expressions and scopes of a query, as it stands behind `if`.
std::string QueryText(const engine::Rule& query);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_EXPLAINED_SYNTAX_H_
