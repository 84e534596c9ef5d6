// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A property is a function that draws its input from RapidCheck and asserts (RC_ASSERT) what must hold for all of it. A
// failure is shown with the smallest input that still fails. Each run has a fresh seed, which it prints; the environment
// variable RC_PARAMS="seed=N" repeats a run.

#ifndef HARDTACK_TESTS_PROPERTIES_PROPERTY_H_
#define HARDTACK_TESTS_PROPERTIES_PROPERTY_H_

#include <sstream>

#include "doctest/doctest.h"
#include "rapidcheck.h"
#include "tests/sanitized.h"

namespace hardtack::properties {

// Fails the running test unless `property` holds for `cases` inputs, a fifth of them under a sanitizer.
template <typename Property>
void ForAll(int cases, Property&& property) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = testing::kSanitized ? cases / 5 : cases;
  MESSAGE(params.maxSuccess, " cases, seed ", params.seed);
  const rc::detail::TestResult result =
      rc::detail::checkTestable(std::forward<Property>(property), rc::detail::TestMetadata{}, params);
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  CHECK_MESSAGE(result.is<rc::detail::SuccessResult>(), text.str());
}

// How many of the inputs so far were of some kind, so that a test can notice that its inputs have gone stale.
class Share {
 public:
  void Count(bool is_of_kind) {
    ++total_;
    counted_ += is_of_kind ? 1 : 0;
  }
  double Percent() const { return total_ == 0 ? 0 : 100.0 * counted_ / total_; }

 private:
  int total_ = 0, counted_ = 0;
};

}  // namespace hardtack::properties

#endif  // HARDTACK_TESTS_PROPERTIES_PROPERTY_H_
