// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Standard output and standard error. Tested by tests/cli.

#include "hardtack/cli/console.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "hardtack/base/error.h"
#include "hardtack/cli/environment.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/remote_report.h"

namespace hardtack::cli {
namespace {

// https://no-color.org: any value but an empty one.
bool IsColorUnwanted() {
  const std::string term = Environment("TERM");
  return !Environment("NO_COLOR").empty() || term.empty() || term == "dumb";
}

report::Color ColorOf(int descriptor) {
  return isatty(descriptor) == 1 && !IsColorUnwanted() ? report::Color::kOn : report::Color::kOff;
}

bool IsOverBudget(const absl::Status& error) {
  const auto kind = KindOf(error);
  return kind == ErrorKind::kTooManyFacts || kind == ErrorKind::kTooManyIterations ||
         kind == ErrorKind::kTooManySteps || kind == ErrorKind::kTimeout;
}

void Write(std::FILE* stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

}  // namespace

Console::Console(bool json, bool verbose)
    : json_(json), verbose_(verbose), out_color_(ColorOf(STDOUT_FILENO)), err_color_(ColorOf(STDERR_FILENO)) {}

void Console::Print(std::string_view text) {
  // A document is one object on one line.
  const bool has_more = json_ && !members_.empty() && text.ends_with("}\n");
  if (!has_more) return Write(stdout, text);
  Write(stdout, text.substr(0, text.size() - 2));
  Write(stdout, std::exchange(members_, {}) + "}\n");
}

void Console::PrintSecret(std::string_view secret) {
  std::fflush(stdout);
  while (!secret.empty()) {
    const ssize_t written = write(STDOUT_FILENO, secret.data(), secret.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      failed_ = true;
      return;
    }
    secret.remove_prefix(static_cast<size_t>(written));
  }
}

void Console::AddToDocument(std::string_view name) { members_.append(",\"").append(name).append("\":true"); }

void Console::Explain(const identity::VerdictExplanation& explanation) {
  if (!json_) Print('\n' + report::VerdictExplanationText(explanation, out_color_));
}

void Console::Note(std::string_view text) { Write(stderr, report::EscapeLine(text) + '\n'); }

void Console::Trace(std::string_view text) const {
  if (verbose_) Write(stderr, "verbose: " + report::EscapeLine(text) + '\n');
}

void Console::PrintError(std::string_view text) { Write(stderr, text); }

ExitCode Console::Fail(const absl::Status& error) {
  if (json_) {
    Print(report::ErrorDocument(error));
  } else {
    PrintError(report::ErrorText(error, err_color_));
  }
  return ExitCodeOf(error);
}

ExitCode Console::Refuse(const identity::Refusal& refusal) {
  if (json_) {
    Print(report::RefusalDocument(refusal));
  } else {
    PrintError(report::RefusalText(refusal, err_color_));
  }
  return ExitCodeOf(refusal);
}

ExitCode Console::FailVerification(const absl::Status& error) {
  if (json_) {
    Print(report::NotVerifiedDocument(error));
  } else if (IsOverBudget(error)) {
    // The options that other verbs have to raise it, these have not.
    const std::string_view message(error.message().data(), error.message().size());
    PrintError(report::ComplaintText(message, "the budget of this verb is fixed; ask for a token with cheaper checks",
                                     err_color_));
  } else {
    return Fail(error);
  }
  return ExitCodeOf(error);
}

ExitCode Console::RefuseVerification(const identity::Refusal& refusal,
                                     const identity::VerdictExplanation* explanation) {
  if (!json_) {
    const ExitCode code = Refuse(refusal);
    if (explanation != nullptr) Print(report::VerdictExplanationText(*explanation, out_color_));
    return code;
  }
  Print(report::NotVerifiedDocument(refusal, explanation));
  return ExitCodeOf(refusal);
}

ExitCode Console::Complain(std::string_view message, std::string_view hint) {
  if (json_) {
    Print(report::ErrorDocument(Error(ErrorKind::kInvalidArgument, message)));
  } else {
    PrintError(report::ComplaintText(message, hint, err_color_));
  }
  return ExitCode::kUsage;
}

ExitCode Console::Deny(std::string_view reason, std::string_view document) {
  if (json_) {
    Print(document.empty() ? report::DeniedDocument(reason) : std::string(document));
  } else {
    PrintError(report::ComplaintText("denied: " + std::string(reason), {}, err_color_));
  }
  return ExitCode::kNo;
}

bool Console::Flush() const { return !failed_ && std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

}  // namespace hardtack::cli
