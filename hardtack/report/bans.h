// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bans for people (escaped, as text.h) and as whole JSON documents (as documents.h).

#ifndef HARDTACK_REPORT_BANS_H_
#define HARDTACK_REPORT_BANS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "hardtack/identity/ban.h"
#include "hardtack/identity/ban_feed.h"
#include "hardtack/identity/ban_list.h"

namespace hardtack::report {

// "alice:agent", or "block 3cb275fd133b27b5..".
std::string BanTargetText(const identity::BanTarget& target);

// "1 ban", "2 bans".
std::string BanCountText(uint64_t bans);

// A table with one line per entry.
std::string BanTableText(std::span<const identity::BanEntry> entries);

// The banned names as a tree, with when and why, and how many blocks are banned beside them.
std::string BanTreeText(std::span<const identity::BanEntry> entries);

// `success`, `replaced` (whether a ban of the same target stood), `banned_above` (a name above that is banned, null if
// `above` is empty), and the entry's members as below.
std::string BanWrittenDocument(const identity::BanEntry& entry, bool replaced, std::string_view above);

// `success`, `bans`: one object per entry with `number`, `action` ("ban" or "unban"), `kind` ("identity" or
// "revocation-id"), `target` (a name, or hex), `since`, `until`, `author`, `reason`.
std::string BansDocument(std::span<const identity::BanEntry> entries);

// `success`, `feed` ("snapshot" or "delta"), `after` (null for a snapshot), `number`, `hash`, `as_of`, `entries`,
// `out`; or, if `text` is not empty, `text` instead of that: the feed itself, which went to no file.
std::string BanFeedDocument(const identity::BanFeedHeader& header, std::string_view out, std::string_view text = {});

// `success`, `valid`, `number`, `hash`, `as_of`, `age` (seconds), `bans` (how many).
std::string BanListDocument(const identity::BanList& list, int64_t now);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_BANS_H_
