// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the inputs of tests/hostile cost, as the table of docs/security.md: how each ended, the steps that it took, the
// least processor time of several runs, and the most memory that it held at once. A number on the command line is how many runs.
// That each is stopped, and at which step, is asserted by tests/hostile/hostile_test.cc.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

#include "tests/counting_allocator.h"
#include "tests/hostile/inputs.h"

namespace hardtack::bench {
namespace {

struct Cost {
  hostile::Result result;
  double milliseconds = 0;  // the least of all runs
  double megabytes = 0;     // beyond the input itself
};

Cost Measure(const std::function<hostile::Result()>& run, int runs) {
  Cost cost;
  testing::HeapUse& heap = testing::ThreadHeapUse();
  for (int i = 0; i < runs; ++i) {
    const size_t before = heap.peak_bytes = heap.live_bytes;
    const std::clock_t start = std::clock();
    cost.result = run();
    const double time = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    cost.milliseconds = i == 0 ? time : std::min(cost.milliseconds, time);
    cost.megabytes = static_cast<double>(heap.peak_bytes - before) / (1 << 20);
  }
  return cost;
}

}  // namespace
}  // namespace hardtack::bench

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::max(1, static_cast<int>(std::strtol(argv[1], nullptr, 10))) : 5;
  std::printf("| resource | input | limit | outcome | steps | ms | MB |\n|---|---|---|---|---|---|---|\n");
  for (const hardtack::hostile::Input& input : hardtack::hostile::Inputs()) {
    const hardtack::bench::Cost cost = hardtack::bench::Measure(input.prepare(), runs);
    std::printf("| %s | %s | %s | `%s` | %llu | %.2f | %.1f |\n", input.resource.c_str(), input.name.c_str(),
                input.stopped_by.c_str(), cost.result.outcome.c_str(),
                static_cast<unsigned long long>(cost.result.steps), cost.milliseconds, cost.megabytes);
    std::fflush(stdout);
  }
  return 0;
}
