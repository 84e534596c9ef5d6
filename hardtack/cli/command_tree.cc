// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The root of the tree, and complaints about command lines. docs/command.md describes what users see.
// Tested by tests/cli/usage.txt.

#include "hardtack/cli/command_tree.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/cli/console.h"
#include "hardtack/cli/suggest.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

void AddGlobals(CLI::App& root, bool& json) {
  root.name("hardtack");
  root.set_version_flag("--version", "hardtack " HARDTACK_VERSION, "Print the version and exit");
  root.add_flag("--json", json, "Print the result as one JSON document");
  root.fallthrough();
  root.footer(
      "Exit codes: 0 yes, 1 denied or invalid, 2 usage, 4 malformed input, 5 banned.\n"
      "`hardtack VERB --help` tells more about a verb.");
}

// The deepest verb that the command line named.
const CLI::App* Deepest(const CLI::App* app) {
  while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
  return app;
}

std::string FullName(const CLI::App* app) {
  if (app->get_parent() == nullptr) return app->get_name();
  return FullName(app->get_parent()) + ' ' + app->get_name();
}

std::string HelpHint(const CLI::App* app) { return "`" + FullName(app) + " --help` tells how"; }

std::string SuggestionOr(std::string_view word, const std::vector<std::string>& known, const CLI::App* app) {
  const std::string nearest = Nearest(word, known);
  return nearest.empty() ? HelpHint(app) : "did you mean " + nearest + "?";
}

// The names of `app`'s options and of those that stand anywhere.
std::vector<std::string> OptionNames(const CLI::App* app) {
  std::vector<std::string> names;
  for (; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    }
  }
  return names;
}

bool IsOption(std::string_view word) { return word.size() > 1 && word.starts_with('-') && word != "--"; }

// Without the value of `--name=value`.
std::string_view OptionName(std::string_view word) { return word.substr(0, word.find('=')); }

ExitCode ComplainAboutOption(std::string_view word, const CLI::App* app, Console& console) {
  const std::string_view name = OptionName(word);
  return console.Complain(fmt::format("unknown option: {}", name), SuggestionOr(name, OptionNames(app), app));
}

std::vector<std::string> VerbNames(const CLI::App* app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app->get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(verb->get_name());
  }
  return names;
}

// Whether a word is there where a verb has to be, and is none; complains if so. CLI11 would call it an unexpected
// argument. No option before a verb takes a value, so what stands behind an unknown one was meant for that.
bool ComplainAboutVerb(const CLI::App& root, int argc, char** argv, Console& console) {
  const CLI::App* app = &root;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const std::vector<std::string> names = VerbNames(app);
    if (names.empty()) return false;
    if (IsOption(word)) {
      const std::vector<std::string> options = OptionNames(app);
      if (std::ranges::find(options, word) != options.end()) continue;
      ComplainAboutOption(word, app, console);
      return true;
    }
    const auto known = std::ranges::find(names, word);
    if (known == names.end()) {
      console.Complain(fmt::format("unknown command: {} {}", FullName(app), word), SuggestionOr(word, names, app));
      return true;
    }
    app = app->get_subcommand(*known);
  }
  return false;
}

// CLI11's messages start with a capital, unless they start with the name of an argument.
std::string LowerFirst(std::string text) {
  const auto is_capital = [&](size_t i) { return i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; };
  if (is_capital(0) && !is_capital(1)) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

ExitCode ComplainAbout(const CLI::ParseError& error, const CLI::App& root, Console& console) {
  const CLI::App* app = Deepest(&root);
  const std::vector<std::string> verbs = VerbNames(app);
  if (!verbs.empty()) {
    return console.Complain("a command is missing after: " + FullName(app),
                            fmt::format("one of {}", fmt::join(verbs, ", ")));
  }
  // Before any other mistake: the value of an unknown option looks like an argument, and may be one too many.
  const std::vector<std::string> extras = root.remaining(true);
  const auto option = std::ranges::find_if(extras, IsOption);
  if (option != extras.end()) return ComplainAboutOption(*option, app, console);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr || extras.empty()) {
    return console.Complain(LowerFirst(error.what()), HelpHint(app));
  }
  return console.Complain("unexpected argument: " + extras.front(), HelpHint(app));
}

bool HasWord(int argc, char** argv, std::string_view word) {
  return std::any_of(argv + 1, argv + argc, [&](const char* argument) { return argument == word; });
}

ExitCode Finish(ExitCode code, Console& console) {
  if (console.Flush()) return code;
  console.Note("error: standard output cannot be written");
  return ExitCode::kNo;
}

}  // namespace

ExitCode Run(int argc, char** argv) {
  bool json = false;
  Action action;
  CLI::App root("Decide what a caller may do: Biscuit tokens, narrowed offline, and delegated identities");
  AddGlobals(root, json);
  const Verb verbs(&root, &action);
  AddKeygen(verbs);
  AddTokenVerbs(verbs);
  AddIdentityVerbs(verbs);
  AddAuthorizeVerbs(verbs);
  AddBanVerbs(verbs);
  AddSelfVerbs(verbs);

  Console early(HasWord(argc, argv, "--json"));
  if (ComplainAboutVerb(root, argc, argv, early)) return Finish(ExitCode::kUsage, early);
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    std::ostringstream text;
    root.exit(help_or_version, text, text);
    early.Print(text.str());
    return Finish(ExitCode::kYes, early);
  } catch (const CLI::ParseError& error) {
    return Finish(ComplainAbout(error, root, early), early);
  }
  Console console(json);
  return Finish(action(console), console);
}

}  // namespace hardtack::cli
