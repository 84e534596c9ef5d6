// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How long a PostgreSQL store waits. Internal to the PostgreSQL store.

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_OPTIONS_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_OPTIONS_H_

#include <chrono>

namespace hardtack::authority {

struct PostgresOptions {
  // For a host to answer; connect_timeout in the place comes first. libpq counts in seconds, at least 2.
  std::chrono::seconds connect{5};
  // For a statement, in which it may wait for other authorities' changes.
  std::chrono::milliseconds statement{10'000};
  // For its answer, beyond that.
  std::chrono::milliseconds answer{5000};
  // Between two attempts to connect: the first pause, which doubles up to the longest.
  std::chrono::milliseconds first_pause{100};
  std::chrono::milliseconds longest_pause{2000};
  // For a connection by which to find out what has become of a change whose connection was lost.
  std::chrono::milliseconds doubt{5000};
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_OPTIONS_H_
