// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Pages in the macros of man(7). Tested by tests/cli/manual_test.cc.

#include "hardtack/cli/manual.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace hardtack::cli {
namespace {

// Text that roff takes for text: dashes as typed, no line that starts a request.
std::string Roff(std::string_view text) {
  std::string roff;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) roff += "\\&";
    if (c == '\\') {
      roff += "\\e";
    } else if (c == '-') {
      roff += "\\-";
    } else {
      roff += c;
    }
    line_start = c == '\n';
  }
  return roff;
}

std::string Dashed(std::string path) {
  std::ranges::replace(path, ' ', '-');
  return path;
}

std::string NameOf(const OptionOutline& option) {
  if (option.names.empty()) return option.argument;
  const std::string names = fmt::format("{}", fmt::join(option.names, ", "));
  return option.type.empty() ? names : names + ' ' + option.type;
}

std::string Synopsis(const VerbOutline& verb) {
  std::string line = verb.path;
  for (const OptionOutline& option : verb.options) {
    const std::string name = NameOf(option);
    if (option.required) line += ' ' + name;
  }
  if (!verb.verbs.empty()) return line + " COMMAND";
  return line + " [OPTION]...";
}

std::string Options(const VerbOutline& verb) {
  std::string text = ".SH OPTIONS\n";
  for (const OptionOutline& option : verb.options) {
    text += ".TP\n.B " + Roff(NameOf(option)) + '\n' + Roff(option.help) + '\n';
  }
  return text;
}

std::string Commands(const VerbOutline& verb) {
  if (verb.verbs.empty()) return {};
  std::string text = ".SH COMMANDS\n";
  for (const VerbOutline& below : verb.verbs) {
    text += ".TP\n.BR " + Roff(Dashed(below.path)) + " (1)\n" + Roff(below.description) + '\n';
  }
  return text;
}

std::string Notes(const VerbOutline& verb) {
  if (verb.footer.empty()) return {};
  return ".SH NOTES\n.nf\n" + Roff(verb.footer) + "\n.fi\n";
}

std::string SeeAlso(const VerbOutline& verb) {
  const size_t last = verb.path.rfind(' ');
  if (last == std::string::npos) return {};
  return ".SH SEE ALSO\n.BR " + Roff(Dashed(verb.path.substr(0, last))) + " (1)\n";
}

std::string Title(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return ".TH " + name + " 1 \"\" \"hardtack " HARDTACK_VERSION "\" \"User Commands\"\n";
}

void AddPages(const VerbOutline& verb, std::vector<ManualPage>& pages) {
  const std::string name = Dashed(verb.path);
  pages.push_back({name + ".1", Title(name) + ".SH NAME\n" + Roff(name) + " \\- " + Roff(verb.description) +
                                    "\n.SH SYNOPSIS\n.B " + Roff(Synopsis(verb)) + '\n' + Commands(verb) +
                                    Options(verb) + Notes(verb) + SeeAlso(verb)});
  for (const VerbOutline& below : verb.verbs) AddPages(below, pages);
}

}  // namespace

std::vector<ManualPage> ManualPages(const VerbOutline& root) {
  std::vector<ManualPage> pages;
  AddPages(root, pages);
  return pages;
}

}  // namespace hardtack::cli
