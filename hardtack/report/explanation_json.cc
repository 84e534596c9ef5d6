// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Explanations for programs. Tested by tests/report/explanation_test.cc.

#include "hardtack/report/explanation_json.h"

#include <optional>
#include <string>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "hardtack/engine/ast_print.h"
#include "hardtack/report/explained_syntax.h"
#include "hardtack/report/identity_json.h"
#include "hardtack/report/json.h"
#include "hardtack/report/json_text.h"

namespace hardtack::report {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using engine::Source;

template <typename Syntax>
value Text(const Syntax& syntax) {
  return JsonText(engine::ToString(syntax));
}

value BlockJson(engine::BlockId block) { return block == engine::kAuthorizerBlock ? value(nullptr) : value(block); }

object BindingsJson(const std::vector<engine::Binding>& bindings) {
  object json;
  for (const engine::Binding& binding : bindings) json[JsonText(binding.variable)] = Text(binding.value);
  return json;
}

std::string_view NameOf(Source::Kind kind) {
  switch (kind) {
    case Source::Kind::kStated:
      return "stated";
    case Source::Kind::kRequest:
      return "request";
    case Source::Kind::kShared:
      return "shared";
    case Source::Kind::kDerived:
      return "derived";
    case Source::Kind::kUnknown:
      break;
  }
  return "unknown";
}

std::string_view KeywordOf(engine::PolicyKind kind) { return kind == engine::PolicyKind::kAllow ? "allow" : "deny"; }

class JsonWriter {
 public:
  JsonWriter(const engine::Explanation& explanation, const ExplainedSyntax& syntax)
      : explanation_(explanation), syntax_(syntax) {}

  object Write() const {
    array facts, policies, checks;
    for (const engine::ProvedFact& fact : explanation_.facts) facts.push_back(FactJson(fact));
    for (uint32_t i = 0; i < explanation_.policies.size(); ++i) policies.push_back(UnmatchedPolicyJson(i));
    for (const engine::FailedCheck& check : explanation_.failed_checks) checks.push_back(CheckJson(check));
    value policy = nullptr;
    if (explanation_.policy.has_value()) policy = MatchedPolicyJson();
    return {{"policy", std::move(policy)},
            {"policies", std::move(policies)},
            {"failed_checks", std::move(checks)},
            {"facts", std::move(facts)},
            {"cut", explanation_.cut}};
  }

 private:
  value PositionJson(StatementKind kind, engine::BlockId block, uint32_t index) const {
    const parser::Position* position = syntax_.PositionOf(kind, block, index);
    if (position == nullptr) return nullptr;
    return object{{"file", JsonText(syntax_.source_name())}, {"line", position->line}, {"column", position->column}};
  }

  object FactJson(const engine::ProvedFact& fact) const {
    return {{"fact", Text(fact.fact)},
            {"origin", OriginJson(fact.origin)},
            {"source", SourceJson(fact.source)},
            {"bindings", BindingsJson(fact.bindings)},
            {"premises", array(fact.premises.begin(), fact.premises.end())}};
  }

  object SourceJson(const Source& source) const {
    object json{{"kind", NameOf(source.kind)}};
    if (source.kind == Source::Kind::kUnknown || source.kind == Source::Kind::kShared) return json;
    if (source.kind != Source::Kind::kRequest) json["block"] = BlockJson(source.block);
    json["index"] = source.index;
    if (source.kind == Source::Kind::kStated) {
      json["position"] = PositionJson(StatementKind::kFact, source.block, source.index);
    }
    if (source.kind == Source::Kind::kDerived) {
      json["rule"] = Text(syntax_.BlockAt(source.block).rules[source.index]);
      json["position"] = PositionJson(StatementKind::kRule, source.block, source.index);
    }
    return json;
  }

  object PolicyJson(uint32_t index) const {
    const engine::Policy& policy = syntax_.policy().policies[index];
    return {{"policy", index},
            {"kind", KeywordOf(policy.kind)},
            {"text", Text(policy)},
            {"position", PositionJson(StatementKind::kPolicy, engine::kAuthorizerBlock, index)}};
  }

  object MatchedPolicyJson() const {
    object json = PolicyJson(explanation_.decision->policy->index);
    json["match"] = MatchJson(*explanation_.policy);
    return json;
  }

  object UnmatchedPolicyJson(uint32_t index) const {
    object json = PolicyJson(index);
    json["queries"] = MissesJson(syntax_.policy().policies[index].queries, explanation_.policies[index]);
    return json;
  }

  object CheckJson(const engine::FailedCheck& failed) const {
    const auto& [block, index] = failed.position;
    const engine::Check& check = syntax_.BlockAt(block).checks[index];
    object json{{"block", BlockJson(block)},
                {"check", index},
                {"text", Text(check)},
                {"position", PositionJson(StatementKind::kCheck, block, index)}};
    json["match"] = failed.match.has_value() ? value(MatchJson(*failed.match)) : value(nullptr);
    json["queries"] = MissesJson(check.queries, failed.misses);
    return json;
  }

  static object MatchJson(const engine::Match& match) {
    return {{"query", match.query},
            {"bindings", BindingsJson(match.bindings)},
            {"facts", array(match.facts.begin(), match.facts.end())}};
  }

  array MissesJson(const std::vector<engine::Rule>& queries, const std::vector<engine::NearMiss>& misses) const {
    array json;
    for (size_t i = 0; i < misses.size(); ++i) {
      object miss = MissJson(queries[i], misses[i]);
      miss["text"] = JsonText(QueryText(queries[i]));
      json.push_back(std::move(miss));
    }
    return json;
  }

  object MissJson(const engine::Rule& rule, const engine::NearMiss& miss) const {
    array facts, missing;
    for (const std::optional<uint32_t>& fact : miss.facts) {
      facts.push_back(fact.has_value() ? value(*fact) : value(nullptr));
    }
    for (const engine::MissingFact& fact : miss.missing) missing.push_back(MissingJson(fact));
    value expression = nullptr;
    if (miss.expression.has_value()) {
      expression = object{{"expression", miss.expression->index},
                          {"text", Text(rule.expressions[miss.expression->index])},
                          {"bindings", BindingsJson(miss.expression->bindings)}};
    }
    return {{"bindings", BindingsJson(miss.bindings)}, {"facts", std::move(facts)},
            {"missing", std::move(missing)},           {"false", std::move(expression)},
            {"trusted", OriginJson(miss.trusted)},     {"cut", miss.cut}};
  }

  object MissingJson(const engine::MissingFact& missing) const {
    array rules;
    for (const engine::RuleMiss& behind : missing.rules) {
      const engine::Rule& rule = syntax_.BlockAt(behind.block).rules[behind.rule];
      object json = MissJson(rule, behind.miss);
      json["block"] = BlockJson(behind.block);
      json["rule"] = behind.rule;
      json["text"] = Text(rule);
      json["position"] = PositionJson(StatementKind::kRule, behind.block, behind.rule);
      rules.push_back(std::move(json));
    }
    value hidden = nullptr;
    if (missing.hidden.has_value()) {
      hidden = object{{"fact", Text(missing.hidden->fact)}, {"origin", OriginJson(missing.hidden->origin)}};
    }
    return {{"predicate", missing.predicate},
            {"wanted", Text(missing.wanted)},
            {"hidden", std::move(hidden)},
            {"rules", std::move(rules)}};
  }

  const engine::Explanation& explanation_;
  const ExplainedSyntax& syntax_;
};

}  // namespace

object ExplanationJson(const engine::Explanation& explanation, const wire::DecodedBlocks& blocks,
                       const engine::AuthorizerBlock& policy, const AuthorizerSource* source) {
  return JsonWriter(explanation, ExplainedSyntax(blocks, policy, source)).Write();
}

object VerdictExplanationJson(const identity::VerdictExplanation& explanation) {
  object json{{"refused_by", nullptr}, {"lineage", nullptr}, {"checks", nullptr}};
  if (explanation.block.has_value()) json["refused_by"] = *explanation.block;
  if (explanation.lineage.has_value()) json["lineage"] = LineageJson(*explanation.lineage);
  if (explanation.checks.has_value()) {
    json["checks"] = ExplanationJson(*explanation.checks, explanation.blocks, engine::AuthorizerBlock(), nullptr);
  }
  return json;
}

}  // namespace hardtack::report
