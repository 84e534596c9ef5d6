// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Feeds in words. Tested by tests/cli/ban.txt.

#include "hardtack/cli/ban_report.h"

#include "hardtack/report/bans.h"
#include "hardtack/report/time_text.h"

namespace hardtack::cli {

std::string FeedText(const identity::BanFeedHeader& header) {
  const std::string numbers = " up to entry " + std::to_string(header.state.number);
  const std::string what = header.kind == identity::BanFeedHeader::Kind::kDelta
                               ? "delta after entry " + std::to_string(header.after.number) + numbers
                               : "snapshot of " + report::BanCountText(header.count) + numbers;
  return what + ", as of " + report::TimeText(header.as_of);
}

}  // namespace hardtack::cli
