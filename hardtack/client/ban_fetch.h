// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Fetching what an authority publishes about bans (identity/ban_feed.h), as text that is not verified yet. docs/bans.md
// has the format. Thread-safe.

#ifndef HARDTACK_CLIENT_BAN_FETCH_H_
#define HARDTACK_CLIENT_BAN_FETCH_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "hardtack/client/client.h"

namespace hardtack::client {

inline constexpr size_t kMaxFetchedBanBytes = size_t{256} << 20;

struct FetchedBans {
  std::string text;
  std::string etag;        // of the text, for the next fetch; empty: the server gives none
  bool unchanged = false;  // there is nothing newer than what the caller has, and no text
};

// What came of a fetch.
struct BanFetchResult {
  // Network; or BanListGap: the authority has no delta that continues there, fetch a snapshot.
  absl::Status status;
  FetchedBans bans{};
  std::chrono::seconds not_before{0};  // when the server asks not to be asked again so soon
};

// The snapshot. `etag` is that of the one at hand; empty: fetch it whatever it is.
BanFetchResult FetchBanSnapshot(const Client& client, const std::string& etag, size_t max_bytes = kMaxFetchedBanBytes,
                                const std::stop_token& stop = {});

// The entries after number `after`. An authority that has none waits for up to `wait` until there is one.
BanFetchResult FetchBanDelta(const Client& client, uint64_t after, std::chrono::seconds wait, const std::string& etag,
                             size_t max_bytes = kMaxFetchedBanBytes, const std::stop_token& stop = {});

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_BAN_FETCH_H_
