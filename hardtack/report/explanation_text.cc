// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// An explanation as a drawing of trees: one for the policy that matched or for each that did not, one for each failed
// check. Tested by tests/report/explanation_test.cc.

#include <fmt/format.h>

#include <vector>

#include "hardtack/engine/ast_print.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/explained_syntax.h"
#include "hardtack/report/paint.h"
#include "hardtack/report/text.h"
#include "hardtack/report/tree_text.h"

namespace hardtack::report {
namespace {

using engine::Source;

// What is below so many levels is left out: the default bounds on evaluation do not reach it.
constexpr size_t kMaxDepth = 128;

template <typename Syntax>
std::string Shown(const Syntax& syntax) {
  return EscapeLine(engine::ToString(syntax));
}

std::string BlockText(engine::BlockId block) {
  return block == engine::kAuthorizerBlock ? "authorizer" : fmt::format("block {}", block);
}

std::string OriginText(const engine::Origin& origin) {
  std::string text;
  for (engine::BlockId block : origin.Blocks()) text += (text.empty() ? "" : ", ") + BlockText(block);
  return text;
}

std::string BindingsText(const std::vector<engine::Binding>& bindings) {
  std::string text;
  for (const engine::Binding& binding : bindings) {
    const std::string name = Shown(engine::VariableTerm(binding.variable));
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, Shown(binding.value));
  }
  return text;
}

class ExplanationWriter {
 public:
  ExplanationWriter(const engine::Explanation& explanation, const ExplainedSyntax& syntax, Color color)
      : explanation_(explanation), syntax_(syntax), color_(color), is_shown_(explanation.facts.size()) {}

  std::string Write() {
    if (explanation_.policy.has_value()) WriteMatchedPolicy();
    for (uint32_t i = 0; i < explanation_.policies.size(); ++i) WriteUnmatchedPolicy(i);
    for (const engine::FailedCheck& check : explanation_.failed_checks) WriteCheck(check);
    if (explanation_.cut) tree_.Add(0, "cut: the explanation reached its bounds, not everything is here");
    return tree_.Draw();
  }

 private:
  std::string Red(std::string_view word) const { return Paint(word, kRed, color_); }

  // ", FILE:LINE:COLUMN" where that is known.
  std::string PositionText(StatementKind kind, engine::BlockId block, uint32_t index) const {
    const parser::Position* position = syntax_.PositionOf(kind, block, index);
    if (position == nullptr) return "";
    return fmt::format(", {}:{}:{}", EscapeLine(syntax_.source_name()), position->line, position->column);
  }

  std::string PolicyText(uint32_t index) const {
    return fmt::format("{}: {}", PositionText(StatementKind::kPolicy, engine::kAuthorizerBlock, index),
                       Shown(syntax_.policy().policies[index]));
  }

  void WriteMatchedPolicy() {
    const uint32_t index = explanation_.decision->policy->index;
    tree_.Add(0, fmt::format("policy {} {}{}", index, Paint("matched", kGreen, color_), PolicyText(index)));
    WriteMatch(1, syntax_.policy().policies[index].queries, *explanation_.policy);
  }

  void WriteUnmatchedPolicy(uint32_t index) {
    tree_.Add(0, fmt::format("policy {} {}{}", index, Red("did not match"), PolicyText(index)));
    WriteMisses(1, syntax_.policy().policies[index].queries, explanation_.policies[index]);
  }

  void WriteCheck(const engine::FailedCheck& failed) {
    const auto& [block, index] = failed.position;
    const engine::Check& check = syntax_.BlockAt(block).checks[index];
    tree_.Add(0, fmt::format("{}, check {} {}{}: {}", BlockText(block), index, Red("failed"),
                             PositionText(StatementKind::kCheck, block, index), Shown(check)));
    if (failed.match.has_value()) WriteMatch(1, check.queries, *failed.match);
    WriteMisses(1, check.queries, failed.misses);
  }

  void WriteQuery(size_t depth, const std::vector<engine::Rule>& queries, size_t index) {
    if (queries.size() > 1) tree_.Add(depth, fmt::format("query {}: {}", index, EscapeLine(QueryText(queries[index]))));
  }

  void WriteBindings(size_t depth, const std::vector<engine::Binding>& bindings) {
    if (!bindings.empty()) tree_.Add(depth, "with " + BindingsText(bindings));
  }

  void WriteMatch(size_t depth, const std::vector<engine::Rule>& queries, const engine::Match& match) {
    WriteQuery(depth, queries, match.query);
    if (queries.size() > 1) ++depth;
    WriteBindings(depth, match.bindings);
    for (uint32_t fact : match.facts) WriteFact(depth, fact);
  }

  void WriteMisses(size_t depth, const std::vector<engine::Rule>& queries,
                   const std::vector<engine::NearMiss>& misses) {
    for (size_t i = 0; i < misses.size(); ++i) {
      WriteQuery(depth, queries, i);
      WriteMiss(queries.size() > 1 ? depth + 1 : depth, queries[i], misses[i]);
    }
  }

  void WriteMiss(size_t depth, const engine::Rule& rule, const engine::NearMiss& miss) {
    WriteBindings(depth, miss.bindings);
    for (const std::optional<uint32_t>& fact : miss.facts) {
      if (fact.has_value()) WriteFact(depth, *fact);
    }
    for (const engine::MissingFact& missing : miss.missing) WriteMissing(depth, miss, missing);
    if (miss.expression.has_value()) WriteFalse(depth, rule, *miss.expression);
    if (miss.cut) tree_.Add(depth, "cut: the search was ended here, something may be nearer");
  }

  void WriteFalse(size_t depth, const engine::Rule& rule, const engine::FalseExpression& expression) {
    std::string text = Red("false") + ": " + Shown(rule.expressions[expression.index]);
    if (!expression.bindings.empty()) text += ", where " + BindingsText(expression.bindings);
    tree_.Add(depth, std::move(text));
  }

  void WriteMissing(size_t depth, const engine::NearMiss& miss, const engine::MissingFact& missing) {
    tree_.Add(depth, Red("no fact") + " " + Shown(missing.wanted));
    if (missing.hidden.has_value()) {
      tree_.Add(depth + 1, fmt::format("hidden: {}  [{}], trusted are only [{}]", Shown(missing.hidden->fact),
                                       OriginText(missing.hidden->origin), OriginText(miss.trusted)));
    }
    for (const engine::RuleMiss& behind : missing.rules) {
      const engine::Rule& rule = syntax_.BlockAt(behind.block).rules[behind.rule];
      tree_.Add(depth + 1, fmt::format("{}, rule {} did not derive it{}: {}", BlockText(behind.block), behind.rule,
                                       PositionText(StatementKind::kRule, behind.block, behind.rule), Shown(rule)));
      WriteMiss(depth + 2, rule, behind.miss);
    }
  }

  // A proof is drawn once, where its fact is met first.
  void WriteFact(size_t depth, uint32_t index) {
    const engine::ProvedFact& fact = explanation_.facts[index];
    const bool derived = fact.source.kind == Source::Kind::kDerived;
    const bool again = derived && is_shown_[index];
    tree_.Add(depth, fmt::format("{}  [{}] {}", Shown(fact.fact), OriginText(fact.origin),
                                 again ? "as above" : SourceText(fact.source)));
    if (again || !derived) return;
    if (depth == kMaxDepth) return tree_.Add(depth + 1, "deeper proof left out");
    is_shown_[index] = true;
    tree_.Add(depth + 1, "by " + Shown(syntax_.BlockAt(fact.source.block).rules[fact.source.index]));
    for (uint32_t premise : fact.premises) WriteFact(depth + 1, premise);
  }

  std::string SourceText(const Source& source) const {
    const auto& [kind, block, index] = source;
    switch (kind) {
      case Source::Kind::kUnknown:
        return "proof cut";
      case Source::Kind::kRequest:
        return fmt::format("fact {} of the request", index);
      case Source::Kind::kShared:
        return "shared fact";
      case Source::Kind::kStated:
        return fmt::format("fact {}{}", index, PositionText(StatementKind::kFact, block, index));
      case Source::Kind::kDerived:
        break;
    }
    return fmt::format("rule {} of {}{}", index, BlockText(block), PositionText(StatementKind::kRule, block, index));
  }

  const engine::Explanation& explanation_;
  const ExplainedSyntax& syntax_;
  Color color_;
  std::vector<bool> is_shown_;  // by fact
  TreeText tree_;
};

}  // namespace

std::string ExplanationText(const engine::Explanation& explanation, const wire::DecodedBlocks& blocks,
                            const engine::AuthorizerBlock& policy, const AuthorizerSource* source, Color color) {
  if (!explanation.decision.ok()) {
    return "no decision: " + EscapeLine(std::string(explanation.decision.status().message())) + '\n';
  }
  return ExplanationWriter(explanation, ExplainedSyntax(blocks, policy, source), color).Write();
}

std::string VerdictExplanationText(const identity::VerdictExplanation& explanation, Color color) {
  std::string text;
  if (explanation.lineage.has_value()) text += LineageText(*explanation.lineage) + '\n';
  text += explanation.refusal.has_value() ? fmt::format("{}: {}\n", Paint("refused", kRed, color),
                                                        EscapeLine(identity::Describe(*explanation.refusal)))
                                          : Paint("accepted", kGreen, color) + '\n';
  if (!explanation.checks.has_value()) return text;
  return text + ExplanationText(*explanation.checks, explanation.blocks, engine::AuthorizerBlock(), nullptr, color);
}

}  // namespace hardtack::report
