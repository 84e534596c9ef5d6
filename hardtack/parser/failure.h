// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Failure is what stops the reading of one statement. It is thrown by actions and by must<> rules, and caught in
// parser.cc, which goes on with the next statement: exceptions do not leave this folder.

#ifndef HARDTACK_PARSER_FAILURE_H_
#define HARDTACK_PARSER_FAILURE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "hardtack/base/error.h"

namespace hardtack::parser {

inline constexpr size_t kNowhere = SIZE_MAX;

struct Failure {
  ErrorKind kind = ErrorKind::kSyntax;
  size_t offset = 0;  // in the source; kNowhere when no place in it is to blame
  std::string message;
  std::string subject = {};  // empty: the word at `offset`
};

inline Failure SyntaxFailure(size_t offset, std::string message) {
  return Failure{ErrorKind::kSyntax, offset, std::move(message)};
}

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_FAILURE_H_
