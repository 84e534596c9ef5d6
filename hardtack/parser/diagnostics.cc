// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The wording of reports. Tested by tests/parser/errors_test.cc.

#include "hardtack/parser/diagnostics.h"

#include <string>

namespace hardtack::parser {
namespace {

std::string Describe(const Failure& failure, Source& source) {
  if (failure.offset == kNowhere) return failure.message;
  return source.Describe(failure.offset) + ": " + failure.message + "\n" + source.Excerpt(failure.offset);
}

absl::Status ToError(const Failure& failure, std::string_view message, Source& source) {
  std::string_view subject = failure.subject.empty() ? source.WordAt(failure.offset) : failure.subject;
  return Error(failure.kind, message, subject);
}

}  // namespace

bool Diagnostics::Stop() const {
  return !empty() && (failures_.size() >= kMaxErrors || failures_.back().kind == ErrorKind::kTooDeep);
}

absl::Status Diagnostics::ToStatus(Source& source) const {
  const Failure& last = failures_.back();
  if (last.kind == ErrorKind::kTooDeep) return ToError(last, Describe(last, source), source);
  std::string message;
  for (const Failure& failure : failures_) {
    if (!message.empty()) message += '\n';
    message += Describe(failure, source);
  }
  return ToError(failures_.front(), message, source);
}

}  // namespace hardtack::parser
