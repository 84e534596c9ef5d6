// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The judge as a process: the reference behind a pipe, one JSON object a line in each direction.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_ASK_JUDGE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_ASK_JUDGE_H_

#include <sys/types.h>

#include <cstddef>
#include <cstdio>
#include <string>

#include <boost/json/object.hpp>

#include "absl/status/statusor.h"
#include "tests/differential/reference/case.h"

namespace hardtack::differential {

// What is asked about a case; src/question.rs has its shape. `ours` is our token for kProgram, empty where there is none.
boost::json::object QuestionOf(const Case& test_case, const std::string& ours);

// One process. Answers come in the order of questions; any number of them may be outstanding.
class Judge {
 public:
  //   Io   the program cannot be run
  static absl::StatusOr<Judge> Start(const std::string& program);

  Judge(Judge&& other) noexcept;
  Judge& operator=(Judge&&) = delete;
  ~Judge();

  void Ask(const boost::json::object& question);
  //   Io   the process ended
  absl::StatusOr<boost::json::object> Answer();

 private:
  Judge(pid_t process, std::FILE* questions, std::FILE* answers)
      : process_(process), questions_(questions), answers_(answers) {}
  pid_t process_;
  std::FILE* questions_;
  std::FILE* answers_;
};

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_ASK_JUDGE_H_
