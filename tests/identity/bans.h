// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ban lists for the tests, under one authority's key. Every function fails the test that calls it rather than return an
// error.

#ifndef HARDTACK_TESTS_IDENTITY_BANS_H_
#define HARDTACK_TESTS_IDENTITY_BANS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key.h"
#include "hardtack/identity/ban.h"
#include "hardtack/identity/ban_feed.h"
#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/ban_log.h"

namespace hardtack::identity {

inline constexpr int64_t kBanNow = 1'700'000'000;

const crypto::PrivateKey& Authority();

// A ban of the name, or of the id, from the beginning of time.
Ban BanOfName(std::string_view name);
Ban BanOfId(std::string_view id);

// An id with the form of an Ed25519 signature.
std::string IdOf(uint64_t number);

BanLog LogOf(std::initializer_list<Ban> bans);

std::string Snapshot(const BanLog& log, int64_t as_of = kBanNow);
std::string Delta(const BanLog& log, uint64_t after, int64_t as_of = kBanNow);

// What follows `list` by the text of a feed, which is verified.
absl::StatusOr<BanList> Update(const BanList& list, std::string_view feed);
BanList Updated(const BanList& list, std::string_view feed);
BanList ListOf(const BanLog& log);

std::string KindName(const absl::Status& status);

}  // namespace hardtack::identity

#endif  // HARDTACK_TESTS_IDENTITY_BANS_H_
