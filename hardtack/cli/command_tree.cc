// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The root of the tree, and complaints about command lines. docs/command.md describes what users see.
// Tested by tests/cli/usage.txt.

#include "hardtack/cli/command_tree.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/cli/console.h"
#include "hardtack/cli/suggest.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

void AddGlobals(CLI::App& root, bool& json, bool& verbose) {
  root.name("hardtack");
  root.set_version_flag("--version", "hardtack " HARDTACK_VERSION, "Print the version and exit");
  root.add_flag("--json", json, "Print the result as one JSON document");
  root.add_flag("-v,--verbose", verbose, "Say on standard error what was read from where, and how long it took");
  root.fallthrough();
  root.footer(
      "Exit codes: 0 yes, 1 denied or invalid, 2 usage, 3 network, 4 malformed input, 5 banned.\n"
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
      if (std::ranges::find(options, OptionName(word)) != options.end()) continue;
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

// The option of `app`, or one of those that stand anywhere; null: there is none.
const CLI::Option* FindOption(const CLI::App* app, const std::string& name) {
  for (; app != nullptr; app = app->get_parent()) {
    if (const CLI::Option* option = app->get_option_no_throw(name); option != nullptr) return option;
  }
  return nullptr;
}

constexpr char kEmptyHint[] = "give it a value, or leave it out; is a variable of the shell unset?";

// Complains about `--name=`, whose value CLI11 would take from the next word, and about a value for a flag.
bool ComplainAboutAssignment(const CLI::App& root, int argc, char** argv, Console& console) {
  const CLI::App* app = &root;
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    const std::string_view word = argv[i];
    const std::vector<std::string> verbs = VerbNames(app);
    if (std::ranges::find(verbs, word) != verbs.end()) app = app->get_subcommand(std::string(word));
    const std::string name(OptionName(word));
    if (!word.starts_with("--") || name.size() == word.size()) continue;
    const CLI::Option* option = FindOption(app, name);
    if (option == nullptr) continue;
    const bool is_flag = option->get_items_expected_max() == 0;
    if (!is_flag && name.size() + 1 < word.size()) continue;
    console.Complain(name + (is_flag ? " takes no value" : " is empty"), is_flag ? HelpHint(app) : kEmptyHint);
    return true;
  }
  return false;
}

// What CLI11 says in its own words, in ours. Many of its messages start with the name of the option and a colon.
std::string MessageOf(const CLI::ParseError& error, const CLI::App* app) {
  std::string text = error.what();
  const std::string name = text.substr(0, text.find(':'));
  if (text == name + ": is empty") return name + " is empty";
  const CLI::Option* option = FindOption(app, name);
  if (option == nullptr || dynamic_cast<const CLI::ArgumentMismatch*>(&error) == nullptr) return text;
  return option->count() > 1 ? name + " is given more than once"
                             : name + " lacks its value: " + option->get_type_name();
}

std::string HintFor(const CLI::ParseError& error, const CLI::App* app) {
  if (std::string_view(error.what()).ends_with(": is empty")) return kEmptyHint;
  const bool excludes = dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr;
  return excludes ? "give one of the two" : HelpHint(app);
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
    return console.Complain(MessageOf(error, app), HintFor(error, app));
  }
  return console.Complain("unexpected argument: " + extras.front(), HelpHint(app));
}

bool HasWord(int argc, char** argv, std::string_view word) {
  return std::any_of(argv + 1, argv + argc, [&](const char* argument) { return argument == word; });
}

// Says which options have their values from the environment: those that the line does not name.
void TraceEnvironment(const CLI::App& root, Console& console) {
  const CLI::App* verb = Deepest(&root);
  const std::vector<CLI::Option*>& named = verb->parse_order();
  for (const CLI::Option* option : verb->get_options()) {
    const bool is_named = std::ranges::find(named, option) != named.end();
    if (option->get_envname().empty() || option->count() == 0 || is_named) continue;
    console.Trace(fmt::format("{} from the environment's {}", option->get_name(), option->get_envname()));
  }
}

ExitCode Finish(ExitCode code, Console& console) {
  if (console.Flush()) return code;
  console.Note("error: standard output cannot be written");
  return ExitCode::kNo;
}

}  // namespace

void AddVerbs(Verb root) {
  AddConfigVerbs(root);
  AddKeygen(root);
  AddTokenVerbs(root);
  AddIdentityVerbs(root);
  AddAuthorizeVerbs(root);
  AddBanVerbs(root);
  AddPolicyVerbs(root);
  AddAuthorityVerbs(root);
  AddSelfVerbs(root);
}

ExitCode Run(int argc, char** argv) {
  bool json = false;
  Action action;
  CLI::App root("Decide what a caller may do: Biscuit tokens, narrowed offline, and delegated identities");
  bool verbose = false;
  AddGlobals(root, json, verbose);
  AddVerbs(Verb(&root, &action));

  Console early(HasWord(argc, argv, "--json"));
  if (ComplainAboutVerb(root, argc, argv, early) || ComplainAboutAssignment(root, argc, argv, early)) {
    return Finish(ExitCode::kUsage, early);
  }
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
  Console console(json, verbose);
  TraceEnvironment(root, console);
  const auto begin = std::chrono::steady_clock::now();
  const ExitCode code = action(console);
  const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
  console.Trace(fmt::format("took {:.1f} ms", time.count()));
  return Finish(code, console);
}

}  // namespace hardtack::cli
