// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that ask a token for a decision: authorize and explain. Tested by tests/cli/authorize.txt and
// tests/cli/explain.txt.

#include <chrono>
#include <optional>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/datalog.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/root_keys.h"
#include "hardtack/cli/token_commands.h"
#include "hardtack/identity/kind.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/text.h"
#include "hardtack/token/authorizer.h"

namespace hardtack::cli {
namespace {

// What is asked of a token, settled before the token is read: mistakes in it are the caller's and print no document.
struct Question {
  token::RootKeyLookup lookup;
  token::Authorizer authorizer;
  std::vector<engine::Fact> facts;
  std::optional<engine::Term> time;
  report::AuthorizerSource source;
  bool explain = false;
};

// The facts of the request. The time checks of the known kinds of tokens are on integers; whoever says a date, or now,
// means the moment and not the type. Digits stay what they are.
std::vector<engine::Fact> RequestFacts(const Question& question, const token::Biscuit& token) {
  std::vector<engine::Fact> facts = question.facts;
  if (!question.time.has_value()) return facts;
  engine::Term time = *question.time;
  const auto* date = time.As<engine::Date>();
  const bool is_known = identity::Classify(token.blocks()[0].block).kind != identity::Kind::kUnknown;
  if (date != nullptr && is_known) time = engine::IntegerTerm(static_cast<int64_t>(date->seconds));
  facts.push_back({{"time", {std::move(time)}}});
  return facts;
}

absl::StatusOr<Question> ReadQuestion(const AuthorizeOptions& options, Input& input) {
  ASSIGN_OR_RETURN(const RootKeys keys, RootKeys::Read(options.public_key, input));
  report::AuthorizerSource source;
  ASSIGN_OR_RETURN(engine::AuthorizerBlock policy, ReadAuthorizer(options.authorizer, input, &source));
  ASSIGN_OR_RETURN(std::vector<engine::Fact> facts, ParseFacts(options.facts));
  std::optional<engine::Term> time;
  if (!options.now.empty()) {
    ASSIGN_OR_RETURN(time, ParseTimeTerm(options.now));
  }
  token::AuthorizerOptions authorizer_options;
  authorizer_options.run.limits = options.limits;
  if (options.max_time_ms.has_value()) {
    authorizer_options.run.limits.max_time = std::chrono::milliseconds(*options.max_time_ms);
  }
  ASSIGN_OR_RETURN(token::Authorizer authorizer, token::Authorizer::Create(std::move(policy), authorizer_options));
  return Question{keys.Lookup(),   std::move(authorizer), std::move(facts),
                  std::move(time), std::move(source),     options.explain};
}

// The token cannot be asked: JSON has the same members as for a decision, unless the file could not be read.
ExitCode FailToLoad(const Question& question, const token::UnverifiedBiscuit* token, const absl::Status& error,
                    Console& console) {
  if (!console.json() || KindOf(error) == ErrorKind::kIo) return console.Fail(error);
  console.Print(report::AuthorizationDocument(question.authorizer, token, error));
  return ExitCodeOf(error);
}

void PrintAnswer(const Question& question, const token::Biscuit& token, const engine::Decision& decision,
                 const engine::Explanation* explanation, Console& console) {
  const engine::AuthorizerBlock& policy = question.authorizer.policy();
  console.Print(report::DecisionText(decision, token.blocks(), policy, console.color()));
  if (explanation == nullptr) return;
  console.Print('\n' +
                report::ExplanationText(*explanation, token.blocks(), policy, &question.source, console.color()));
}

ExitCode Answer(const Question& question, const token::Biscuit& token, Console& console) {
  const std::vector<engine::Fact> facts = RequestFacts(question, token);
  absl::StatusOr<engine::Outcome> outcome = question.authorizer.Evaluate(token, facts);
  const absl::StatusOr<engine::Decision> decision =
      outcome.ok() ? outcome->decision : absl::StatusOr<engine::Decision>(outcome.status());
  std::optional<engine::Explanation> explanation;
  if (question.explain && outcome.ok()) {
    explanation = question.authorizer.Explain(token, facts, *outcome);
  }
  if (console.json()) {
    console.Print(explanation.has_value()
                      ? report::ExplanationDocument(question.authorizer, token, outcome, *explanation, &question.source)
                      : report::AuthorizationDocument(question.authorizer, token, outcome));
    if (!decision.ok()) return ExitCodeOf(decision.status());
  } else {
    if (!decision.ok()) return console.Fail(decision.status());
    PrintAnswer(question, token, *decision, explanation.has_value() ? &*explanation : nullptr, console);
  }
  return decision->allowed() ? ExitCode::kYes : ExitCode::kNo;
}

}  // namespace

ExitCode AuthorizeToken(const AuthorizeOptions& options, Console& console) {
  Input input(console, options.store);
  const absl::StatusOr<Question> question = ReadQuestion(options, input);
  if (!question.ok()) return console.Fail(question.status());
  const absl::StatusOr<TokenInput> token = input.ReadToken(options.token);
  if (!token.ok()) return FailToLoad(*question, nullptr, token.status(), console);
  const auto biscuit = token::Biscuit::Verify(token->token, question->lookup);
  if (!biscuit.ok()) return FailToLoad(*question, &token->token, biscuit.status(), console);
  return Answer(*question, *biscuit, console);
}

ExitCode ExplainToken(const AuthorizeOptions& options, Console& console) {
  AuthorizeOptions explaining = options;
  explaining.explain = true;
  return AuthorizeToken(explaining, console);
}

}  // namespace hardtack::cli
