// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the verbs for bans say of a feed.

#ifndef HARDTACK_CLI_BAN_REPORT_H_
#define HARDTACK_CLI_BAN_REPORT_H_

#include <string>

#include "hardtack/identity/ban_feed.h"

namespace hardtack::cli {

// "snapshot of 3 bans up to entry 3, as of 2023-11-14T22:43:20Z".
std::string FeedText(const identity::BanFeedHeader& header);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_BAN_REPORT_H_
