// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The inputs of bench/recursion.cc and of the peers that run the same rules: made from a fixed seed, the same on every
// machine.

#ifndef HARDTACK_BENCH_GRAPH_H_
#define HARDTACK_BENCH_GRAPH_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hardtack::bench {

using Edge = std::pair<uint32_t, uint32_t>;

// Distinct edges between distinct nodes of 0 .. nodes-1. `edges` is far below nodes squared.
std::vector<Edge> RandomGraph(uint32_t nodes, uint32_t edges);

// 0 to 1 to ... to nodes-1.
std::vector<Edge> ChainGraph(uint32_t nodes);

// From each node of a complete binary tree to its parent; node 0 is the root.
std::vector<Edge> TreeGraph(uint32_t nodes);

// The statements of a program of `variables` variables, for an analysis of what each may point to, by relation: alloc
// (variable, object), assign (to, from), load (to, pointer) and store (pointer, from).
std::map<std::string, std::vector<Edge>> PointerProgram(uint32_t variables);

}  // namespace hardtack::bench

#endif  // HARDTACK_BENCH_GRAPH_H_
