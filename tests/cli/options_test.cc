// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What holds for every option of every verb, by the outline of the command itself.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/cli/verbs.h"
#include "tests/cli/process.h"

namespace hardtack::cli {
namespace {

// Calls `visit` for each verb that does something.
void ForEachVerb(const VerbOutline& verb, const std::function<void(const VerbOutline&)>& visit) {
  if (verb.verbs.empty()) visit(verb);
  for (const VerbOutline& below : verb.verbs) ForEachVerb(below, visit);
}

VerbOutline Outline() {
  CLI::App root;
  root.name("hardtack");
  Action action;
  const Verb verb(&root, &action);
  AddVerbs(verb);
  return verb.Outline();
}

// The words of a verb, with the program in place of its name.
std::vector<std::string> WordsOf(const VerbOutline& verb) {
  std::istringstream path(verb.path);
  std::vector<std::string> words;
  for (std::string word; path >> word;) words.push_back(word);
  words[0] = HARDTACK_COMMAND;
  return words;
}

Result RunWith(const VerbOutline& verb, const std::vector<std::string>& more) {
  static const ScratchFolder folder;
  std::vector<std::string> words = WordsOf(verb);
  words.insert(words.end(), more.begin(), more.end());
  return RunProcess({words, {}, folder.path(), {}});
}

void CheckIsEmpty(const Result& result, const std::string& name) {
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  CHECK(result.err.starts_with("error: " + name + " is empty\nhint: give it a value"));
}

TEST_CASE("no option and no argument takes an empty value, which would silently protect nothing") {
  size_t checked = 0;
  ForEachVerb(Outline(), [&](const VerbOutline& verb) {
    CAPTURE(verb.path);
    std::vector<std::string> arguments;
    for (const OptionOutline& option : verb.options) {
      if (option.names.empty()) {
        arguments.push_back("");
        CheckIsEmpty(RunWith(verb, arguments), option.argument);
        arguments.back() = option.values.empty() ? "x" : option.values.front();
        ++checked;
      }
      if (option.type.empty()) continue;
      // Complaints name an option by its long name, which comes after the letter.
      const std::string told = option.names.empty() ? "" : option.names.back();
      for (const std::string& name : option.names) {
        CAPTURE(name);
        CheckIsEmpty(RunWith(verb, {name, ""}), told);
        if (name.starts_with("--")) CheckIsEmpty(RunWith(verb, {name + '=', "--help"}), told);
        ++checked;
      }
    }
  });
  CHECK(checked > 100);
}

bool HasOption(const VerbOutline& verb, const std::string& name) {
  return std::ranges::any_of(verb.options, [&](const OptionOutline& option) {
    return std::ranges::find(option.names, name) != option.names.end();
  });
}

TEST_CASE("every verb that may read what is saved takes the passphrase's file") {
  size_t checked = 0;
  ForEachVerb(Outline(), [&](const VerbOutline& verb) {
    CAPTURE(verb.path);
    for (const OptionOutline& option : verb.options) {
      // The key of a certificate is in a file, never saved.
      const bool names_key = option.type != "PEM" && std::ranges::find(option.names, "--key") != option.names.end();
      if (!names_key && option.type != "TOKEN" && option.argument != "TOKEN") continue;
      CHECK(HasOption(verb, "--passphrase-file"));
      ++checked;
    }
  });
  CHECK(checked > 20);
}

}  // namespace
}  // namespace hardtack::cli
