// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The command's manners: results go to standard output, everything else to standard error, with a prefix, in lower
// case, hints on their own lines. With --json the result is one JSON document on standard output, also when it is an
// error. Colour only on a terminal, and not with NO_COLOR. With --verbose standard error also says how the result came
// about.

#ifndef HARDTACK_CLI_CONSOLE_H_
#define HARDTACK_CLI_CONSOLE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "hardtack/cli/exit_code.h"
#include "hardtack/identity/explanation.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/report/text.h"

namespace hardtack::cli {

class Console {
 public:
  explicit Console(bool json, bool verbose = false);

  bool json() const { return json_; }
  report::Color color() const { return out_color_; }  // of standard output

  // Part of the result.
  void Print(std::string_view text);
  // The same for people alone, behind an empty line: a document has the explanation in it.
  void Explain(const identity::VerdictExplanation& explanation);
  // The same for a secret, which stays in no buffer of ours.
  void PrintSecret(std::string_view secret);
  // Adds `"name":true` to the document that is printed from here on; nothing without --json.
  void AddToDocument(std::string_view name);
  // A line beside the result, for people.
  void Note(std::string_view text);
  // A line with --verbose on how the result came about: never a secret, never a token.
  void Trace(std::string_view text) const;

  // What went wrong, and the exit code for it.
  ExitCode Fail(const absl::Status& error);
  ExitCode Refuse(const identity::Refusal& refusal);
  // The same where the question was whether a token is valid: the document then says `"valid": false`. An explanation
  // is part of the result.
  ExitCode FailVerification(const absl::Status& error);
  ExitCode RefuseVerification(const identity::Refusal& refusal,
                              const identity::VerdictExplanation* explanation = nullptr);
  ExitCode Complain(std::string_view message, std::string_view hint);  // about the command line
  // An authority said no. `document` is what --json prints; empty: the usual one.
  ExitCode Deny(std::string_view reason, std::string_view document = {});

  // Writes out what is buffered; false when standard output does not take it.
  bool Flush() const;

 private:
  void PrintError(std::string_view text);

  bool json_;
  bool verbose_;
  std::string members_;  // of AddToDocument, each with a comma in front
  bool failed_ = false;  // standard output did not take a secret
  report::Color out_color_;
  report::Color err_color_;
};

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_CONSOLE_H_
