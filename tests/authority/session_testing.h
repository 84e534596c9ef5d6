// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A host for sessions without a socket: it keeps what they ask for, and the clock is the test's.

#ifndef HARDTACK_TESTS_AUTHORITY_SESSION_TESTING_H_
#define HARDTACK_TESTS_AUTHORITY_SESSION_TESTING_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hardtack/authority/http/session.h"

namespace hardtack::authority {

class FakeHost final : public SessionHost {
 public:
  struct Asked {
    uint64_t id;
    HttpRequest request;
    HeldBytes held;
  };

  bool OnRequest(uint64_t id, HttpRequest request, HeldBytes held) override {
    if (!takes) return false;
    asked.push_back({id, std::move(request), std::move(held)});
    return true;
  }
  void OnEvent(std::string_view what, std::string detail) override {
    events.push_back(std::string(what) + ": " + detail);
  }

  bool takes = true;
  std::vector<Asked> asked;
  std::vector<std::string> events;
};

// A session, its host, and the time, which stands still unless it is moved.
struct SessionTest {
  using Make = std::unique_ptr<HttpSession> (*)(const SessionOptions&, SessionHost&, HttpSession::Time);

  explicit SessionTest(Make make, const HttpLimits& limits = {})
      : budget(limits.buffered_bytes), session(make({limits, &budget}, host, now)) {}

  // All that it has to say now.
  std::string Said() const {
    std::string said;
    for (std::string_view next = session->Output(); !next.empty(); next = session->Output()) {
      said += next;
      session->Written(next.size(), now);
    }
    return said;
  }
  // What it says to `bytes`.
  std::string Say(std::string_view bytes) const {
    session->Receive(bytes, now);
    return Said();
  }
  void Answer(size_t asked, std::string body) const {
    HttpResponse response;
    response.body = std::move(body);
    session->Answer(host.asked.at(asked).id, std::move(response), now);
  }
  // Moves the time to the session's deadline.
  std::string SaidAtDeadline() {
    now = session->Deadline();
    session->OnDeadline(now);
    return Said();
  }
  std::chrono::milliseconds Left() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(session->Deadline() - now);
  }

  HttpSession::Time now = HttpSession::Time() + std::chrono::hours(1);
  ByteBudget budget;
  FakeHost host;
  std::unique_ptr<HttpSession> session;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_SESSION_TESTING_H_
