// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Writes the batches of bench/batch.h for the peers: `write_tokens FOLDER`. A file has one token a line and is named by
// the number of blocks: batch_NN.txt, and children_NN.txt for those of parents of so many blocks.

#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

#include "bench/batch.h"

namespace hardtack::bench {
namespace {

bool Write(const std::string& folder, const char* name, int64_t blocks, const std::vector<std::string>& texts) {
  char number[8];
  std::snprintf(number, sizeof(number), "_%02d", static_cast<int>(blocks));
  const std::string path = folder + "/" + name + number + ".txt";
  std::ofstream file(path);
  for (const std::string& text : texts) file << text << '\n';
  if (file.flush()) return true;
  std::cerr << path << ": cannot be written\n";
  return false;
}

bool WriteAll(const std::string& folder) {
  for (const int64_t blocks : {1, 3, 5, 10}) {
    if (!Write(folder, "batch", blocks, MakeBatch(blocks))) return false;
    if (!Write(folder, "children", blocks, MakeChildren(blocks))) return false;
  }
  return true;
}

}  // namespace
}  // namespace hardtack::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_tokens FOLDER\n";
    return 1;
  }
  return hardtack::bench::WriteAll(argv[1]) ? 0 : 1;
}
