// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Where the statements of an authorizer stand in the text that it was parsed from.

#ifndef HARDTACK_REPORT_AUTHORIZER_SOURCE_H_
#define HARDTACK_REPORT_AUTHORIZER_SOURCE_H_

#include <string>

#include "hardtack/parser/parser.h"

namespace hardtack::report {

struct AuthorizerSource {
  std::string name;  // of the file, or of the option that had the text
  parser::SourceMap positions;
};

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_AUTHORIZER_SOURCE_H_
