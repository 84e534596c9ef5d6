// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Statements as text; terms and expressions come from term_print.h. Tested by tests/engine/ast_print_test.cc and,
// against the parser, by tests/parser/roundtrip_test.cc.

#include "hardtack/engine/ast_print.h"

#include <span>
#include <string_view>
#include <vector>

#include "hardtack/engine/term_print.h"

namespace hardtack::engine {
namespace {

// The text that append(value, out) writes.
template <typename Value, typename F>
std::string Printed(const Value& value, const F& append) {
  std::string out;
  append(value, out);
  return out;
}

void AppendKey(const PublicKey& key, std::string& out) {
  out += key.algorithm == Algorithm::kEd25519 ? "ed25519/" : "secp256r1/";
  AppendHex(key.bytes, out);
}

void AppendScope(const Scope& scope, std::string& out) {
  if (const PublicKey* key = std::get_if<PublicKey>(&scope)) return AppendKey(*key, out);
  out += std::get<ScopeKind>(scope) == ScopeKind::kAuthority ? "authority" : "previous";
}

void AppendPredicate(const Predicate& predicate, std::string& out) {
  AppendName(predicate.name, out);
  out += '(';
  AppendList(predicate.terms, out, AppendTerm);
  out += ')';
}

void AppendFact(const Fact& fact, std::string& out) { AppendPredicate(fact.predicate, out); }

void AppendScopes(const std::vector<Scope>& scopes, std::string& out) {
  out += "trusting ";
  AppendList(scopes, out, AppendScope);
}

void AppendBody(const Rule& rule, std::string& out) {
  AppendList(rule.body, out, AppendPredicate);
  if (!rule.body.empty() && !rule.expressions.empty()) out += ", ";
  AppendList(rule.expressions, out, AppendExpression);
  if (rule.body.empty() && rule.expressions.empty()) out += "true";  // an empty body holds once
  if (rule.scopes.empty()) return;
  out += ' ';
  AppendScopes(rule.scopes, out);
}

void AppendRule(const Rule& rule, std::string& out) {
  AppendPredicate(rule.head, out);
  out += " <- ";
  AppendBody(rule, out);
}

void AppendQueries(std::string_view keyword, const std::vector<Rule>& queries, std::string& out) {
  out += keyword;
  if (queries.empty()) out += "false";  // none of no queries matches
  for (size_t i = 0; i < queries.size(); ++i) {
    if (i > 0) out += " or ";
    AppendBody(queries[i], out);
  }
}

std::string_view KeywordOf(CheckKind kind) {
  if (kind == CheckKind::kAll) return "check all ";
  return kind == CheckKind::kReject ? "reject if " : "check if ";
}

void AppendCheck(const Check& check, std::string& out) { AppendQueries(KeywordOf(check.kind), check.queries, out); }

void AppendPolicy(const Policy& policy, std::string& out) {
  AppendQueries(policy.kind == PolicyKind::kAllow ? "allow if " : "deny if ", policy.queries, out);
}

// Appends groups of statements, a line each, with `separator` between groups that are not empty.
class GroupAppender {
 public:
  GroupAppender(std::string_view separator, std::string& out) : separator_(separator), out_(out) {}

  template <typename Statements, typename F>
  void Append(const Statements& statements, const F& append) {
    if (!statements.empty() && !out_.empty()) out_ += separator_;
    for (const auto& statement : statements) {
      append(statement, out_);
      out_ += ";\n";
    }
  }

  void Append(const Block& block) {
    if (!block.scopes.empty()) Append(std::span(&block.scopes, 1), AppendScopes);  // all of them are one statement
    Append(block.facts, AppendFact);
    Append(block.rules, AppendRule);
    Append(block.checks, AppendCheck);
  }

 private:
  std::string_view separator_;
  std::string& out_;
};

}  // namespace

std::string ToString(const PublicKey& key) { return Printed(key, AppendKey); }
std::string ToString(const Term& term) { return Printed(term, AppendTerm); }
std::string ToString(const Predicate& predicate) { return Printed(predicate, AppendPredicate); }
std::string ToString(const Fact& fact) { return Printed(fact, AppendFact); }
std::string ToString(const Expression& expression) { return Printed(expression, AppendExpression); }
std::string ToString(const Rule& rule) { return Printed(rule, AppendRule); }
std::string ToString(const Check& check) { return Printed(check, AppendCheck); }
std::string ToString(const Policy& policy) { return Printed(policy, AppendPolicy); }

std::string ToString(const Block& block) {
  std::string out;
  GroupAppender("", out).Append(block);
  return out;
}

std::string ToString(const AuthorizerBlock& authorizer) {
  std::string out;
  GroupAppender groups("\n", out);
  groups.Append(authorizer.block);
  groups.Append(authorizer.policies, AppendPolicy);
  return out;
}

}  // namespace hardtack::engine
