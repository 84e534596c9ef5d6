// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Exit codes of errors. Tested by tests/cli/errors.txt.

#include "hardtack/cli/exit_code.h"

#include <variant>

#include "hardtack/base/error.h"

namespace hardtack::cli {

ExitCode ExitCodeOf(const absl::Status& error) {
  const ErrorKind kind = KindOf(error).value_or(ErrorKind::kInternal);
  if (kind == ErrorKind::kNetwork) return ExitCode::kNetwork;
  if (kind == ErrorKind::kIo || kind == ErrorKind::kInvalidArgument) return ExitCode::kUsage;
  // From the first kind to kParameter, all are about bytes and text (base/error.h).
  if (kind <= ErrorKind::kParameter) return ExitCode::kMalformed;
  if (kind == ErrorKind::kUnsupportedVersion || kind == ErrorKind::kUnsupportedAlgorithm) return ExitCode::kMalformed;
  if (kind >= ErrorKind::kTokenTooLarge && kind <= ErrorKind::kTextTooLarge) return ExitCode::kMalformed;
  return ExitCode::kNo;
}

ExitCode ExitCodeOf(const identity::Refusal& refusal) {
  return std::holds_alternative<identity::Banned>(refusal) ? ExitCode::kBanned : ExitCode::kNo;
}

}  // namespace hardtack::cli
