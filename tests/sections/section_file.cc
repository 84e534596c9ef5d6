// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A line at a time. Tested by tests/sections/section_file_test.cc.

#include "tests/sections/section_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::sections {
namespace {

constexpr std::string_view kCase = "== ";
constexpr std::string_view kSection = "-- ";

absl::Status Malformed(size_t line, std::string_view what) {
  return Error(ErrorKind::kInvalidArgument, absl::StrCat("line ", line, ": ", ToAbsl(what)));
}

// Collects lines into the last section of the last case.
class Reader {
 public:
  absl::Status Add(std::string_view line) {
    ++line_;
    if (line.starts_with('#')) return absl::OkStatus();
    if (line.starts_with(kCase)) return BeginCase(line.substr(kCase.size()));
    if (line.starts_with(kSection)) return BeginSection(line.substr(kSection.size()));
    if (!section_.empty()) {
      content_ += absl::StrCat(ToAbsl(line), "\n");
    } else if (!line.empty()) {
      return Malformed(line_, "outside a section");
    }
    return absl::OkStatus();
  }

  std::vector<Case> Finish() {
    EndSection();
    return std::move(cases_);
  }

 private:
  absl::Status BeginCase(std::string_view name) {
    EndSection();
    if (name.empty() || std::any_of(cases_.begin(), cases_.end(), [&](const Case& c) { return c.name() == name; })) {
      return Malformed(line_, "a case without a name of its own");
    }
    cases_.emplace_back(std::string(name));
    return absl::OkStatus();
  }

  absl::Status BeginSection(std::string_view name) {
    EndSection();
    if (cases_.empty()) return Malformed(line_, "outside a case");
    const std::vector<Section>& sections = cases_.back().sections();
    if (name.empty() ||
        std::any_of(sections.begin(), sections.end(), [&](const Section& s) { return s.name == name; })) {
      return Malformed(line_, "a section without a name of its own");
    }
    section_ = name;
    return absl::OkStatus();
  }

  void EndSection() {
    if (section_.empty()) return;
    while (content_ == "\n" || content_.ends_with("\n\n")) content_.pop_back();
    cases_.back().Set(section_, content_);
    section_.clear();
    content_.clear();
  }

  std::vector<Case> cases_;
  std::string section_;  // empty: outside a section
  std::string content_;
  size_t line_ = 0;
};

}  // namespace

std::optional<std::string> Case::Take(std::string_view section) {
  for (Section& candidate : sections_) {
    if (candidate.name != section) continue;
    candidate.taken = true;
    return candidate.content;
  }
  return std::nullopt;
}

std::vector<std::string> Case::Untaken() const {
  std::vector<std::string> names;
  for (const Section& section : sections_) {
    if (!section.taken) names.push_back(section.name);
  }
  return names;
}

void Case::Set(std::string_view section, std::string_view content) {
  for (Section& candidate : sections_) {
    if (candidate.name == section) return void(candidate.content = content);
  }
  sections_.push_back({std::string(section), std::string(content), false});
}

absl::StatusOr<std::vector<Case>> ParseCases(std::string_view text) {
  Reader reader;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    RETURN_IF_ERROR(reader.Add(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.Finish();
}

absl::StatusOr<std::vector<Case>> ReadCases(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error(ErrorKind::kIo, "cannot read a file", path);
  std::ostringstream text;
  text << file.rdbuf();
  return ParseCases(text.str());
}

std::string ToText(const Case& test_case) {
  std::string text = absl::StrCat(kCase.data(), test_case.name(), "\n");
  for (const Section& section : test_case.sections()) {
    absl::StrAppend(&text, "\n", kSection.data(), section.name, "\n", section.content);
  }
  return text;
}

std::vector<std::string> Lines(std::string_view content) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(content)};
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> FilesOf(const std::string& folder, std::string_view extension) {
  std::vector<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == extension) files.push_back(file.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace hardtack::sections
