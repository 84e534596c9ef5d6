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

// What bash and zsh share: sets `path` to the verb that the words before the cursor have reached.
std::string WalkInBash(const VerbOutline& root) {
  return "  local path=" + root.path +
         " word\n  for word in \"${before[@]}\"; do\n    case \"$path $word\" in\n      " + Steps(root) +
         ") path=\"$path $word\" ;;\n    esac\n  done\n";
}

// `case` branches that set `values` for options that take one of some.
std::string ValueBranches(const VerbOutline& root) {
  std::string branches;
  ForEachVerb(root, [&](const VerbOutline& verb) {
    for (const OptionOutline& option : verb.options) {
      if (option.values.empty()) continue;
      for (const std::string& name : option.names.empty() ? std::vector<std::string>{""} : option.names) {
        branches += fmt::format("    \"{} {}\") values=\"{}\" ;;\n", verb.path, name, fmt::join(option.values, " "));
      }
    }
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
    branches += fmt::format("    \"{}\") verbs=\"{}\" options=\"{}\" ;;\n", verb.path, fmt::join(VerbWords(verb), " "),
                            fmt::join(options, " "));
  });
  return branches;
}

std::string Lookup(const VerbOutline& root) {
  return WalkInBash(root) + "  local values= verbs= options=\n  case \"$path $last\" in\n" + ValueBranches(root) +
         "  esac\n  case \"$path \" in\n" + ValueBranches(root) + "  esac\n  case $path in\n" + WordBranches(root) +
         "  esac\n";
}

std::string FishCondition(const VerbOutline& verb) { return Quoted("__hardtack_at " + Quoted(verb.path, true), true); }

std::string FishOption(const VerbOutline& verb, const OptionOutline& option) {
  if (option.names.empty() && option.values.empty()) return {};
  std::string line = "complete -c hardtack -n " + FishCondition(verb);
  for (const std::string& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.type.empty() && !option.names.empty()) line += " -r";
  if (!option.values.empty()) line += fmt::format(" -f -a '{}'", fmt::join(option.values, " "));
  return line + " -d " + Quoted(option.help, true) + '\n';
}

}  // namespace

std::string BashCompletion(const VerbOutline& root) {
  return "# Completion of hardtack for bash: source this, or put it where bash-completion looks.\n"
         "_hardtack() {\n"
         "  local current=\"${COMP_WORDS[COMP_CWORD]}\" last=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
         "  local before=(\"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\n" +
         Lookup(root) +
         "  if [[ -n $values ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$values\" -- \"$current\"))\n"
         "  elif [[ $current == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
         "  elif [[ -n $verbs ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$verbs\" -- \"$current\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -f -- \"$current\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _hardtack hardtack\n";
}

std::string ZshCompletion(const VerbOutline& root) {
  return "#compdef hardtack\n"
         "# Completion of hardtack for zsh: put this as _hardtack into a folder of $fpath.\n"
         "_hardtack() {\n"
         "  local current=\"${words[CURRENT]}\" last=\"${words[CURRENT-1]}\"\n"
         "  local -a before=(\"${(@)words[2,CURRENT-1]}\")\n" +
         Lookup(root) +
         "  if [[ -n $values ]]; then\n"
         "    compadd -- ${=values}\n"
         "  elif [[ $current == -* ]]; then\n"
         "    compadd -- ${=options}\n"
         "  elif [[ -n $verbs ]]; then\n"
         "    compadd -- ${=verbs}\n"
         "  else\n"
         "    _files\n"
         "  fi\n"
         "}\n"
         "if [[ $funcstack[1] == _hardtack ]]; then _hardtack \"$@\"; else compdef _hardtack hardtack; fi\n";
}

std::string FishCompletion(const VerbOutline& root) {
  std::string script =
      "# Completion of hardtack for fish: put this as hardtack.fish into a folder of $fish_complete_path.\n"
      "function __hardtack_at\n"
      "  set -l path " +
      root.path +
      "\n"
      "  for word in (commandline -opc)[2..-1]\n"
      "    switch \"$path $word\"\n"
      "      case";
  ForEachVerb(root, [&](const VerbOutline& verb) {
    if (verb.path != root.path) script += ' ' + Quoted(verb.path, true);
  });
  script +=
      "\n"
      "        set path \"$path $word\"\n"
      "    end\n"
      "  end\n"
      "  test $path = $argv[1]\n"
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
