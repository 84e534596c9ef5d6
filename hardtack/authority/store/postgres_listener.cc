// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Waking on changes. Notifications hurry what polling would find as well, so that one which is lost costs time and
// nothing else. Tested by tests/authority/postgres_listener_test.cc and tests/authority/three_nodes_test.cc.

#include "hardtack/authority/store/postgres_listener.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <utility>

#include "hardtack/authority/store/store.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;

absl::Status Listen(PostgresConnection& connection) {
  return connection.Run(PostgresCommand{std::string("LISTEN ") + kPostgresChannel, {}}).status();
}

}  // namespace

PostgresListener::PostgresListener(PostgresPlace place, const PostgresOptions& options, std::function<void()> wake)
    : session_(std::move(place), options, &Listen),
      wake_(std::move(wake)),
      stop_(eventfd(0, EFD_CLOEXEC)),
      thread_([this] { Run(); }) {}

PostgresListener::~PostgresListener() {
  eventfd_write(stop_, 1);
  thread_.join();
  close(stop_);
}

void PostgresListener::Run() {
  while (!WaitUntil(Clock::now() + kLongestUnaware)) wake_();
}

bool PostgresListener::WaitUntil(Clock::time_point end) {
  while (true) {
    const bool was_lost = session_.IsLost();
    const absl::StatusOr<PostgresConnection*> connection = session_.Get();
    // What was notified in the meantime is not known.
    if (was_lost && connection.ok()) return PollUntil(Clock::now(), -1);
    if (connection.ok() && (*connection)->TakeNotifications()) return PollUntil(Clock::now(), -1);
    if (connection.ok() && session_.IsLost()) continue;
    const Clock::time_point soon = Clock::now() + milliseconds(100);
    const bool stops = connection.ok() ? PollUntil(end, (*connection)->socket()) : PollUntil(std::min(soon, end), -1);
    if (stops || Clock::now() >= end) return stops;
  }
}

// Until the socket, unless it is -1, is readable. Whether it has to stop.
bool PostgresListener::PollUntil(Clock::time_point end, int socket) const {
  const auto left = std::chrono::ceil<milliseconds>(std::max(end - Clock::now(), Clock::duration::zero()));
  pollfd files[] = {{stop_, POLLIN, 0}, {socket, POLLIN, 0}};
  poll(files, 2, static_cast<int>(left.count()));
  return files[0].revents != 0;
}

}  // namespace hardtack::authority
