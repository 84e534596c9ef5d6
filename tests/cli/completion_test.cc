// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Completions and manual pages from one tree: the shells that the machine has run their scripts, and groff reads the
// pages.

#include "hardtack/cli/completion.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/cli/manual.h"
#include "hardtack/cli/verbs.h"
#include "tests/cli/process.h"

namespace hardtack::cli {
namespace {

VerbOutline Tree() {
  const OptionOutline help{{"-h", "--help"}, "", "", {}, "Print this help", false};
  const OptionOutline shell{{}, "SHELL", "bash|zsh", {"bash", "zsh"}, "the shell", true};
  const OptionOutline algorithm{{"--algorithm"}, "", "a|b", {"a", "b"}, "it's one of two", false};
  const OptionOutline key{{"--key"}, "", "FILE", {}, "the key, a \\file", true};
  const OptionOutline out{{"--out"}, "", "FILE", {}, "where to", false};
  const OptionOutline ttl{{"--ttl"}, "", "TIME", {}, "how long", false};
  const OptionOutline token{{"--token"}, "TOKEN", "TOKEN", {}, "the token", false};
  const OptionOutline name{{}, "NAME", "", {}, "what to delete", true};
  const VerbOutline complete{"tool complete", "Complete", "", {help, shell}, {}};
  const VerbOutline make{"tool key make", "Make a key", "Example:\n  .dot first", {help, algorithm, key, out, ttl}, {}};
  const VerbOutline show{"tool key show", "Show a token", "", {help, token, out}, {}};
  const VerbOutline drop{"tool key drop", "Delete", "", {help, name}, {}};
  const VerbOutline group{"tool key", "Keys", "", {help}, {make, show, drop}};
  return {"tool", "A tool", "", {help, {{"--json"}, "", "", {}, "JSON", false}}, {complete, group}};
}

// A folder with files, and a store with saved tokens and a key.
class Shells {
 public:
  Shells() {
    for (const char* folder : {"store/tokens", "store/keys", "files"}) {
      std::filesystem::create_directories(folder_.path() / folder);
    }
    for (const char* file : {"store/tokens/alice", "store/tokens/agent", "store/keys/root", "store/tokens/.bob.new",
                             "files/my token", "files/mail"}) {
      WriteWhole(folder_.path() / file, "");
    }
  }

  // The lines that a shell prints for a script; nullopt: it is not installed.
  std::optional<std::set<std::string>> Run(const char* shell, const std::string& script) const {
    const std::string path = (folder_.path() / "script").string();
    WriteWhole(path, script);
    const std::string find = std::string("command -v ") + shell + " > /dev/null || exit 99; exec " + shell + ' ' + path;
    const Result result = RunProcess({{"/bin/sh", "-c", find},
                                      {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + folder_.path().string(),
                                       "HARDTACK_HOME=" + folder_.path().string()},
                                      folder_.path() / "files",
                                      {}});
    if (result.exit_code == 99) {
      std::printf("NOT RUN: %s is not installed, so its completion script was not run (completion_test)\n", shell);
      return std::nullopt;
    }
    CHECK(result.err == "");
    CHECK(result.exit_code == 0);
    std::istringstream lines(result.out);
    std::set<std::string> offered;
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty()) offered.insert(line);
    }
    return offered;
  }

 private:
  ScratchFolder folder_;
};

using Set = std::set<std::string>;

// What is offered at the end of the words, by a shell that has files to offer for itself or not.
struct Case {
  const char* words;  // with the last one in quotes if it is empty
  Set offered;
  bool files = false;  // besides these
};

const Case kCases[] = {
    {"tool ''", {"complete", "key"}},
    {"tool key ''", {"drop", "make", "show"}},
    {"tool key make -", {"-h", "--help", "--algorithm", "--key", "--out", "--ttl", "--json"}},
    {"tool key make --algorithm ''", {"a", "b"}},
    {"tool complete ''", {"bash", "zsh"}},
    {"tool key drop ''", {"agent", "alice"}},
    {"tool key show ''", {"agent", "alice"}, true},
    {"tool key show --token ''", {"agent", "alice"}, true},
    {"tool key make --key ''", {"root"}, true},
    {"tool key show --out ''", {}, true},
    {"tool key make --ttl ''", {}},
};

int CountWords(const std::string& words) { return 1 + static_cast<int>(std::ranges::count(words, ' ')); }

TEST_CASE("bash offers the verbs, options, values, saved names and files that fit where the line is") {
  const Shells shells;
  const auto offered = [&](const std::string& words) {
    // The builtin that only works while somebody completes; what it does is bash's.
    return shells.Run("bash", BashCompletion(Tree()) + "compopt() { :; }\nCOMP_WORDS=(" + words +
                                  "); COMP_CWORD=" + std::to_string(CountWords(words) - 1) +
                                  "; _hardtack; printf '%s\\n' \"${COMPREPLY[@]}\"\n");
  };
  for (const Case& row : kCases) {
    CAPTURE(row.words);
    Set expected = row.offered;
    if (row.files) expected.insert({"my token", "mail"});
    CHECK(offered(row.words) == expected);
  }
  CHECK(offered("tool k") == Set{"key"});
  CHECK(offered("tool --json key make --al") == Set{"--algorithm"});
  CHECK(offered("tool key show ma") == Set{"mail"});
  CHECK(offered("tool key show my") == Set{"my token"});
  CHECK(offered("tool key show al") == Set{"alice"});
}

TEST_CASE("zsh offers the same, and keeps its PATH") {
  const Shells shells;
  for (const Case& row : kCases) {
    CAPTURE(row.words);
    // What the completion system would give.
    const std::string stubs =
        "compdef() { :; }\ncompadd() { shift; (( $# )) && print -l -- \"$@\"; }\n_files() { print -l -- *; }\n";
    const auto offered = shells.Run("zsh", stubs + ZshCompletion(Tree()) + "words=(" + row.words + "); CURRENT=" +
                                               std::to_string(CountWords(row.words)) + "; _hardtack; true\n");
    if (!offered.has_value()) return;
    Set expected = row.offered;
    if (row.files) expected.insert({"my token", "mail"});
    CHECK(*offered == expected);
  }
}

TEST_CASE("fish offers the verbs, values and saved names that fit where the line is") {
  const Shells shells;
  for (const Case& row : kCases) {
    std::string line = std::string("hardtack") + std::string(row.words).substr(4);
    CAPTURE(line);
    if (!line.ends_with("''")) continue;
    line.resize(line.size() - 2);
    const auto offered = shells.Run("fish", FishCompletion(Tree()) + "complete -C'" + line + "' | cut -f1\n");
    if (!offered.has_value()) return;
    for (const std::string& word : row.offered) CHECK(offered->contains(word));
    CHECK(offered->contains("mail") == row.files);
  }
}

TEST_CASE("the scripts of zsh and fish know every verb, option and value") {
  const std::string zsh = ZshCompletion(Tree()), fish = FishCompletion(Tree());
  CHECK(zsh.starts_with("#compdef hardtack\n"));
  // Names that are zsh's own: a local one would take the place of PATH.
  for (const char* own : {" path=", " options=", " status=", "$path"}) CHECK(zsh.find(own) == std::string::npos);
  for (const char* words : {"\"tool complete\"|\"tool key\"|\"tool key make\"", "verbs=\"make show drop\"",
                            "flags=\"-h --help --algorithm --key --out --ttl --json\"", "values=\"a b\""}) {
    CAPTURE(words);
    CHECK(zsh.find(words) != std::string::npos);
  }
  for (const char* line :
       {"-a make -d 'Make a key'", "-l algorithm -r -f -a 'a b' -d 'it\\'s one of two'",
        "-l key -r -a '(__hardtack_saved keys)' -d 'the key, a \\\\file'", "-s h -l help -d 'Print this help'",
        "-f -a 'bash zsh' -d 'the shell'", "-l ttl -r -f -d 'how long'", "-l out -r -d 'where to'",
        "-l token -r -a '(__hardtack_saved tokens)' -d 'the token'", " -a '(__hardtack_saved tokens)' -d 'the token'",
        " -f -a '(__hardtack_saved tokens)' -d 'what to delete'"}) {
    CAPTURE(line);
    CHECK(fish.find(line) != std::string::npos);
  }
}

// What groff warns of in the pages; nullopt: it is not installed.
std::optional<std::string> Warnings(const std::vector<ManualPage>& pages) {
  const ScratchFolder folder;
  for (const ManualPage& page : pages) WriteWhole(folder.path() / page.file, page.text);
  const std::string check = "command -v groff > /dev/null || exit 99; groff -man -ww -Tutf8 -z *.1";
  const Result result =
      RunProcess({{"/bin/sh", "-c", check}, {"PATH=/usr/local/bin:/usr/bin:/bin"}, folder.path(), {}});
  if (result.exit_code == 99) return std::nullopt;
  return result.err;
}

TEST_CASE("groff has nothing to say against the manual pages of the command") {
  CLI::App root;
  root.name("hardtack");
  Action action;
  const Verb verb(&root, &action);
  AddVerbs(verb);
  const std::vector<ManualPage> pages = ManualPages(verb.Outline());
  CHECK(pages.size() > 25);
  const auto warnings = Warnings(pages);
  if (!warnings.has_value()) {
    std::puts("NOT RUN: groff is not installed, so the manual pages were not checked (completion_test)");
    return;
  }
  CHECK(*warnings == "");
  CHECK(*Warnings({{"broken.1", ".TH BROKEN 1\n.SH NAME\nbroken \\- x\n.no-such-request\n"}}) != "");
}

TEST_CASE("every verb has a manual page that says what it accepts, in roff that man can read") {
  const std::vector<ManualPage> pages = ManualPages(Tree());
  REQUIRE(pages.size() == 6);
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
