// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Test cases as text files, for tests/datalog, tests/golden and bench/tokens:
//
//   # a comment, anywhere
//   == the name of a case
//   -- the name of a section
//   its content, up to the next case or section
//
// A case remembers which sections were taken, so that a test can refuse those that nobody read: a misspelt section
// fails instead of testing nothing.

#ifndef HARDTACK_TESTS_SECTIONS_SECTION_FILE_H_
#define HARDTACK_TESTS_SECTIONS_SECTION_FILE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace hardtack::sections {

struct Section {
  std::string name;
  std::string content;  // without blank lines at its end; ends with a newline unless empty
  bool taken = false;
};

class Case {
 public:
  explicit Case(std::string name) : name_(std::move(name)) {}

  const std::string& name() const { return name_; }

  // The content of a section, which is now taken; nullopt if there is none.
  std::optional<std::string> Take(std::string_view section);

  // The names of the sections that nobody took.
  std::vector<std::string> Untaken() const;

  // Adds a section, or replaces the content of the one with this name.
  void Set(std::string_view section, std::string_view content);

  const std::vector<Section>& sections() const { return sections_; }

 private:
  std::string name_;
  std::vector<Section> sections_;
};

// The cases of `text`.
//   InvalidArgument   a line outside a section, a section outside a case, a name that is empty or twice
absl::StatusOr<std::vector<Case>> ParseCases(std::string_view text);

// The same of a file. Io when it cannot be read.
absl::StatusOr<std::vector<Case>> ReadCases(const std::string& path);

// What ParseCases reads as this case.
std::string ToText(const Case& test_case);

// The lines of a section's content that are not empty.
std::vector<std::string> Lines(std::string_view content);

// The files of `folder` that end in `extension`, sorted.
std::vector<std::string> FilesOf(const std::string& folder, std::string_view extension);

}  // namespace hardtack::sections

#endif  // HARDTACK_TESTS_SECTIONS_SECTION_FILE_H_
