// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Carrying out test scripts.

#include "tests/cli/script.h"

#include <regex>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

// The name in a line `-- NAME --`; empty for any other line.
std::string FileHeader(const std::string& line) {
  if (line.size() < 7 || line.substr(0, 3) != "-- " || line.substr(line.size() - 3) != " --") return {};
  return line.substr(3, line.size() - 6);
}

// Takes the first word off `rest`, with the spaces behind it.
std::string TakeWord(std::string& rest) {
  const size_t end = rest.find(' ');
  std::string word = rest.substr(0, end);
  rest.erase(0, end == std::string::npos ? rest.size() : rest.find_first_not_of(' ', end));
  return word;
}

}  // namespace

Script::Script(fs::path file, std::string command) : file_(std::move(file)), command_(std::move(command)) {
  std::istringstream text(ReadWhole(file_));
  std::string line;
  std::string name;
  while (std::getline(text, line)) {
    if (std::string header = FileHeader(line); !header.empty()) {
      name = std::move(header);
      WriteWhole(folder_.path() / name, "");
    } else if (name.empty()) {
      lines_.push_back(line);
    } else {
      WriteWhole(folder_.path() / name, ReadWhole(folder_.path() / name) + line + '\n');
    }
  }
}

void Script::AddFile(const std::string& name, const std::string& content) {
  WriteWhole(folder_.path() / name, content);
}

std::vector<std::string> Script::Run() {
  try {
    for (const std::string& line : lines_) {
      ++line_;
      if (!line.empty() && line[0] != '#') RunLine(line);
    }
    EndCommand();
  } catch (const std::exception& e) {
    Fail(e.what());
  }
  return failures_;
}

void Script::RunLine(const std::string& line) {
  std::string rest = line;
  const std::string verb = TakeWord(rest);
  if (verb == "hardtack") return RunCommand(Words(rest), 0);
  if (verb == "exit") {
    const int code = std::stoi(TakeWord(rest));
    TakeWord(rest);  // hardtack
    return RunCommand(Words(rest), code);
  }
  if (verb == "!") {
    const std::string stream = TakeWord(rest);
    return Match(stream, rest, false);
  }
  if (verb == "stdout" || verb == "stderr") return Match(verb, rest, true);
  const std::vector<std::string> words = Words(rest);
  if (verb == "stdout-is") {
    if (last_.out != ReadWhole(folder_.path() / words.at(0))) Fail("standard output is:\n" + last_.out);
  } else if (verb == "save") {
    WriteWhole(folder_.path() / words.at(0), last_.out);
  } else if (verb == "stdin") {
    in_ = ReadWhole(folder_.path() / words.at(0));
  } else if (verb == "env") {
    SetVariable(words.at(0));
  } else if (verb == "chmod") {
    fs::permissions(folder_.path() / words.at(1), static_cast<fs::perms>(std::stoul(words.at(0), nullptr, 8)));
  } else if (verb == "mode") {
    CheckMode(words.at(0), words.at(1));
  } else if (verb == "absent") {
    if (fs::exists(folder_.path() / words.at(0))) Fail("there is a file " + words[0]);
  } else if (verb == "join") {
    std::string content;
    for (size_t i = 1; i < words.size(); ++i) content += ReadWhole(folder_.path() / words[i]);
    WriteWhole(folder_.path() / words.at(0), content);
  } else {
    throw std::runtime_error("not a line of a script: " + line);
  }
}

void Script::RunCommand(const std::vector<std::string>& words, int exit_code) {
  EndCommand();
  command_line_ = line_;
  Process process{{command_}, environment_, folder_.path(), std::exchange(in_, {})};
  process.arguments.insert(process.arguments.end(), words.begin(), words.end());
  last_ = RunProcess(process);
  stderr_read_ = last_.err.empty();
  if (last_.exit_code != exit_code) {
    Fail("exit code " + std::to_string(last_.exit_code) + " instead of " + std::to_string(exit_code) + "\nstdout:\n" +
         last_.out + "\nstderr:\n" + last_.err);
    stderr_read_ = true;
  }
}

void Script::Match(const std::string& stream, const std::string& regex, bool expected) {
  if (stream == "stderr") stderr_read_ = true;
  const std::string& text = stream == "stdout" ? last_.out : last_.err;
  const std::regex pattern(Expand(regex), std::regex::ECMAScript | std::regex::multiline);
  if (std::regex_search(text, pattern) == expected) return;
  Fail(stream + (expected ? " does not match: " : " matches: ") + regex + "\n" + text);
}

void Script::SetVariable(const std::string& assignment) {
  const std::string name = assignment.substr(0, assignment.find('=') + 1);
  std::erase_if(environment_, [&](const std::string& other) { return other.substr(0, name.size()) == name; });
  environment_.push_back(assignment);
}

void Script::CheckMode(const std::string& name, const std::string& octal) {
  const auto mode = static_cast<unsigned>(fs::status(folder_.path() / name).permissions());
  std::ostringstream text;
  text << std::oct << mode;
  if (text.str() != octal) Fail("the mode of " + name + " is " + text.str());
}

void Script::EndCommand() {
  if (!stderr_read_) Fail("nothing reads what line " + std::to_string(command_line_) + " complains:\n" + last_.err);
  stderr_read_ = true;
}

std::vector<std::string> Script::Words(const std::string& line) const {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  bool begun = false;
  for (const char c : line) {
    if (c == '\'') {
      quoted = !quoted;
      begun = true;
    } else if (c == ' ' && !quoted) {
      if (begun) words.push_back(Expand(std::exchange(word, {})));
      begun = false;
    } else {
      word += c;
      begun = true;
    }
  }
  if (begun) words.push_back(Expand(word));
  return words;
}

std::string Script::Expand(const std::string& word) const {
  static const std::regex name(R"(\{([a-z0-9-]+(\.[a-z0-9]+)+)\})");
  std::smatch match;
  if (!std::regex_search(word, match, name)) return word;
  std::string content = ReadWhole(folder_.path() / match[1].str());
  if (!content.empty() && content.back() == '\n') content.pop_back();
  return match.prefix().str() + content + Expand(match.suffix().str());
}

void Script::Fail(const std::string& what) {
  failures_.push_back(file_.filename().string() + ":" + std::to_string(line_) + ": " + what);
}

}  // namespace hardtack::cli
