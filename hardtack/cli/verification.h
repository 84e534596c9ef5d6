// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the verbs that verify have in common: `identity verify` and `authorize verify` ask different verifiers, and
// answer alike.

#ifndef HARDTACK_CLI_VERIFICATION_H_
#define HARDTACK_CLI_VERIFICATION_H_

#include <optional>
#include <string>
#include <variant>

#include "absl/status/statusor.h"
#include "hardtack/cli/ban_choice.h"
#include "hardtack/cli/console.h"
#include "hardtack/identity/explanation.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::cli {

// A verification, ready to run.
template <typename Verifier, typename Request>
struct Verification {
  Verifier verifier;
  token::UnverifiedBiscuit token;
  Request request;
  ObeyedBans bans;  // which the request views
};

// Runs it and prints the answer, explained if asked for. `print` makes the text or the document of a token that is
// valid from what the verifier says and the explanation, or null.
template <typename Verification, typename Print>
ExitCode AnswerVerification(const absl::StatusOr<Verification>& question, bool explain, Console& console,
                            const Print& print) {
  if (!question.ok()) return console.FailVerification(question.status());
  NoteStaleBans(question->bans, console);
  const auto verdict = question->verifier.Verify(question->token, question->request);
  if (!verdict.ok()) return console.FailVerification(verdict.status());
  std::optional<identity::VerdictExplanation> explanation;
  if (explain) {
    auto explained = question->verifier.Explain(question->token, question->request);
    if (!explained.ok()) return console.FailVerification(explained.status());
    explanation = *std::move(explained);
  }
  const identity::VerdictExplanation* const shown = explanation.has_value() ? &*explanation : nullptr;
  if (const auto* refusal = std::get_if<identity::Refusal>(&*verdict)) {
    return console.RefuseVerification(*refusal, shown);
  }
  console.Print(print(std::get<0>(*verdict), shown));
  if (shown != nullptr) console.Explain(*shown);
  return ExitCode::kYes;
}

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_VERIFICATION_H_
