// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Runs tests/datalog/*.test; case_runner.h has their format.
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/datalog/case_runner.h"
#include "tests/sections/section_file.h"

namespace hardtack::datalog {
namespace {

using Problem = std::vector<std::string>;

std::vector<std::string> ProblemsOf(const std::string& text) {
  return Problems(sections::ParseCases("== a case\n" + text).value().at(0));
}

TEST_CASE("every case of every file holds") {
  const std::vector<std::string> files = sections::FilesOf(HARDTACK_SOURCE_DIR "/tests/datalog", ".test");
  CHECK(files.size() >= 7);
  for (const std::string& file : files) {
    const auto cases = sections::ReadCases(file);
    REQUIRE_MESSAGE(cases.ok(), file << ": " << cases.status().ToString());
    CHECK(!cases->empty());
    for (const sections::Case& test_case : *cases) {
      INFO(file, ": ", test_case.name());
      for (const std::string& problem : Problems(test_case)) FAIL_CHECK(problem);
    }
  }
}

TEST_CASE("what a case gets wrong is a problem") {
  CHECK(ProblemsOf("-- authorizer\nallow if true;\n-- verdict\nallow 0\n").empty());
  CHECK(ProblemsOf("-- authorizer\nallow if true;\n-- verdict\nallow 1\n").size() == 1);
  CHECK(ProblemsOf("-- authorizer\nf(1);\n-- world\nauthorizer: f(2)\n").size() == 1);
  CHECK(ProblemsOf("-- authorizer\nallow if 1;\n-- message\nno such words\n").size() == 1);
  CHECK(ProblemsOf("-- authorizer\nf(1);\n-- usage\nfacts 2\nsteps 0\n").size() == 1);
  CHECK(ProblemsOf("-- true\n1 < 2\n2 < 1\n").size() == 1);
  CHECK(ProblemsOf("-- false\n1 < 2\n").size() == 1);
  CHECK(ProblemsOf("-- errors\n1 < 2 => InvalidType\n1 < \"\" => InvalidType\n").size() == 1);
}

TEST_CASE("a case that tests nothing, or has a section that nobody reads, is a problem") {
  CHECK(ProblemsOf("-- authorizer\nallow if true;\n") == Problem{"nothing is expected"});
  CHECK(ProblemsOf("-- true\ntrue\n-- ture\nfalse\n") == Problem{"nobody reads the section: ture"});
  CHECK(ProblemsOf("-- true\ntrue\n-- verdict\nallow 0\n") == Problem{"nobody reads the section: verdict"});
  CHECK(ProblemsOf("-- block 1\n\n-- authorizer\nallow if true;\n-- verdict\nallow 0\n") ==
        Problem{"nobody reads the section: block 1"});
  CHECK(ProblemsOf("-- authorizer\n\n-- limits\nmax_fcts 1\n-- verdict\nnone\n") == Problem{"unknown limit: max_fcts"});
}

}  // namespace
}  // namespace hardtack::datalog
