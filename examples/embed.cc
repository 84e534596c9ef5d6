// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The engine alone: no tokens, no keys, no text. The policy is built as syntax; tests/embedding shows a token format on top.
#include <iostream>
#include <string>
#include <vector>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"

namespace engine = hardtack::engine;

// allow if user($user), member($user, "staff")
engine::AuthorizerBlock Policy() {
  engine::Rule query = engine::QueryRule();
  query.body = {{"user", {engine::VariableTerm("user")}},
                {"member", {engine::VariableTerm("user"), engine::StringTerm("staff")}}};
  engine::AuthorizerBlock policy;
  policy.block.facts = {{{"member", {engine::StringTerm("alice"), engine::StringTerm("staff")}}}};
  policy.policies = {{engine::PolicyKind::kAllow, {query}}};
  return policy;
}

int main() {
  auto program = engine::CompileAuthorizer(Policy());
  if (!program.ok()) return std::cerr << program.status().message() << "\n", 1;
  for (const char* user : {"alice", "bob"}) {
    std::vector<engine::Fact> request = {{{"user", {engine::StringTerm(user)}}}};
    engine::Outcome outcome = engine::Run(*program, request, {});
    if (!outcome.decision.ok()) return std::cerr << outcome.decision.status().message() << "\n", 1;
    std::cout << user << " may read: " << (outcome.decision->allowed() ? "yes" : "no") << "\n";
  }
}
