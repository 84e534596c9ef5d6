// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What somebody is told whose token is refused. Tested by tests/authority/own_api_test.cc.

#ifndef HARDTACK_AUTHORITY_TOLD_REFUSAL_H_
#define HARDTACK_AUTHORITY_TOLD_REFUSAL_H_

#include <variant>

#include "hardtack/identity/refusal.h"

namespace hardtack::authority {

// All but the reason of a ban, which is a note among operators.
inline identity::Refusal ToldOf(identity::Refusal refusal) {
  if (auto* banned = std::get_if<identity::Banned>(&refusal)) banned->reason.clear();
  return refusal;
}

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_TOLD_REFUSAL_H_
