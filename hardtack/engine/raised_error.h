// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// RaisedError is the error that an evaluation reports of the many that bindings may raise: the least by expression,
// then by kind, so that the report does not depend on the order of facts.

#ifndef HARDTACK_ENGINE_RAISED_ERROR_H_
#define HARDTACK_ENGINE_RAISED_ERROR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "hardtack/engine/operators.h"
#include "hardtack/engine/origin.h"

namespace hardtack::engine {

struct RaisedError {
  uint32_t expression = 0;  // by position in the body
  ExpressionError error;
  auto operator<=>(const RaisedError&) const = default;

  // Makes `least` the lesser of itself and this error.
  static void Keep(std::optional<RaisedError>& least, uint32_t expression, const ExpressionError& error);

  // The error with its position; `where` names the rule, check or policy.
  absl::Status ToStatus(std::string_view where) const;
};

// "authorizer", or "block 2".
std::string BlockName(BlockId block);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_RAISED_ERROR_H_
