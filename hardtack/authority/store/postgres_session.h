// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PostgresSession is a connection that is made when it is needed, and again after it was lost, with growing pauses
// between attempts. Internal to the PostgreSQL store.

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_SESSION_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_SESSION_H_

#include <chrono>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/store/postgres_connection.h"
#include "hardtack/authority/store/postgres_options.h"
#include "hardtack/authority/store/postgres_place.h"

namespace hardtack::authority {

// One thread at a time.
class PostgresSession {
 public:
  using Clock = std::chrono::steady_clock;

  // `begin` is done on each new connection before it is used; may be empty.
  PostgresSession(PostgresPlace place, const PostgresOptions& options,
                  std::function<absl::Status(PostgresConnection&)> begin);

  // The connection, which lives until the next call.
  //   Io   there is none and it is not yet time for another attempt, or that has failed
  //   whatever `begin` returns
  absl::StatusOr<PostgresConnection*> Get();
  // The same, with attempts until `end`.
  absl::StatusOr<PostgresConnection*> GetBefore(Clock::time_point end);

  // Whether Get would have to make one.
  bool IsLost() const { return connection_ == nullptr || connection_->lost(); }

  const PostgresPlace& place() const { return place_; }

 private:
  absl::Status Connect();
  void PauseLonger();

  PostgresPlace place_;
  PostgresOptions options_;
  std::function<absl::Status(PostgresConnection&)> begin_;
  std::unique_ptr<PostgresConnection> connection_;
  std::chrono::milliseconds pause_{0};  // after the next failure
  Clock::time_point next_attempt_;
  absl::Status last_failure_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_SESSION_H_
