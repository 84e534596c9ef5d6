// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Completion scripts. Each finds the verb that the line has reached, then offers what may follow it. Tested by
// tests/cli/completion_test.cc, which runs them in the shells.

#include "hardtack/cli/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace hardtack::cli {
namespace {

void ForEachVerb(const VerbOutline& verb, const std::function<void(const VerbOutline&)>& visit) {
  visit(verb);
  for (const VerbOutline& below : verb.verbs) ForEachVerb(below, visit);
}

std::string LastWord(const std::string& path) { return path.substr(path.rfind(' ') + 1); }

std::vector<std::string> VerbWords(const VerbOutline& verb) {
  std::vector<std::string> words;
  for (const VerbOutline& below : verb.verbs) words.push_back(LastWord(below.path));
  return words;
}

std::vector<std::string> OptionWords(const VerbOutline& verb) {
  std::vector<std::string> words;
  for (const OptionOutline& option : verb.options) words.insert(words.end(), option.names.begin(), option.names.end());
  return words;
}

// The text in single quotes for any of the shells; fish alone reads backslashes in them.
std::string Quoted(const std::string& text, bool fish) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += fish ? "\\'" : "'\\''";
    } else if (c == '\\' && fish) {
      quoted += "\\\\";
    } else {
      quoted += c;
    }
  }
  return quoted + '\'';
}

// `case` patterns that say which word leads from one verb to the next.
std::string Steps(const VerbOutline& root) {
  std::vector<std::string> steps;
  ForEachVerb(root, [&](const VerbOutline& verb) {
    if (verb.path != root.path) steps.push_back('"' + verb.path + '"');
  });
  return fmt::format("{}", fmt::join(steps, "|"));
}

// What bash and zsh share: sets `at` to the verb that the words before the cursor have reached. (`path` and `options` are zsh's own.)
std::string WalkInBash(const VerbOutline& root) {
  return "  local at=" + root.path + " word\n  for word in \"${before[@]}\"; do\n    case \"$at $word\" in\n      " +
         Steps(root) + ") at=\"$at $word\" ;;\n    esac\n  done\n";
}

// What can stand in an option's or an argument's place.
struct Place {
  std::string shelf{};  // of the store, whose names fit: "tokens", "keys"; empty: none
  bool files = false;
};

Place PlaceOf(const OptionOutline& option) {
  if (option.type == "PEM") return {"", true};
  if (option.argument == "NAME") return {"tokens", false};
  if (option.argument == "TOKEN" || option.type == "TOKEN") return {"tokens", true};
  if (std::ranges::find(option.names, "--key") != option.names.end()) return {"keys", true};
  return {"", option.names.empty() || option.type == "FILE" || option.type == "KEY"};
}

// What a branch sets for one of them.
std::string Assignments(const OptionOutline& option) {
  if (!option.values.empty()) return fmt::format("kind=values values=\"{}\"", fmt::join(option.values, " "));
  const Place place = PlaceOf(option);
  return fmt::format("kind={} shelf={}", place.files ? "files" : "names", place.shelf);
}

// `case` branches for the options that take a value.
std::string OptionBranches(const VerbOutline& root) {
  std::string branches;
  ForEachVerb(root, [&](const VerbOutline& verb) {
    for (const OptionOutline& option : verb.options) {
      if (option.type.empty()) continue;
      for (const std::string& name : option.names) {
        branches += fmt::format("    \"{} {}\") {} ;;\n", verb.path, name, Assignments(option));
      }
    }
  });
  return branches;
}

// The same for the first argument of each verb that has one.
std::string ArgumentBranches(const VerbOutline& root) {
  std::string branches;
  ForEachVerb(root, [&](const VerbOutline& verb) {
    const auto first = std::ranges::find_if(verb.options, [](const auto& option) { return !option.argument.empty(); });
    if (first != verb.options.end()) branches += fmt::format("    \"{}\") {} ;;\n", verb.path, Assignments(*first));
  });
  return branches;
}

std::string WordBranches(const VerbOutline& root) {
  const std::vector<std::string> everywhere = OptionWords(root);
  std::string branches;
  ForEachVerb(root, [&](const VerbOutline& verb) {
    std::vector<std::string> options = OptionWords(verb);
    for (const std::string& option : everywhere) {
      if (std::ranges::find(options, option) == options.end()) options.push_back(option);
    }
    branches += fmt::format("    \"{}\") verbs=\"{}\" flags=\"{}\" ;;\n", verb.path, fmt::join(VerbWords(verb), " "),
                            fmt::join(options, " "));
  });
  return branches;
}

// The names on a shelf, from the store's folder: the command itself might ask for a passphrase.
constexpr char kSavedInBash[] =
    "_hardtack_saved() {\n"
    "  local store=\"$HOME/.local/share/hardtack\"\n"
    "  [[ $XDG_DATA_HOME == /* ]] && store=\"$XDG_DATA_HOME/hardtack\"\n"
    "  [[ -n $HARDTACK_HOME ]] && store=\"$HARDTACK_HOME/store\"\n"
    "  [[ -n $1 && -d $store/$1 ]] && command ls -1 \"$store/$1\"\n"
    "}\n";

std::string Lookup(const VerbOutline& root) {
  return WalkInBash(root) + "  local kind= values= shelf= verbs= flags=\n  case \"$at $last\" in\n" +
         OptionBranches(root) + "  esac\n  case $at in\n" + WordBranches(root) +
         "  esac\n"
         "  if [[ -z $kind && $current == -* ]]; then\n    kind=values values=$flags\n"
         "  elif [[ -z $kind && -n $verbs ]]; then\n    kind=values values=$verbs\n"
         "  elif [[ -z $kind ]]; then\n    kind=files\n    case $at in\n" +
         ArgumentBranches(root) + "    esac\n  fi\n";
}

std::string FishCondition(const VerbOutline& verb) { return Quoted("__hardtack_at " + Quoted(verb.path, true), true); }

// What fish offers for a value: -r asks for one, -f takes files away.
std::string FishValue(const OptionOutline& option) {
  std::string words = option.type.empty() || option.names.empty() ? "" : " -r";
  if (!option.values.empty()) return words + fmt::format(" -f -a '{}'", fmt::join(option.values, " "));
  if (option.type.empty() && option.argument.empty()) return words;
  const Place place = PlaceOf(option);
  if (!place.files) words += " -f";
  if (!place.shelf.empty()) words += fmt::format(" -a '(__hardtack_saved {})'", place.shelf);
  return words;
}

std::string FishOption(const VerbOutline& verb, const OptionOutline& option) {
  if (option.names.empty() && option.values.empty() && PlaceOf(option).shelf.empty()) return {};
  const std::string start = "complete -c hardtack -n " + FishCondition(verb);
  const std::string end = FishValue(option) + " -d " + Quoted(option.help, true) + '\n';
  std::string names;
  for (const std::string& name : option.names) {
    names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  // An option that may also stand without its name takes two lines.
  if (names.empty() || option.argument.empty()) return start + names + end;
  OptionOutline argument = option;
  argument.names.clear();
  return start + names + end + FishOption(verb, argument);
}

}  // namespace

std::string BashCompletion(const VerbOutline& root) {
  return std::string("# Completion of hardtack for bash: source this, or put it where bash-completion looks.\n") +
         kSavedInBash +
         "_hardtack() {\n"
         "  local current=\"${COMP_WORDS[COMP_CWORD]}\" last=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
         "  local before=(\"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\n" +
         Lookup(root) +
         "  if [[ $kind == values ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$current\")\n"
         "    return\n"
         "  fi\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$(_hardtack_saved \"$shelf\")\" -- \"$current\"\n"
         "    if [[ $kind == files ]]; then compgen -f -- \"$current\"; fi)\n"
         // Quotes what has spaces, and puts a slash behind folders.
         "  if [[ $kind == files ]]; then compopt -o filenames; fi\n"
         "}\n"
         "complete -F _hardtack hardtack\n";
}

std::string ZshCompletion(const VerbOutline& root) {
  return std::string(
             "#compdef hardtack\n"
             "# Completion of hardtack for zsh: put this as _hardtack into a folder of $fpath.\n") +
         kSavedInBash +
         "_hardtack() {\n"
         "  local current=\"${words[CURRENT]}\" last=\"${words[CURRENT-1]}\"\n"
         "  local -a before=(\"${(@)words[2,CURRENT-1]}\")\n" +
         Lookup(root) +
         "  if [[ $kind == values ]]; then\n"
         "    compadd -- ${=values}\n"
         "    return\n"
         "  fi\n"
         "  compadd -- ${(f)\"$(_hardtack_saved \"$shelf\")\"}\n"
         "  if [[ $kind == files ]]; then _files; fi\n"
         "}\n"
         "if [[ $funcstack[1] == _hardtack ]]; then _hardtack \"$@\"; else compdef _hardtack hardtack; fi\n";
}

std::string FishCompletion(const VerbOutline& root) {
  std::string script =
      "# Completion of hardtack for fish: put this as hardtack.fish into a folder of $fish_complete_path.\n"
      "function __hardtack_saved\n"
      "  set -l store $HOME/.local/share/hardtack\n"
      "  string match -q -- '/*' \"$XDG_DATA_HOME\"; and set store $XDG_DATA_HOME/hardtack\n"
      "  test -n \"$HARDTACK_HOME\"; and set store $HARDTACK_HOME/store\n"
      "  test -d $store/$argv[1]; and command ls -1 $store/$argv[1]\n"
      "end\n"
      "function __hardtack_at\n"
      "  set -l at " +
      root.path +
      "\n"
      "  for word in (commandline -opc)[2..-1]\n"
      "    switch \"$at $word\"\n"
      "      case";
  ForEachVerb(root, [&](const VerbOutline& verb) {
    if (verb.path != root.path) script += ' ' + Quoted(verb.path, true);
  });
  script +=
      "\n"
      "        set at \"$at $word\"\n"
      "    end\n"
      "  end\n"
      "  test $at = $argv[1]\n"
      "end\n";
  ForEachVerb(root, [&](const VerbOutline& verb) {
    for (const VerbOutline& below : verb.verbs) {
      script += "complete -c hardtack -f -n " + FishCondition(verb) + " -a " + LastWord(below.path) + " -d " +
                Quoted(below.description, true) + '\n';
    }
    for (const OptionOutline& option : verb.options) script += FishOption(verb, option);
  });
  return script;
}

}  // namespace hardtack::cli
