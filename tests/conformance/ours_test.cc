// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Deliberate differences from the reference that show only when text, compilation and evaluation meet. Those of a
// single folder are tested in its own tests, under names that begin with "ours:" too. docs/compatibility.md lists them
// all.

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/parser/parser.h"

namespace hardtack::conformance {
namespace {

engine::Outcome Run(const std::string& authorizer, const std::vector<std::string>& blocks,
                    const engine::RunOptions& options = {}) {
  const engine::AuthorizerBlock policy = parser::ParseAuthorizer(authorizer).value();
  std::vector<engine::Block> parsed;
  for (const std::string& block : blocks) parsed.push_back(parser::ParseBlock(block).value());
  std::vector<engine::TokenBlock> token;
  for (const engine::Block& block : parsed) token.push_back({&block, nullptr});
  return engine::Run(engine::CompileToken(token, engine::CompileAuthorizer(policy).value()).value(), {}, options);
}

// "allowed", "denied", or the message of the error.
std::string Verdict(const std::string& authorizer, const std::vector<std::string>& blocks) {
  const engine::Outcome outcome = Run(authorizer, blocks);
  if (!outcome.decision.ok()) return std::string(outcome.decision.status().message());
  return outcome.decision->allowed() ? "allowed" : "denied";
}

bool Matches(const std::string& text, const std::string& pattern) {
  const auto literal = [](const std::string& value) { return engine::ToString(engine::StringTerm(value)); };
  return Verdict("allow if " + literal(text) + ".matches(" + literal(pattern) + ");", {""}) == "allowed";
}

TEST_CASE("ours: a program stops at the same step on every run, and no clock is read unless max_time is set") {
  std::string facts;
  for (int i = 0; i < 360; ++i) facts += "p(" + std::to_string(i) + ");";
  const std::string block = facts + "check if p($x), p($y), p($z), $x + $y + $z === -1;";
  engine::RunOptions options;
  int readings = 0;
  options.clock = [&] {
    ++readings;
    return std::chrono::steady_clock::time_point();
  };
  std::vector<std::string> messages;
  for (int run = 0; run < 3; ++run) {
    options.limits.max_facts = 1000;
    const engine::Outcome outcome = Run("allow if true;", {"", block}, options);
    REQUIRE(KindOf(outcome.decision.status()) == ErrorKind::kTooManySteps);
    messages.push_back(outcome.decision.status().ToString());
    CHECK(outcome.usage.steps >= options.limits.max_steps);
  }
  CHECK(std::ranges::count(messages, messages[0]) == 3);
  CHECK(readings == 0);
}

TEST_CASE("ours: check all fails at a binding that is false though another raises, in any order of facts") {
  const std::string check = "check all n($x), 1 / $x === 1; allow if true;";
  for (const char* facts : {"n(0); n(2);", "n(2); n(0);"}) CHECK(Verdict(check, {facts}) == "denied");
  for (const char* facts : {"n(0); n(1);", "n(1); n(0);"}) {
    CHECK(Verdict(check, {facts}).find("authorizer: check 0") == 0);
  }
}

TEST_CASE("ours: of the errors in one round of rules the least by block, rule, expression and kind is reported") {
  const std::string overflow = "$x * 9223372036854775807 > 0", division = "1 / ($x - 2) > 0";
  const std::string rule = "a($x) <- n($x), " + division + "; b($x) <- n($x), true, " + overflow + "; ";
  for (const char* facts : {"n(2); n(3);", "n(3); n(2);"}) {
    CHECK(Verdict("allow if true;", {facts, rule}).find("block 1: rule 0: expression 0") == 0);
    CHECK(Verdict("c($x) <- n($x), " + overflow + "; allow if true;", {facts, rule}).find("block 1: rule 0") == 0);
    CHECK(Verdict("c($x) <- n($x), " + overflow + "; allow if true;", {facts}).find("authorizer: rule 0") == 0);
  }
  // One expression that raises two kinds: InvalidType comes before DivideByZero.
  const char* both = "n(0); n(\"a\"); r($x) <- n($x), 1 / $x === 1;";
  CHECK(KindOf(Run("allow if true;", {both}).decision.status()) == ErrorKind::kInvalidType);
}

TEST_CASE("ours: query_all sees the facts of every block whatever the scopes of its rule") {
  engine::Outcome outcome = Run("", {"f(0);", "f(1);", "f(2);"});
  const engine::Rule everything = parser::ParseRule("r($x) <- f($x)").value();
  const engine::Rule scoped = parser::ParseRule("r($x) <- f($x) trusting authority").value();
  CHECK(engine::QueryAll(outcome.world, everything)->size() == 3);
  CHECK(engine::QueryAll(outcome.world, scoped)->size() == 3);
  CHECK(engine::Query(outcome.world, scoped)->size() == 1);
}

// What the translation of classes does not reach. A change here changes docs/compatibility.md.
TEST_CASE("ours: what RE2 has not is false, and \\b knows ASCII alone") {
  CHECK(Matches("a b", "a\\b"));
  CHECK(!Matches("\xC3\xA9", "\\b\xC3\xA9\\b"));
  CHECK(!Matches("ab", "(?x)a b"));
  CHECK(!Matches("ab", "\\<ab\\>"));
  CHECK(!Matches("a", "[^\\W_]"));
  CHECK(!Matches("a", "\\p{Alphabetic}"));
  CHECK(Matches("a", "\\u{61}"));
  CHECK(Matches("-", "[\\W]"));
  CHECK(Matches("c", "^[a-z&&[^b]]$"));
  // RE2 quotes with \Q and \E and knows octal escapes; the reference does not, and neither do we.
  CHECK(!Matches("a.b", "^\\Qa.b\\E$"));
  CHECK(!Matches("a", "^\\141$"));
}

}  // namespace
}  // namespace hardtack::conformance
