// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Diagnostics collects the failures of one source and makes one Status of them.

#ifndef HARDTACK_PARSER_DIAGNOSTICS_H_
#define HARDTACK_PARSER_DIAGNOSTICS_H_

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "hardtack/parser/failure.h"
#include "hardtack/parser/source.h"

namespace hardtack::parser {

class Diagnostics {
 public:
  void Add(Failure failure) { failures_.push_back(std::move(failure)); }
  bool empty() const { return failures_.empty(); }
  size_t size() const { return failures_.size(); }

  // Whether reading on makes no sense: enough is reported, or a bound is exceeded.
  bool Stop() const;

  // One paragraph per failure, "line L, column C: MESSAGE" and the excerpt, in the order in which they were added; the
  // kind and subject are the first one's. An exceeded bound is reported alone. REQUIRES: !empty()
  absl::Status ToStatus(Source& source) const;
  // The same, one by one. REQUIRES: !empty()
  std::vector<ParseError> ToErrors(Source& source) const;

 private:
  std::span<const Failure> Told() const;
  std::vector<Failure> failures_;
};

}  // namespace hardtack::parser

#endif  // HARDTACK_PARSER_DIAGNOSTICS_H_
