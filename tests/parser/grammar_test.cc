// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "doctest/doctest.h"
#include "hardtack/grammar/datalog.h"

namespace hardtack {
namespace {

TEST_CASE("no rule of the grammar can loop without consuming") {
  CHECK(tao::pegtl::analyze<grammar::statement>(1) == 0);
  CHECK(tao::pegtl::analyze<grammar::lone_term>(1) == 0);
}

}  // namespace
}  // namespace hardtack
