// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The comparison without the reference: our own reports stand in for its answers, as they are and changed.

#include "tests/differential/reference/compare.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>

#include "doctest/doctest.h"
#include "tests/differential/reference/generate_case.h"
#include "tests/differential/reference/make_token.h"
#include "tests/differential/reference/our_report.h"
#include "tests/differential/reference/same_text.h"

namespace hardtack::differential {
namespace {

using boost::json::array;
using boost::json::object;

// A program with a text, its token, and an answer that agrees about both tokens.
struct Question {
  Case test_case;
  std::string token;
  object answer;
};

Question Agreeing() {
  for (uint64_t seed = 0;; ++seed) {
    Case test_case = GenerateCase(seed);
    if (test_case.kind != CaseKind::kProgram || !test_case.from_text) continue;
    std::string token = IssueToken(test_case).value();
    object report = ReportToken(token, test_case);
    if (!report.contains("bytes")) continue;
    object answer{{"built", report}, {"tokens", array{report}}, {"texts", array{}}};
    return {std::move(test_case), std::move(token), std::move(answer)};
  }
}

TEST_CASE("a side agrees with itself") {
  const Question question = Agreeing();
  CHECK(Compare(question.test_case, question.token, question.answer).empty());
}

TEST_CASE("a change of any member of an answer is a difference of its aspect") {
  const struct {
    const char* member;
    Aspect aspect;
  } rows[] = {{"result", Aspect::kResult}, {"world", Aspect::kWorld}, {"revocation_ids", Aspect::kIds}};
  for (const auto& row : rows) {
    CAPTURE(row.member);
    Question question = Agreeing();
    question.answer["tokens"].at(0).as_object()[row.member] = "something else";
    const std::vector<Difference> differences = Compare(question.test_case, question.token, question.answer);
    REQUIRE(differences.size() == 1);
    CHECK(differences[0].aspect == row.aspect);
  }
}

TEST_CASE("other bytes, printed blocks and versions are differences") {
  Question question = Agreeing();
  object& theirs = question.answer["tokens"].at(0).as_object();
  theirs["bytes"] = "00";
  theirs["blocks"].at(0).as_object()["code"] = "other(1);\n";
  theirs["blocks"].at(0).as_object()["version"] = 7;
  std::set<Aspect> aspects;
  for (const Difference& difference : Compare(question.test_case, question.token, question.answer)) {
    aspects.insert(difference.aspect);
  }
  CHECK(aspects == std::set<Aspect>{Aspect::kPrinted, Aspect::kVersion, Aspect::kBytes});
}

TEST_CASE("a refusal of what the other side accepts is a difference in acceptance") {
  Question question = Agreeing();
  question.answer["built"] = object{{"error", "no"}};
  question.answer["tokens"] = array{object{{"panic", "no"}}};
  const std::vector<Difference> differences = Compare(question.test_case, question.token, question.answer);
  REQUIRE(differences.size() == 2);
  CHECK(differences[0].aspect == Aspect::kAcceptance);
  CHECK(differences[1].aspect == Aspect::kAcceptance);
}

TEST_CASE("texts are compared without the order of sets and maps and without scopes at their head") {
  CHECK(SortedText("a({2, 1})") == SortedText("a({1, 2})"));
  CHECK(SortedText("check if [{\"b\": {2, 1}, \"a\": 1}] == $x") ==
        SortedText("check if [{\"a\": 1, \"b\": {1, 2}}] == $x"));
  CHECK(SortedText("trusting authority; a(1);") == SortedText("a(1);"));
  CHECK(SortedText("a([2, 1])") != SortedText("a([1, 2])"));
  CHECK(SortedText("no datalog") == "no datalog");
}

}  // namespace
}  // namespace hardtack::differential
