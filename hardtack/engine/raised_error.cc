// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Messages of expression errors. Tested by tests/engine/expression_test.cc.

#include "hardtack/engine/raised_error.h"

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::engine {
namespace {

std::string MessageOf(const ExpressionError& error) {
  switch (error.kind) {
    case ErrorKind::kInvalidType:
      return "an operator does not take values of these types";
    case ErrorKind::kOverflow:
      return "an integer overflows";
    case ErrorKind::kDivideByZero:
      return "division by zero";
    case ErrorKind::kInvalidStack:
      return "the operations do not leave one value";
    case ErrorKind::kShadowedVariable:
      return "a closure's parameter has the name of a variable in scope";
    case ErrorKind::kUnknownVariable:
      return "a variable is not bound by the body";
    case ErrorKind::kUndefinedExtern:
      return absl::StrCat("no such host function: ", error.function);
    default:
      return absl::StrCat("host function ", error.function, " failed: ", error.message);
  }
}

}  // namespace

void RaisedError::Keep(std::optional<RaisedError>& least, uint32_t expression, const ExpressionError& error) {
  RaisedError raised{expression, error};
  if (!least.has_value() || raised < *least) least = std::move(raised);
}

absl::Status RaisedError::ToStatus(std::string_view where) const {
  return Error(error.kind, absl::StrCat(ToAbsl(where), ": expression ", expression, ": ", MessageOf(error)),
               error.function);
}

std::string BlockName(BlockId block) {
  return block == kAuthorizerBlock ? std::string("authorizer") : absl::StrCat("block ", block);
}

}  // namespace hardtack::engine
