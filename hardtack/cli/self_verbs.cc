// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack completion` and `hardtack manual`: what the command says about itself. Tested by tests/cli/self.txt.

#include <string>

#include "hardtack/cli/completion.h"
#include "hardtack/cli/manual.h"
#include "hardtack/cli/replace_file.h"
#include "hardtack/cli/verbs.h"
#include "hardtack/report/documents.h"

namespace hardtack::cli {
namespace {

struct CompletionOptions {
  std::string shell;
  Verb root;
};

std::string Completion(const std::string& shell, const VerbOutline& outline) {
  if (shell == "bash") return BashCompletion(outline);
  return shell == "zsh" ? ZshCompletion(outline) : FishCompletion(outline);
}

ExitCode PrintCompletion(const CompletionOptions& options, Console& console) {
  const std::string script = Completion(options.shell, options.root.Outline());
  console.Print(console.json() ? report::TextDocument("script", script) : script);
  return ExitCode::kYes;
}

struct ManualOptions {
  std::string folder;
  Verb root;
};

ExitCode WriteManual(const ManualOptions& options, Console& console) {
  for (const ManualPage& page : ManualPages(options.root.Outline())) {
    const absl::Status status = ReplaceFile(options.folder + '/' + page.file, page.text, Readers::kEverybody);
    if (!status.ok()) return console.Fail(status);
  }
  if (console.json()) console.Print(report::TextDocument("folder", options.folder));
  return ExitCode::kYes;
}

}  // namespace

void AddSelfVerbs(Verb root) {
  Verb completion = root.Add("completion", "Print a script that completes commands and options in a shell");
  auto& completion_options = completion.Runs(&PrintCompletion, CompletionOptions{{}, root});
  completion.Add("SHELL", completion_options.shell, "", "the shell").Required().Among({"bash", "zsh", "fish"});
  completion.Footer(
      "Examples:\n  source <(hardtack completion bash)\n"
      "  hardtack completion fish > ~/.config/fish/completions/hardtack.fish");

  Verb manual = root.Add("manual", "Write the manual pages");
  auto& manual_options = manual.Runs(&WriteManual, ManualOptions{{}, root});
  manual.Add("FOLDER", manual_options.folder, "", "where to, a folder that exists").Required();
  manual.Footer("Example:\n  hardtack manual /usr/local/share/man/man1");
}

}  // namespace hardtack::cli
