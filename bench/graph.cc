// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

#include "bench/graph.h"

#include <set>

namespace hardtack::bench {
namespace {

// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): the standard library's
// distributions differ between implementations.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  // Below `bound`, which is so small that the bias of the remainder does not show.
  uint32_t Below(uint32_t bound) {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return static_cast<uint32_t>((z ^ (z >> 31)) % bound);
  }

 private:
  uint64_t state_;
};

std::vector<Edge> RandomPairs(Random& random, uint32_t from, uint32_t to, uint32_t count) {
  std::set<Edge> edges;
  while (edges.size() < count) {
    const Edge edge{random.Below(from), random.Below(to)};
    if (edge.first != edge.second) edges.insert(edge);
  }
  return {edges.begin(), edges.end()};
}

}  // namespace

std::vector<Edge> RandomGraph(uint32_t nodes, uint32_t edges) {
  Random random(nodes);
  return RandomPairs(random, nodes, nodes, edges);
}

std::vector<Edge> ChainGraph(uint32_t nodes) {
  std::vector<Edge> edges;
  for (uint32_t i = 1; i < nodes; ++i) edges.emplace_back(i - 1, i);
  return edges;
}

std::vector<Edge> TreeGraph(uint32_t nodes) {
  std::vector<Edge> edges;
  for (uint32_t i = 1; i < nodes; ++i) edges.emplace_back(i, (i - 1) / 2);
  return edges;
}

std::map<std::string, std::vector<Edge>> PointerProgram(uint32_t variables) {
  Random random(variables);
  std::map<std::string, std::vector<Edge>> program;
  program["alloc"] = RandomPairs(random, variables, variables / 4, variables / 2);
  program["assign"] = RandomPairs(random, variables, variables, variables);
  program["load"] = RandomPairs(random, variables, variables, variables / 8);
  program["store"] = RandomPairs(random, variables, variables, variables / 8);
  return program;
}

}  // namespace hardtack::bench
