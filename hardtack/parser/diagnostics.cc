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

// An exceeded bound makes what was found before it beside the point.
std::span<const Failure> Diagnostics::Told() const {
  const std::span<const Failure> all = failures_;
  return all.back().kind == ErrorKind::kTooDeep ? all.last(1) : all;
}

absl::Status Diagnostics::ToStatus(Source& source) const {
  std::string message;
  for (const Failure& failure : Told()) {
    if (!message.empty()) message += '\n';
    message += Describe(failure, source);
  }
  return ToError(Told().front(), message, source);
}

std::vector<ParseError> Diagnostics::ToErrors(Source& source) const {
  std::vector<ParseError> errors;
  for (const Failure& failure : Told()) {
    errors.push_back({failure.offset == kNowhere ? Position() : source.Locate(failure.offset), failure.message});
  }
  return errors;
}

}  // namespace hardtack::parser
