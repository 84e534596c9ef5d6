// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/client/ban_follower.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/client/moment_text.h"
#include "tests/client/scripted_authority.h"
#include "tests/identity/bans.h"
#include "tests/identity/tokens.h"

namespace hardtack::client {
namespace {

using identity::BanLog;
using identity::BanOfName;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

// Publishes a log as an authority does: snapshots, and deltas for which it makes the asker wait.
class Publisher {
 public:
  ServedReply Answer(const ServedRequest& request) {
    if (const auto reply = TakePlanned()) return *reply;
    if (request.path == "/v1/bans/snapshot") return Text(identity::Snapshot(log_copy(), UtcNow()));
    const uint64_t after = std::stoull(request.path.substr(request.path.find("after=") + 6));
    const bool waits = request.path.find("wait=0") == std::string::npos;
    const auto begin = steady_clock::now();
    while (waits && number() == after && steady_clock::now() - begin < hold_.load()) {
      std::this_thread::sleep_for(milliseconds(2));
    }
    const BanLog log = log_copy();
    if (log.state().number < after) return Json("{}", 404);
    return Text(identity::Delta(log, after, UtcNow()));
  }
  HttpsServer::Handler handler() {
    return [this](const ServedRequest& request) { return Answer(request); };
  }

  void Ban(const std::string& name) {
    const std::lock_guard lock(mutex_);
    REQUIRE(log_.Add(BanOfName(name)).ok());
  }
  void Replace(BanLog log) {
    const std::lock_guard lock(mutex_);
    log_ = std::move(log);
  }
  // Comes before what would be the answer.
  void Plan(ServedReply reply) {
    const std::lock_guard lock(mutex_);
    planned_.push_back(std::move(reply));
  }
  void Hold(milliseconds time) { hold_ = time; }

  static ServedReply Text(std::string text) { return {200, std::move(text), {{"Content-Type", "text/plain"}}}; }

 private:
  std::optional<ServedReply> TakePlanned() {
    const std::lock_guard lock(mutex_);
    if (planned_.empty()) return std::nullopt;
    ServedReply reply = std::move(planned_.front());
    planned_.pop_front();
    return reply;
  }
  uint64_t number() {
    const std::lock_guard lock(mutex_);
    return log_.state().number;
  }
  BanLog log_copy() {
    const std::lock_guard lock(mutex_);
    return identity::BanLog::Read(log_.text()).value();
  }

  std::mutex mutex_;
  BanLog log_;
  std::deque<ServedReply> planned_;
  std::atomic<milliseconds> hold_ = milliseconds(300);
};

BanFollowerOptions Quick() {
  BanFollowerOptions options;
  options.wait = seconds(1);
  options.pause = milliseconds(5);
  options.first_delay = milliseconds(5);
  options.longest_delay = milliseconds(20);
  return options;
}

bool Within(const std::function<bool()>& condition) {
  for (int i = 0; i < 5000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(milliseconds(2));
  }
  return false;
}

bool IsBanned(const BanFollower& follower, std::string_view name) {
  return follower.list()->FindIdentity(name, UtcNow()).has_value();
}

TEST_CASE("bans come by a snapshot first, and then by deltas as soon as there are any") {
  Publisher publisher;
  publisher.Ban("alice");
  publisher.Hold(milliseconds(60'000));
  const ScriptedAuthority authority(publisher.handler());
  std::atomic<int> updates = 0;
  BanFollowerOptions options = Quick();
  options.on_update = [&](const BanFollower::List&) { ++updates; };
  const BanFollower follower(authority.client(), identity::Authority().public_key(), options);
  REQUIRE(follower.WaitForList(milliseconds(10'000)));
  CHECK(IsBanned(follower, "alice:agent"));
  CHECK_FALSE(IsBanned(follower, "bob"));
  const auto begin = steady_clock::now();
  publisher.Ban("bob");
  CHECK(Within([&] { return IsBanned(follower, "bob"); }));
  CHECK(steady_clock::now() - begin < seconds(5));
  CHECK(IsBanned(follower, "alice"));
  CHECK(updates >= 2);
  CHECK(follower.status().ok());
  const auto requests = authority.server().requests();
  CHECK(requests.at(0).path == "/v1/bans/snapshot");
  CHECK(requests.at(1).path == "/v1/bans/delta?after=1&wait=1");
  publisher.Hold(milliseconds(0));
}

TEST_CASE("before the first list nobody is banned, and no bound of freshness is met") {
  Publisher publisher;
  for (int i = 0; i < 1000; ++i) publisher.Plan(Json("{}", 404));
  const ScriptedAuthority authority(publisher.handler());
  const BanFollower follower(authority.client(), identity::Authority().public_key(), Quick());
  CHECK_FALSE(follower.WaitForList(milliseconds(50)));
  REQUIRE(follower.list() != nullptr);
  CHECK_FALSE(IsBanned(follower, "alice"));
  CHECK(KindOf(follower.list()->CheckFreshness(UtcNow(), 3600)) == ErrorKind::kBanListStale);
  CHECK(Within([&] { return KindOf(follower.status()) == ErrorKind::kNetwork; }));
}

TEST_CASE("a list is asked for anew when it has grown old, even if nothing changed") {
  Publisher publisher;
  publisher.Ban("alice");
  publisher.Hold(milliseconds(1));
  const ScriptedAuthority authority(publisher.handler());
  BanFollowerOptions options = Quick();
  options.renew_after = seconds(1);
  const BanFollower follower(authority.client(), identity::Authority().public_key(), options);
  REQUIRE(follower.WaitForList(milliseconds(10'000)));
  const int64_t first = follower.list()->as_of();
  for (int i = 0; i < 3000; ++i) publisher.Plan({304, ""});
  CHECK(Within([&] {
    const auto requests = authority.server().requests();
    return std::ranges::any_of(requests, [](const auto& r) { return r.path == "/v1/bans/delta?after=1&wait=0"; });
  }));
  CHECK(first > 0);
}

TEST_CASE("an answer of nothing new costs no list, and its tag is sent with the next request") {
  Publisher publisher;
  publisher.Ban("alice");
  const ScriptedAuthority authority(publisher.handler());
  publisher.Plan(Publisher::Text(identity::Snapshot(identity::LogOf({BanOfName("alice")}), UtcNow())));
  ServedReply same = {304, "", {}};
  ServedReply empty = Publisher::Text(identity::Delta(identity::LogOf({BanOfName("alice")}), 1, UtcNow()));
  empty.fields.push_back({"ETag", "\"1\""});
  publisher.Plan(empty);
  publisher.Plan(same);
  publisher.Plan(same);
  const BanFollower follower(authority.client(), identity::Authority().public_key(), Quick());
  CHECK(Within([&] { return authority.server().requests().size() >= 4; }));
  CHECK(follower.status().ok());
  const auto requests = authority.server().requests();
  CHECK(requests.at(1).Field("if-none-match").empty());
  CHECK(requests.at(2).Field("if-none-match") == "\"1\"");
  CHECK(requests.at(3).Field("if-none-match") == "\"1\"");
  CHECK(IsBanned(follower, "alice"));
}

TEST_CASE("when a delta does not continue the list, or there is none, a snapshot is fetched") {
  Publisher publisher;
  publisher.Ban("alice");
  const ScriptedAuthority authority(publisher.handler());
  const BanFollower follower(authority.client(), identity::Authority().public_key(), Quick());
  REQUIRE(follower.WaitForList(milliseconds(10'000)));
  publisher.Plan(Json(R"({"title":"gone"})", 410));
  publisher.Ban("bob");
  CHECK(Within([&] { return IsBanned(follower, "bob"); }));
  const auto snapshots = [&] {
    const auto requests = authority.server().requests();
    return std::ranges::count_if(requests, [](const auto& r) { return r.path == "/v1/bans/snapshot"; });
  };
  CHECK(snapshots() == 2);
}

TEST_CASE("what the authority did not sign changes nothing") {
  Publisher publisher;
  publisher.Ban("alice");
  const ScriptedAuthority authority(publisher.handler());
  const BanFollower follower(authority.client(), identity::RootKey().public_key(), Quick());
  CHECK(Within([&] { return KindOf(follower.status()) == ErrorKind::kInvalidSignature; }));
  CHECK(follower.list()->as_of() == 0);
}

TEST_CASE("an older list is refused, and the newer one stays") {
  Publisher publisher;
  publisher.Ban("alice");
  publisher.Ban("bob");
  const ScriptedAuthority authority(publisher.handler());
  const BanFollower follower(authority.client(), identity::Authority().public_key(), Quick());
  REQUIRE(follower.WaitForList(milliseconds(10'000)));
  publisher.Replace(identity::LogOf({BanOfName("alice")}));
  CHECK(Within([&] { return KindOf(follower.status()) == ErrorKind::kBanListRollback; }));
  CHECK(IsBanned(follower, "bob"));
}

TEST_CASE("an authority that is away is asked again, and the list stays meanwhile") {
  Publisher publisher;
  publisher.Ban("alice");
  ServedReply nothing;
  nothing.hang_up = true;
  const ScriptedAuthority authority(publisher.handler());
  const BanFollower follower(authority.client(), identity::Authority().public_key(), Quick());
  REQUIRE(follower.WaitForList(milliseconds(10'000)));
  for (int i = 0; i < 8; ++i) publisher.Plan(nothing);
  CHECK(Within([&] { return KindOf(follower.status()) == ErrorKind::kNetwork; }));
  CHECK(IsBanned(follower, "alice"));
  publisher.Ban("bob");
  CHECK(Within([&] { return IsBanned(follower, "bob"); }));
}

TEST_CASE("a follower ends at once, whatever it waits for") {
  Publisher publisher;
  publisher.Ban("alice");
  const ScriptedAuthority authority([&](const ServedRequest& request) {
    ServedReply reply = publisher.Answer(request);
    if (request.path != "/v1/bans/snapshot") reply.delay = milliseconds(60'000);
    return reply;
  });
  auto follower = std::make_unique<BanFollower>(authority.client(), identity::Authority().public_key(), Quick());
  REQUIRE(follower->WaitForList(milliseconds(10'000)));
  CHECK(Within([&] { return authority.server().requests().size() == 2; }));
  const auto begin = steady_clock::now();
  follower.reset();
  CHECK(steady_clock::now() - begin < seconds(5));
}

TEST_CASE("lists that are larger than allowed are not read to their end") {
  Publisher publisher;
  publisher.Ban("alice");
  const ScriptedAuthority authority(publisher.handler());
  BanFollowerOptions options = Quick();
  options.max_bytes = 50;
  const BanFollower follower(authority.client(), identity::Authority().public_key(), options);
  CHECK(Within([&] { return KindOf(follower.status()) == ErrorKind::kNetwork; }));
}

}  // namespace
}  // namespace hardtack::client
