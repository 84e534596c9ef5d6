// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Feeds every file of a folder, and every prefix of each, to a fuzz target, where there is no libFuzzer.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/fuzz/property.h"

namespace {

// A copy of exactly `size` bytes, so that a sanitizer sees a read beyond them.
void Feed(const std::string& input, size_t size) {
  std::string copy(input, 0, size);
  copy.shrink_to_fit();
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(copy.data()), copy.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: %s FOLDER\n", argv[0]), 2;
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::string input((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    for (size_t size = 0; size <= input.size(); ++size) Feed(input, size);
    ++files;
  }
  std::printf("%zu files and all their prefixes\n", files);
  return files > 0 ? 0 : 1;
}
