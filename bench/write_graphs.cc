// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Writes the inputs of bench/recursion.cc for the peers: `write_graphs FOLDER`. A file has one pair a line, separated
// by a tab, and is named like the benchmark's argument.

#include <fstream>
#include <iostream>
#include <string>

#include "bench/graph.h"

namespace hardtack::bench {
namespace {

bool Write(const std::string& path, const std::vector<Edge>& edges) {
  std::ofstream file(path);
  for (const auto& [from, to] : edges) file << from << '\t' << to << '\n';
  if (file.flush()) return true;
  std::cerr << path << ": cannot be written\n";
  return false;
}

bool WriteAll(const std::string& folder) {
  bool written = Write(folder + "/chain_2000.tsv", ChainGraph(2000)) &&
                 Write(folder + "/random_2000.tsv", RandomGraph(2000, 4000)) &&
                 Write(folder + "/random_10000.tsv", RandomGraph(10000, 20000)) &&
                 Write(folder + "/tree_4095.tsv", TreeGraph(4095));
  for (const auto& [relation, pairs] : PointerProgram(2000)) {
    written = written && Write(folder + "/" + relation + "_2000.tsv", pairs);
  }
  return written;
}

}  // namespace
}  // namespace hardtack::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_graphs FOLDER\n";
    return 1;
  }
  return hardtack::bench::WriteAll(argv[1]) ? 0 : 1;
}
