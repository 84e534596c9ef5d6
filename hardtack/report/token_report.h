// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A token of any kind, as it is shown.

#ifndef HARDTACK_REPORT_TOKEN_REPORT_H_
#define HARDTACK_REPORT_TOKEN_REPORT_H_

#include <cstdint>

#include "hardtack/token/biscuit.h"

namespace hardtack::report {

struct TokenReport {
  const token::UnverifiedBiscuit& token;
  wire::DecodedBlocks blocks;
  bool verified = false;  // the signatures were checked and hold
  int64_t now = 0;        // UTC seconds
};

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_TOKEN_REPORT_H_
