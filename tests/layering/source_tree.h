// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The project's files as text, for the tests that hold the source tree to its own rules.

#ifndef HARDTACK_TESTS_LAYERING_SOURCE_TREE_H_
#define HARDTACK_TESTS_LAYERING_SOURCE_TREE_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
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

}  // namespace hardtack::layering

#endif  // HARDTACK_TESTS_LAYERING_SOURCE_TREE_H_
