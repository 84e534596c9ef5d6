// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PostgresListener wakes somebody when a shared store has changed. Internal to the PostgreSQL store.

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_LISTENER_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_LISTENER_H_

#include <functional>
#include <thread>

#include "hardtack/authority/store/postgres_options.h"
#include "hardtack/authority/store/postgres_place.h"
#include "hardtack/authority/store/postgres_session.h"

namespace hardtack::authority {

// The channel on which changes are notified.
inline constexpr char kPostgresChannel[] = "hardtack_change";

class PostgresListener {
 public:
  // Calls `wake` from a thread of its own: after a notification, after it has connected, and every kLongestUnaware,
  // connected or not.
  PostgresListener(PostgresPlace place, const PostgresOptions& options, std::function<void()> wake);
  // Waits for a call that goes on, and for an attempt to connect.
  ~PostgresListener();
  PostgresListener(const PostgresListener&) = delete;
  PostgresListener& operator=(const PostgresListener&) = delete;

 private:
  using Clock = PostgresSession::Clock;

  void Run();
  // Until there is a notification or it is `end`. Whether it has to stop.
  bool WaitUntil(Clock::time_point end);
  bool PollUntil(Clock::time_point end, int socket) const;

  PostgresSession session_;
  std::function<void()> wake_;
  int stop_;  // an eventfd; readable: stop
  std::thread thread_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_LISTENER_H_
