// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Moments for people, as Datalog writes its dates. Tested by tests/identity/time_text_test.cc.

#include "hardtack/identity/time_text.h"

#include "hardtack/engine/ast_print.h"

namespace hardtack::identity {

std::string TimeText(int64_t seconds) {
  constexpr int64_t kEndOf9999 = 253'402'300'799;
  if (seconds < 0 || seconds > kEndOf9999) return std::to_string(seconds);
  return engine::ToString(engine::DateTerm(static_cast<uint64_t>(seconds)));
}

}  // namespace hardtack::identity
