// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Feeds every file of a folder to a fuzz target, where there is no libFuzzer, and prefixes of the files: all of them if
// that makes no more inputs than are wanted, else as many, evenly spaced.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/property.h"

namespace {

std::vector<std::string> ReadFiles(const char* folder) {
  std::vector<std::string> inputs;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return inputs;
}

// A copy of exactly `size` bytes, so that a sanitizer sees a read beyond them.
void Feed(const std::string& input, size_t size) {
  const std::vector<uint8_t> copy(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(size));
  LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: %s FOLDER INPUTS\n", argv[0]), 2;
  const std::vector<std::string> inputs = ReadFiles(argv[1]);
  const size_t wanted = std::strtoul(argv[2], nullptr, 10);
  size_t bytes = 0;
  for (const std::string& input : inputs) bytes += input.size();
  const size_t step = bytes / std::max<size_t>(wanted, 1) + 1;
  size_t fed = 0;
  for (const std::string& input : inputs) {
    for (size_t size = 0; size < input.size(); size += step, ++fed) Feed(input, size);
    Feed(input, input.size());
  }
  std::printf("%zu files and %zu prefixes of them\n", inputs.size(), fed);
  return inputs.empty() ? 1 : 0;
}
