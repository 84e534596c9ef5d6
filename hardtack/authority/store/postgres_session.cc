// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Connecting again. Tested by tests/authority/postgres_loss_test.cc.

#include "hardtack/authority/store/postgres_session.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "hardtack/base/abseil.h"

namespace hardtack::authority {

PostgresSession::PostgresSession(PostgresPlace place, const PostgresOptions& options,
                                 std::function<absl::Status(PostgresConnection&)> begin)
    : place_(std::move(place)), options_(options), begin_(std::move(begin)), pause_(options.first_pause) {}

absl::StatusOr<PostgresConnection*> PostgresSession::Get() {
  if (!IsLost()) return connection_.get();
  connection_.reset();
  if (Clock::now() < next_attempt_) return last_failure_;
  last_failure_ = Connect();
  if (!last_failure_.ok()) {
    PauseLonger();
    return last_failure_;
  }
  pause_ = options_.first_pause;
  return connection_.get();
}

absl::StatusOr<PostgresConnection*> PostgresSession::GetBefore(Clock::time_point end) {
  while (true) {
    absl::StatusOr<PostgresConnection*> connection = Get();
    if (connection.ok() || next_attempt_ >= end) return connection;
    std::this_thread::sleep_until(next_attempt_);
  }
}

absl::Status PostgresSession::Connect() {
  ASSIGN_OR_RETURN(std::unique_ptr<PostgresConnection> connection, PostgresConnection::Open(place_, options_));
  if (begin_ != nullptr) RETURN_IF_ERROR(begin_(*connection));
  connection_ = std::move(connection);
  return absl::OkStatus();
}

void PostgresSession::PauseLonger() {
  next_attempt_ = Clock::now() + pause_;
  pause_ = std::min(2 * pause_, options_.longest_pause);
}

}  // namespace hardtack::authority
