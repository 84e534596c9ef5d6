// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Completions and manual pages from one tree: bash runs its script here; those of zsh and fish, which not every machine
// has, are held to the same words.

#include "hardtack/cli/completion.h"

#include <cstdio>
#include <set>
#include <sstream>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/cli/manual.h"

namespace hardtack::cli {
namespace {

VerbOutline Tree() {
  const OptionOutline help{{"-h", "--help"}, "", "", {}, "Print this help", false};
  const OptionOutline shell{{}, "SHELL", "bash|zsh", {"bash", "zsh"}, "the shell", true};
  const OptionOutline algorithm{{"--algorithm"}, "", "a|b", {"a", "b"}, "it's one of two", false};
  const OptionOutline key{{"--key"}, "", "FILE", {}, "the key, a \\file", true};
  const VerbOutline complete{"tool complete", "Complete", "", {help, shell}, {}};
  const VerbOutline make{"tool key make", "Make a key", "Example:\n  .dot first", {help, algorithm, key}, {}};
  const VerbOutline group{"tool key", "Keys", "", {help}, {make}};
  return {"tool", "A tool", "", {help, {{"--json"}, "", "", {}, "JSON", false}}, {complete, group}};
}

// What bash offers for the last of `words`.
std::set<std::string> Offered(const std::string& words, int cursor) {
  std::string script = BashCompletion(Tree());
  const std::string command = "bash -c \"$HARDTACK_SCRIPT\"";
  script += "COMP_WORDS=(" + words + "); COMP_CWORD=" + std::to_string(cursor) +
            "; _hardtack; printf '%s\\n' \"${COMPREPLY[@]}\"\n";
  REQUIRE(setenv("HARDTACK_SCRIPT", script.c_str(), 1) == 0);
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  REQUIRE(pclose(pipe) == 0);
  std::istringstream lines(output);
  std::set<std::string> offered;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) offered.insert(line);
  }
  return offered;
}

using Set = std::set<std::string>;

TEST_CASE("bash offers the verbs, options and values that fit where the line is") {
  CHECK(Offered("tool ''", 1) == Set{"complete", "key"});
  CHECK(Offered("tool k", 1) == Set{"key"});
  CHECK(Offered("tool key ''", 2) == Set{"make"});
  CHECK(Offered("tool key make -", 3) == Set{"-h", "--help", "--algorithm", "--key", "--json"});
  CHECK(Offered("tool --json key make --al", 4) == Set{"--algorithm"});
  CHECK(Offered("tool key make --algorithm ''", 4) == Set{"a", "b"});
  CHECK(Offered("tool complete z", 2) == Set{"zsh"});
}

TEST_CASE("the scripts of zsh and fish know every verb, option and value") {
  const std::string zsh = ZshCompletion(Tree()), fish = FishCompletion(Tree());
  CHECK(zsh.starts_with("#compdef hardtack\n"));
  for (const char* words : {"\"tool complete\"|\"tool key\"|\"tool key make\"", "verbs=\"make\"",
                            "options=\"-h --help --algorithm --key --json\"", "values=\"a b\""}) {
    CAPTURE(words);
    CHECK(zsh.find(words) != std::string::npos);
  }
  for (const char* line :
       {"-a make -d 'Make a key'", "-l algorithm -r -f -a 'a b' -d 'it\\'s one of two'",
        "-l key -r -d 'the key, a \\\\file'", "-s h -l help -d 'Print this help'", "-f -a 'bash zsh' -d 'the shell'"}) {
    CAPTURE(line);
    CHECK(fish.find(line) != std::string::npos);
  }
}

TEST_CASE("every verb has a manual page that says what it accepts, in roff that man can read") {
  const std::vector<ManualPage> pages = ManualPages(Tree());
  REQUIRE(pages.size() == 4);
  CHECK(pages[0].file == "tool.1");
  CHECK(pages[3].file == "tool-key-make.1");
  const std::string& text = pages[3].text;
  CHECK(text.starts_with(".TH TOOL-KEY-MAKE 1 "));
  CHECK(text.find(".SH NAME\ntool\\-key\\-make \\- Make a key\n") != std::string::npos);
  CHECK(text.find(".SH SYNOPSIS\n.B tool key make \\-\\-key FILE [OPTION]...\n") != std::string::npos);
  CHECK(text.find(".TP\n.B \\-\\-algorithm a|b\nit's one of two\n") != std::string::npos);
  CHECK(text.find("the key, a \\efile\n") != std::string::npos);
  CHECK(text.find("  .dot first\n") != std::string::npos);
  CHECK(text.find(".SH SEE ALSO\n.BR tool\\-key (1)\n") != std::string::npos);
  CHECK(pages[2].text.find(".SH COMMANDS\n.TP\n.BR tool\\-key\\-make (1)\nMake a key\n") != std::string::npos);
}

}  // namespace
}  // namespace hardtack::cli
