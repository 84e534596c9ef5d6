// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// One case of tests/datalog/*.test: programs as text, run by parser and engine without any token.
//
// A case states either a program:
//   block N, signer N      the Datalog of block N, and the key of the third party that signed it
//   authorizer             facts, rules, checks, policies
//   limits                 lines `max_facts 10`, `max_iterations 5`, `max_steps 100`
// and what comes of it, at least one of
//   verdict                `allow 0`, `deny 1` or `none`, with ` fails BLOCK.CHECK` for each failed check; `error KIND`
//   message                a piece of the error's message
//   world                  the facts that hold, one a line: `ORIGIN,ORIGIN: FACT`
//   usage                  lines `facts 3`, `iterations 1`, `steps 12`
// or expressions, one a line:
//   true, false            those that are
//   errors                 those that fail: `EXPRESSION => KIND`

#ifndef HARDTACK_TESTS_DATALOG_CASE_RUNNER_H_
#define HARDTACK_TESTS_DATALOG_CASE_RUNNER_H_

#include <string>
#include <vector>

#include "tests/sections/section_file.h"

namespace hardtack::datalog {

// What is wrong with the case: expectations that do not hold, sections that nobody reads, nothing expected.
std::vector<std::string> Problems(sections::Case test_case);

}  // namespace hardtack::datalog

#endif  // HARDTACK_TESTS_DATALOG_CASE_RUNNER_H_
