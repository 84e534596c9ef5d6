// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reserved predicates. Tested by tests/identity/request_facts_test.cc.

#include "hardtack/identity/request_facts.h"

#include <algorithm>
#include <array>

#include "hardtack/base/error.h"
#include "hardtack/identity/structure.h"

namespace hardtack::identity {
namespace {

// What checks of the form `... trusting KEY` ask for, here and in published clients.
constexpr std::array<std::string_view, 6> kAttested = {"designation", "activation", "prefix_added",
                                                       "namespace",   "service",    "node"};

}  // namespace

bool IsReserved(std::string_view predicate) {
  return IsAmbient(predicate) || std::ranges::find(kAttested, predicate) != kAttested.end();
}

absl::Status CheckRequestFacts(std::span<const engine::Fact> facts) {
  for (const engine::Fact& fact : facts) {
    if (!IsReserved(fact.predicate.name)) continue;
    return Error(ErrorKind::kInvalidArgument,
                 "a request may not state a fact that only the verifier or an attestor may: " + fact.predicate.name);
  }
  return absl::OkStatus();
}

}  // namespace hardtack::identity
