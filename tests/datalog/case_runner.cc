// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Runs one case. Tested by the cases, and by those of datalog_test.cc that must fail.

#include "tests/datalog/case_runner.h"

#include <deque>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "hardtack/base/abseil.h"
#include "hardtack/parser/parser.h"
#include "tests/engine/engine_testing.h"

namespace hardtack::datalog {
namespace {

using sections::Lines;

class CaseRunner {
 public:
  explicit CaseRunner(sections::Case test_case) : case_(std::move(test_case)) {}

  std::vector<std::string> Run() && {
    CheckExpressions("true", "allow 0");
    CheckExpressions("false", "none");
    CheckErrors();
    CheckProgram();
    for (const std::string& section : case_.Untaken()) problems_.push_back("nobody reads the section: " + section);
    if (expectations_ == 0) problems_.push_back("nothing is expected");
    return std::move(problems_);
  }

 private:
  void Expect(const std::string& what, const std::string& expected, const std::string& actual) {
    ++expectations_;
    if (actual != expected) problems_.push_back(absl::StrCat(what, ": expected ", expected, ", got ", actual));
  }

  static std::string VerdictOfExpression(const std::string& expression) {
    return engine::VerdictOf({}, "allow if " + expression + ";");
  }

  void CheckExpressions(const std::string& section, const std::string& verdict) {
    for (const std::string& line : Lines(case_.Take(section).value_or(""))) {
      Expect(line, verdict, VerdictOfExpression(line));
    }
  }

  void CheckErrors() {
    for (const std::string& line : Lines(case_.Take("errors").value_or(""))) {
      const std::vector<std::string> parts = absl::StrSplit(line, " => ");
      if (parts.size() != 2) {
        problems_.push_back("not EXPRESSION => KIND: " + line);
      } else {
        Expect(line, "error " + parts[1], VerdictOfExpression(parts[0]));
      }
    }
  }

  void CheckProgram() {
    std::optional<std::string> authorizer = case_.Take("authorizer");
    if (!authorizer.has_value()) return;
    const std::vector<engine::BlockText> blocks = TakeBlocks();
    const engine::RunOptions options = TakeLimits();
    const engine::Outcome outcome = engine::RunTexts(blocks, *authorizer, options);
    if (auto verdict = case_.Take("verdict")) Expect("verdict", *verdict, Verdict(outcome.decision) + "\n");
    if (auto world = case_.Take("world")) Expect("world", *world, engine::Listing(outcome.world));
    if (auto message = case_.Take("message")) CheckMessage(*message, outcome.decision.status());
    CheckUsage(outcome.usage);
  }

  std::vector<engine::BlockText> TakeBlocks() {
    std::vector<engine::BlockText> blocks;
    while (auto text = case_.Take(absl::StrCat("block ", blocks.size()))) {
      const engine::PublicKey* signer = nullptr;
      if (auto key = case_.Take(absl::StrCat("signer ", blocks.size()))) signer = &signers_.emplace_back(KeyOf(*key));
      blocks.emplace_back(*text, signer);
    }
    return blocks;
  }

  engine::PublicKey KeyOf(const std::string& text) {
    const auto block = parser::ParseBlock("trusting " + Lines(text).at(0) + ";");
    REQUIRE_MESSAGE(block.ok(), block.status().ToString());
    return std::get<engine::PublicKey>(block->scopes.at(0));
  }

  // A line `NAME NUMBER`.
  std::pair<std::string, uint64_t> NumberOf(const std::string& line) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ');
    uint64_t number = 0;
    if (words.size() != 2 || !absl::SimpleAtoi(words[1], &number)) problems_.push_back("not NAME NUMBER: " + line);
    return {words[0], number};
  }

  engine::RunOptions TakeLimits() {
    engine::RunOptions options;
    for (const std::string& line : Lines(case_.Take("limits").value_or(""))) {
      const auto [name, number] = NumberOf(line);
      if (name == "max_facts")
        options.limits.max_facts = number;
      else if (name == "max_iterations")
        options.limits.max_iterations = number;
      else if (name == "max_steps")
        options.limits.max_steps = number;
      else
        problems_.push_back("unknown limit: " + name);
    }
    return options;
  }

  void CheckMessage(const std::string& message, const absl::Status& status) {
    ++expectations_;
    const std::string expected = Lines(message).at(0);
    if (std::string_view(status.message().data(), status.message().size()).find(expected) == std::string_view::npos) {
      problems_.push_back(absl::StrCat("message: expected ", expected, ", got ", status.message()));
    }
  }

  void CheckUsage(const engine::Usage& usage) {
    for (const std::string& line : Lines(case_.Take("usage").value_or(""))) {
      const auto [name, number] = NumberOf(line);
      const std::string expected = absl::StrCat(number);
      if (name == "facts")
        Expect(name, expected, absl::StrCat(usage.facts));
      else if (name == "iterations")
        Expect(name, expected, absl::StrCat(usage.iterations));
      else if (name == "steps")
        Expect(name, expected, absl::StrCat(usage.steps));
      else
        problems_.push_back("unknown usage: " + name);
    }
  }

  sections::Case case_;
  std::deque<engine::PublicKey> signers_;  // a deque, so that blocks may point to them
  std::vector<std::string> problems_;
  size_t expectations_ = 0;
};

}  // namespace

std::vector<std::string> Problems(sections::Case test_case) { return CaseRunner(std::move(test_case)).Run(); }

}  // namespace hardtack::datalog
