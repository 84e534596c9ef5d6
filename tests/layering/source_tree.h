// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The project's files as text, for the tests that hold the source tree to its own rules.

#ifndef HARDTACK_TESTS_LAYERING_SOURCE_TREE_H_
#define HARDTACK_TESTS_LAYERING_SOURCE_TREE_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace hardtack::layering {

inline const std::filesystem::path kRoot = HARDTACK_SOURCE_DIR;

inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The files below `folder` (relative to the root) with one of `extensions`, as paths relative to the root, sorted.
inline std::vector<std::string> FilesBelow(std::string_view folder, const std::vector<std::string>& extensions) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / folder)) {
    std::string extension = entry.path().extension();
    if (!entry.is_regular_file() || std::ranges::find(extensions, extension) == extensions.end()) continue;
    files.push_back(entry.path().lexically_relative(kRoot));
  }
  std::ranges::sort(files);
  return files;
}

// The names of the folders in `folder` (relative to the root).
inline std::vector<std::string> FoldersIn(std::string_view folder) {
  std::vector<std::string> folders;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / folder)) {
    if (entry.is_directory()) folders.push_back(entry.path().filename());
  }
  return folders;
}

// The first group of each match of `pattern` in `text`.
inline std::vector<std::string> Matches(const std::string& text, const char* pattern) {
  const std::regex regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  std::vector<std::string> found;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), regex); it != std::sregex_iterator(); ++it) {
    found.push_back((*it)[1]);
  }
  return found;
}

// The headers that `file` (relative to the root) includes, as written.
inline std::vector<std::string> HeadersIncludedBy(const std::string& file) {
  return Matches(ReadFile(kRoot / file), R"(^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"])");
}

}  // namespace hardtack::layering

#endif  // HARDTACK_TESTS_LAYERING_SOURCE_TREE_H_
