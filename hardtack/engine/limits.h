// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bounds on what untrusted input may cost. RunLimits bounds one evaluation; StructureLimits bounds what decoders, the
// parser and the compiler accept before they spend memory on it.

#ifndef HARDTACK_ENGINE_LIMITS_H_
#define HARDTACK_ENGINE_LIMITS_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace hardtack::engine {

// The budget of one evaluation. Everything but max_time is deterministic: the same program, facts and limits stop at
// the same place on every machine.
//
// How many steps a verdict takes depends on the order in which facts are stated, since a query stops at the first facts
// that match. What is promised is that the order changes nothing else: under one budget every order of facts either has
// the verdict that all orders have without a budget, or is out of steps.
//
// A step is one rule or query started, one candidate tuple examined or entered into an index, one expression operation,
// one closure call, one element of a collection touched, or one 64-byte stretch of string work (a text that is looked for
// within another counts three times). Where rules run on rows
// of bits (docs/performance.md), it is one row, one pair of numbers that is followed, or one 64-byte stretch of a row
// that is combined with another, whatever number of facts has its bits there. A pattern is charged what RE2 may take to
// compile it, once in an evaluation whether or not it is in the cache (patterns after the first 16 each time), and each
// match ceil(bytes / 64) x the size of the compiled pattern, before it starts. What is wide costs more: each column
// compared or derived, each variable, and each atom of a body past the first 16 is a step, and every 16 rules that a
// round looks at.
//
// What facts share in memory each of them repeats when it is written out, so its size is charged too: a fact that a
// rule or query makes, and what a host function is given, is a step for each 64 bytes past the first 1024. A term
// counts 64 bytes (elements, keys and values of collections included) and a text its length. So a listing of a world
// (World::Facts, snapshots, the JSON of the command) has, beyond what was stated, no more than 64 bytes a step and
// 1 KiB a fact: 44 MB with the defaults, before characters are escaped.
struct RunLimits {
  uint64_t max_facts = 1000;      // facts after a round that added some; reaching it fails; no round keeps 10,000 more
  uint64_t max_iterations = 100;  // rounds that added facts; reaching it fails
  uint64_t max_steps = 500'000;   // exceeding it fails
  std::optional<std::chrono::microseconds> max_time;  // a backstop, off by default: verdicts then depend on the machine
  bool operator==(const RunLimits&) const = default;
};

// How much of the budget an evaluation used.
struct Usage {
  uint64_t facts = 0;       // facts in the world, one per origin
  uint64_t iterations = 0;  // rounds that added facts
  uint64_t steps = 0;
};

// Bounds on shape. The defaults leave two orders of magnitude above the tokens seen in practice, one above their number
// of blocks; what fills them takes less than 50 ms and 64 MB on the machine of docs/security.md.
struct StructureLimits {
  size_t max_token_bytes = size_t{512} << 10;  // a serialized token, and a third-party message
  size_t max_blocks = 128;                   // authority included
  size_t max_symbols = 65'536;               // custom symbols of one token, all tables together
  size_t max_nesting = 64;                   // levels of arrays, maps, sets, closures; in text also of parentheses
  size_t max_text_bytes = size_t{1} << 20;   // Datalog source
  size_t max_pattern_bytes = 4096;           // the text of a regular expression; translated for RE2 16 times as much
  size_t max_pattern_memory = size_t{512} << 10;  // its compiled form, automata included
  bool operator==(const StructureLimits&) const = default;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_LIMITS_H_
