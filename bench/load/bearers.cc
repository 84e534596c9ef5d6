// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens to show.

#include "bench/load/bearers.h"

#include <utility>
#include <variant>

#include "bench/tokens.h"
#include "hardtack/identity/delegate.h"
#include "hardtack/identity/restrict.h"

namespace hardtack::bench {
namespace {

constexpr int64_t kHour = 3600;

template <typename T>
T Granted(absl::StatusOr<identity::Verdict<T>> verdict) {
  identity::Verdict<T> granted = Must(std::move(verdict));
  if (const auto* refusal = std::get_if<identity::Refusal>(&granted))
    Check(absl::InternalError(identity::Describe(*refusal)));
  return std::get<T>(std::move(granted));
}

}  // namespace

token::UnverifiedBiscuit AgentOf(const std::string& alice, int64_t now) {
  identity::DelegateRequest request;
  request.identity = kAgent;
  request.now = now;
  request.ttl = kHour;
  return Granted(identity::Delegate(Must(token::UnverifiedBiscuit::FromText(alice)), request)).token;
}

std::vector<std::string> NarrowedCopies(const token::UnverifiedBiscuit& identity, size_t count, int64_t now) {
  identity::RestrictRequest request;
  request.now = now;
  request.ttl = kHour;
  request.third_party = true;
  std::vector<std::string> copies;
  copies.reserve(count);
  for (size_t i = 0; i < count; ++i) copies.push_back(Granted(identity::Restrict(identity, request)).ToText());
  return copies;
}

}  // namespace hardtack::bench
