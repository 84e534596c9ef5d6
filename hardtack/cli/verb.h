// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verb is a word of the command line with its options, and possibly further words below it. Each group of verbs
// declares itself through this interface in a file of its own; CLI11 stays behind it.

#ifndef HARDTACK_CLI_VERB_H_
#define HARDTACK_CLI_VERB_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hardtack/cli/console.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/verb_outline.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace hardtack::cli {

// What a parsed command line asks for.
using Action = std::function<ExitCode(Console&)>;

// An option of a verb, to be qualified further.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option Required();
  Option Excludes(Option other);
  // Only these values.
  Option Among(std::vector<std::string> values);
  // Without the option, the first of these variables that is set gives its value.
  Option OrEnvironment(const std::vector<std::string>& names);

 private:
  CLI::Option* option_;  // not owned
};

class Verb {
 public:
  Verb(CLI::App* app, Action* action) : app_(app), action_(action) {}

  // A verb below this one. A verb with others below it needs one of them.
  Verb Add(const std::string& name, const std::string& description);

  // What the verb does with its options, which live as long as the tree; to be bound by the functions below.
  template <typename Options>
  Options& Runs(ExitCode (*run)(const Options&, Console&), Options defaults = {}) {
    auto options = std::make_shared<Options>(std::move(defaults));
    OnChosen([options, run](Console& console) { return run(*options, console); });
    return *options;
  }

  // An option with a value, which ends up in `target`: a text, an optional text, texts (the option may be repeated), a
  // number. A name without dashes stands for the argument in that place. `type` names the value in the help.
  template <typename T>
  Option Add(const std::string& name, T& target, const std::string& type, const std::string& help);
  Option Flag(const std::string& name, bool& target, const std::string& help);

  // The pair of options that carry Datalog: `what` names it.
  void Datalog(DatalogSource& source, const std::string& what);

  // The end of the help: examples, exit codes.
  void Footer(const std::string& text);

  // This verb and those below it.
  VerbOutline Outline() const;

 private:
  void OnChosen(Action action);

  CLI::App* app_;   // not owned
  Action* action_;  // not owned; what the chosen verb does, once the line is parsed
};

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_VERB_H_
