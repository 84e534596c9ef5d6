// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a list says is banned, how it follows its authority, and what it refuses to follow.
#include "hardtack/identity/ban_list.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/counting_allocator.h"
#include "tests/identity/bans.h"
#include "tests/sanitized.h"

namespace hardtack::identity {
namespace {

bool IsBanned(const BanList& list, std::string_view name, int64_t now = kBanNow) {
  return list.FindIdentity(name, now).has_value();
}

TEST_CASE("a banned name bans what is below it, and nobody beside or above it") {
  const BanList list = ListOf(LogOf({BanOfName("alice"), BanOfName("bob:agent")}));
  struct Row {
    std::string name;
    bool banned;
  };
  const Row kRows[] = {
      {"alice", true},       {"alice:x", true},          {"alice:x:y", true}, {"alice2", false},    {"alic", false},
      {"Alice", false},      {"alice x", false},         {"x:alice", false},  {"bob", false},       {"bob:agent", true},
      {"bob:agent:1", true}, {"bob:agent2", false},      {"bob:agen", false}, {"bob:other", false}, {"bob:bob", false},
      {"carol", false},      {"bob:other:agent", false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    CHECK(IsBanned(list, row.name) == row.banned);
  }
}

TEST_CASE("the highest banned name is the one that is told") {
  const BanList list = ListOf(LogOf({BanOfName("a:b:c"), BanOfName("a:b"), BanOfName("a:b:c:d")}));
  CHECK(list.FindIdentity("a:b:c:d:e", kBanNow)->target.value == "a:b");
}

TEST_CASE("a name of as many segments as fit is looked up by its highest segment") {
  std::string name = "a";
  while (name.size() + 2 <= 1024) name += ":a";
  const BanList list = ListOf(LogOf({BanOfName("a:a"), BanOfName(name)}));
  CHECK(list.FindIdentity(name, kBanNow)->target.value == "a:a");
  CHECK(!IsBanned(list, "a"));
}

TEST_CASE("an id and a name never stand for each other") {
  const std::string text(crypto::kEd25519SignatureBytes, 'x');
  const BanList ids = ListOf(LogOf({BanOfId(text)}));
  CHECK(ids.FindRevocationId(text, kBanNow).has_value());
  CHECK(!ids.FindIdentity(text, kBanNow).has_value());
  const BanList names = ListOf(LogOf({BanOfName(text)}));
  CHECK(!names.FindRevocationId(text, kBanNow).has_value());
  CHECK(names.FindIdentity(text, kBanNow).has_value());
}

TEST_CASE("a ban tells what was written about it") {
  const Ban ban{{BanTarget::Kind::kIdentity, "alice"}, 5, 9, "ops", "laptop stolen"};
  CHECK(ListOf(LogOf({ban})).size() == 0);  // it had ended when the snapshot was made
  const BanList list = Updated(BanList(), Snapshot(LogOf({ban}), 8));
  CHECK(list.FindIdentity("alice:agent", 5) == ban);
  CHECK(list.Entries() == std::vector<BanEntry>{{1, BanEntry::Action::kBan, ban}});
}

TEST_CASE("a ban holds until just before its end, and for a clock that is behind its start too") {
  Ban ban = BanOfName("alice");
  ban.since = 100;
  ban.until = 200;
  const BanList list = Updated(BanList(), Snapshot(LogOf({ban}), 50));
  CHECK(IsBanned(list, "alice", 99));
  CHECK(IsBanned(list, "alice", 199));
  CHECK(!IsBanned(list, "alice", 200));
  CHECK(IsBanned(list, "alice", -1));
}

TEST_CASE("a ban that has ended hides none below it") {
  Ban ended = BanOfName("alice");
  ended.until = kBanNow;
  const BanList list = Updated(BanList(), Snapshot(LogOf({ended, BanOfName("alice:agent")}), kBanNow - 1));
  CHECK(!IsBanned(list, "alice"));
  CHECK(list.FindIdentity("alice:agent:x", kBanNow)->target.value == "alice:agent");
}

TEST_CASE("a later ban of the same target replaces the earlier one") {
  Ban ban = BanOfName("alice");
  BanLog log = LogOf({ban});
  ban.until = kBanNow + 10;
  ban.reason = "shorter";
  REQUIRE(log.Add(ban).ok());
  const BanList list = ListOf(log);
  CHECK(list.size() == 1);
  CHECK(list.FindIdentity("alice", kBanNow)->reason == "shorter");
  CHECK(!IsBanned(list, "alice", kBanNow + 10));
}

TEST_CASE("a lifted ban bans no more, and one below it still does") {
  BanLog log = LogOf({BanOfName("alice"), BanOfName("alice:agent"), BanOfId(IdOf(1))});
  REQUIRE(log.Lift(BanOfName("alice")).ok());
  REQUIRE(log.Lift(BanOfId(IdOf(1))).ok());
  for (const BanList& list : {ListOf(log), Updated(BanList(), Delta(log, 0))}) {
    CHECK(list.size() == 1);
    CHECK(!IsBanned(list, "alice"));
    CHECK(IsBanned(list, "alice:agent:x"));
    CHECK(!list.FindRevocationId(IdOf(1), kBanNow).has_value());
  }
}

TEST_CASE("what is not banned cannot be lifted") {
  BanLog log = LogOf({BanOfName("alice")});
  CHECK(KindName(log.Lift(BanOfName("alice:agent"))) == "InvalidArgument");
  CHECK(log.state().number == 1);
}

TEST_CASE("a snapshot and deltas, cut anywhere, lead to the same list") {
  BanLog log;
  std::vector<std::string> deltas;  // delta i has entry i + 1
  const auto add = [&](absl::Status status) {
    REQUIRE(status.ok());
    deltas.push_back(Delta(log, log.state().number - 1));
  };
  add(log.Add(BanOfName("alice")));
  const std::string first = Snapshot(log);
  add(log.Add(BanOfId(IdOf(7))));
  add(log.Lift(BanOfName("alice")));
  add(log.Add(BanOfName("bob")));
  add(log.Add(BanOfName("alice")));
  add(log.Lift(BanOfName("bob")));

  const BanList whole = ListOf(log);
  BanList one_by_one = Updated(BanList(), first);
  for (size_t i = 1; i < deltas.size(); ++i) one_by_one = Updated(one_by_one, deltas[i]);
  const BanList at_once = Updated(Updated(BanList(), first), Delta(log, 1));
  for (const BanList* list : {&std::as_const(one_by_one), &at_once}) {
    CHECK(list->state() == whole.state());
    CHECK(list->size() == 2);
    CHECK(list->Entries() == whole.Entries());
  }
}

TEST_CASE("a delta leaves the list that it continues as it was") {
  BanLog log = LogOf({BanOfName("alice")});
  const BanList before = ListOf(log);
  REQUIRE(log.Lift(BanOfName("alice")).ok());
  const BanList after = Updated(before, Delta(log, 1));
  CHECK(IsBanned(before, "alice"));
  CHECK(!IsBanned(after, "alice"));
}

TEST_CASE("a delta with entries missing before it is refused, and one that comes too late too") {
  BanLog log = LogOf({BanOfName("a")});
  const std::string snapshot = Snapshot(log);
  REQUIRE(log.Add(BanOfName("b")).ok());
  const std::string second = Delta(log, 1);
  REQUIRE(log.Add(BanOfName("c")).ok());
  const std::string third = Delta(log, 2);
  const BanList list = Updated(BanList(), snapshot);
  CHECK(KindName(Update(list, third).status()) == "BanListGap");
  CHECK(KindName(Update(BanList(), second).status()) == "BanListGap");
  const BanList newest = Updated(Updated(list, second), third);
  CHECK(KindName(Update(newest, second).status()) == "BanListRollback");
  CHECK(KindName(Update(newest, third).status()) == "BanListRollback");
  CHECK(KindName(Update(newest, Delta(log, 1)).status()) == "BanListRollback");
}

TEST_CASE("a delta of another log with the same numbers is refused") {
  BanLog other = LogOf({BanOfName("mallory")});
  REQUIRE(other.Add(BanOfName("b")).ok());
  const BanList list = ListOf(LogOf({BanOfName("a")}));
  CHECK(KindName(Update(list, Delta(other, 1)).status()) == "BanListGap");
}

TEST_CASE("a snapshot older than the list at hand is refused") {
  BanLog log = LogOf({BanOfName("a")});
  const std::string old = Snapshot(log, kBanNow);
  REQUIRE(log.Add(BanOfName("b")).ok());
  const BanList list = Updated(BanList(), Snapshot(log, kBanNow));
  CHECK(KindName(Update(list, old).status()) == "BanListRollback");
  // The same entries, published earlier: it would make the list look older than it is.
  CHECK(KindName(Update(list, Snapshot(log, kBanNow - 1)).status()) == "BanListRollback");
  // As many entries, and others.
  const BanLog other = LogOf({BanOfName("a"), BanOfName("c")});
  CHECK(KindName(Update(list, Snapshot(other)).status()) == "BanListRollback");
  // The same one again, and published again.
  CHECK(Updated(list, Snapshot(log)).state() == list.state());
  CHECK(Updated(list, Snapshot(log, kBanNow + 9)).as_of() == kBanNow + 9);
}

TEST_CASE("a delta without entries says that there was nothing new") {
  const BanLog log = LogOf({BanOfName("a")});
  const BanList list = Updated(ListOf(log), Delta(log, 1, kBanNow + 60));
  CHECK(list.as_of() == kBanNow + 60);
  CHECK(list.size() == 1);
  CHECK(KindName(Update(list, Delta(log, 1, kBanNow + 59)).status()) == "BanListRollback");
}

TEST_CASE("a list tells its age, and is stale beyond the bound") {
  const BanList list = ListOf(LogOf({}));
  CHECK(list.Age(kBanNow + 5) == 5);
  CHECK(list.Age(kBanNow - 5) == -5);
  CHECK(list.CheckFreshness(kBanNow + 60, 60).ok());
  CHECK(KindName(list.CheckFreshness(kBanNow + 61, 60)) == "BanListStale");
  CHECK(list.CheckFreshness(kBanNow - kMaxClockSkew, 60).ok());
  CHECK(KindName(list.CheckFreshness(kBanNow - kMaxClockSkew - 1, 60)) == "BanListStale");
  CHECK(KindName(list.CheckFreshness(INT64_MIN, 60)) == "BanListStale");
  CHECK(KindName(BanList().CheckFreshness(0, INT64_MAX)) == "BanListStale");
  CHECK(!IsBanned(BanList(), "alice"));
}

TEST_CASE("the two forms of a secp256r1 signature are one ban") {
  // r = 1 and s = n - 1, which is more than half of the group order n; the canonical form has s = 1.
  const std::string high =
      std::string("\x30\x26\x02\x01\x01\x02\x21\x00\xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff",
                  24) +
      "\xbc\xe6\xfa\xad\xa7\x17\x9e\x84\xf3\xb9\xca\xc2\xfc\x63\x25\x50";
  const std::string low("\x30\x06\x02\x01\x01\x02\x01\x01", 8);
  CHECK(CanonicalRevocationId(high) == low);
  CHECK(CanonicalRevocationId(low) == low);
  CHECK(CanonicalRevocationId(IdOf(1)) == IdOf(1));
  CHECK(!CanonicalRevocationId("").has_value());
  CHECK(!CanonicalRevocationId(IdOf(1).substr(1)).has_value());
  CHECK(ParseRevocationId("3006020101020101") == low);
  CHECK(ParseRevocationId(std::string(64, 'A') + std::string(64, 'a')) == std::string(64, '\xaa'));
  CHECK(!ParseRevocationId(std::string(127, 'a')).has_value());
  BanLog log;
  CHECK(KindName(log.Add(BanOfId(high))) == "InvalidArgument");
  CHECK(log.Add(BanOfId(low)).ok());
}

TEST_CASE("what a ban may not say") {
  const auto is_refused = [](const Ban& ban) { return KindName(BanLog().Add(ban)) == "InvalidArgument"; };
  for (const char* name : {"", "a::b", ":a", "a:", "a\nb", "\xff"}) CHECK(is_refused(BanOfName(name)));
  CHECK(is_refused(BanOfName(std::string(1025, 'a'))));
  CHECK(is_refused(BanOfId("short")));
  Ban ban = BanOfName("a");
  ban.since = -1;
  CHECK(is_refused(ban));
  ban = BanOfName("a");
  ban.since = 5;
  ban.until = 5;
  CHECK(is_refused(ban));
  const std::string longest_reason(kMaxReasonBytes, 'r');
  const std::string longest_author(kMaxAuthorBytes, 'a');
  ban = BanOfName("a");
  ban.reason = longest_reason;
  ban.author = longest_author;
  CHECK(!is_refused(ban));
  const std::string longer_reason = longest_reason + 'r';
  ban.reason = longer_reason;
  CHECK(is_refused(ban));
  const std::string longer_author = longest_author + 'a';
  ban.reason = {};
  ban.author = longer_author;
  CHECK(is_refused(ban));
  ban.author = "\xc0\x80";
  CHECK(is_refused(ban));
}

TEST_CASE("a lookup allocates nothing, hit or miss") {
  BanLog log = LogOf({BanOfName("a:b:c"), BanOfId(IdOf(1))});
  const BanList base = ListOf(log);
  REQUIRE(log.Add(BanOfName("d:e")).ok());
  const BanList list = Updated(base, Delta(log, 2));
  const std::string hit = IdOf(1);
  const std::string miss = IdOf(2);
  const uint64_t before = testing::ThreadHeapUse().allocations;
  const bool found = list.FindIdentity("a:b:c:d", kBanNow).has_value() &&
                     list.FindIdentity("d:e:f", kBanNow).has_value() && list.FindRevocationId(hit, kBanNow).has_value();
  const bool not_found = !list.FindIdentity("x:y:z", kBanNow).has_value() && !list.FindRevocationId(miss, kBanNow);
  const uint64_t after = testing::ThreadHeapUse().allocations;
  CHECK(after == before);
  CHECK(found);
  CHECK(not_found);
}

// Sanitizers slow the scan tenfold and more.
constexpr size_t kBans = testing::kSanitized ? 50'000 : 1'000'000;
constexpr size_t kQueries = testing::kSanitized ? 20 : 100;

// Names of few letters, so that they are often equal, above and beside each other.
std::string RandomName(std::mt19937_64& random) {
  std::string name;
  const size_t segments = 1 + random() % 5;
  for (size_t i = 0; i < segments; ++i) {
    if (i > 0) name += ':';
    const size_t letters = 1 + random() % 3;
    for (size_t j = 0; j < letters; ++j) name += static_cast<char>('a' + random() % 12);
  }
  return name;
}

struct NaiveBan {
  std::string target;
  bool identity;
  std::optional<int64_t> until;
  bool lifted;
};

// The rules again, in the plainest way: the last entry of a target counts.
bool IsBannedByScan(const std::vector<NaiveBan>& bans, bool identity, const std::string& value, int64_t now) {
  std::map<std::string, bool> holds;  // by target, of those that cover the value
  for (const NaiveBan& ban : bans) {
    if (ban.identity != identity) continue;
    const bool covers = value == ban.target || (identity && value.starts_with(ban.target + ":"));
    if (covers) holds[ban.target] = !ban.lifted && (!ban.until.has_value() || now < *ban.until);
  }
  return std::ranges::any_of(holds, [](const auto& row) { return row.second; });
}

struct RandomLog {
  BanLog log;
  std::vector<NaiveBan> bans;
};

RandomLog MakeRandomLog(std::mt19937_64& random) {
  RandomLog result;
  while (result.bans.size() < kBans) {
    const bool identity = random() % 2 == 0;
    const std::string target = identity ? RandomName(random) : IdOf(random() % kBans);
    Ban ban = identity ? BanOfName(target) : BanOfId(target);
    const bool lifted = random() % 8 == 0 && result.log.Find(ban.target).has_value();
    ban.since = static_cast<int64_t>(random() % 100);
    if (!lifted && random() % 4 == 0) ban.until = ban.since + 1 + static_cast<int64_t>(random() % 100);
    REQUIRE((lifted ? result.log.Lift(ban) : result.log.Add(ban)).ok());
    result.bans.push_back({target, identity, ban.until, lifted});
  }
  return result;
}

TEST_CASE("many random bans, in a snapshot and in deltas, are found as a scan of the log finds them") {
  std::mt19937_64 random(3);
  const RandomLog made = MakeRandomLog(random);
  const BanList whole = Updated(BanList(), Snapshot(made.log, 0));
  const auto log_at = [&](size_t entries) {
    size_t end = 0;
    for (size_t line = 0; line <= entries; ++line) end = made.log.text().find('\n', end) + 1;
    auto log = BanLog::Read(made.log.text().substr(0, end));
    REQUIRE(log.ok());
    return *std::move(log);
  };
  const size_t cuts[] = {kBans / 2, kBans - kBans / 200, kBans - 1};
  BanList list = Updated(BanList(), Snapshot(log_at(cuts[0]), 0));
  for (size_t i = 0; i < std::size(cuts); ++i) {
    const BanLog log = log_at(i + 1 < std::size(cuts) ? cuts[i + 1] : kBans);
    list = Updated(list, Delta(log, cuts[i], 0));
  }
  CHECK(list.state() == whole.state());
  CHECK(list.size() == whole.size());

  size_t banned = 0;
  for (size_t i = 0; i < kQueries; ++i) {
    const bool identity = i % 2 == 0;
    const std::string value = identity ? RandomName(random) : IdOf(random() % (2 * kBans));
    const auto now = static_cast<int64_t>(random() % 220);
    const bool expected = IsBannedByScan(made.bans, identity, value, now);
    CAPTURE(value);
    for (const BanList* each : {&whole, &std::as_const(list)}) {
      const auto ban = identity ? each->FindIdentity(value, now) : each->FindRevocationId(value, now);
      CHECK(ban.has_value() == expected);
    }
    banned += expected ? 1 : 0;
  }
  CHECK(banned > kQueries / 10);
  CHECK(banned < kQueries);
}

TEST_CASE("a ban takes less than 200 bytes of memory") {
  BanLog log;
  for (uint64_t i = 0; i < 20'000; ++i) {
    const std::string id = IdOf(i);
    Ban ban = BanOfId(id);
    ban.author = "ops";
    ban.reason = "laptop stolen";
    REQUIRE(log.Add(ban).ok());
  }
  const BanList list = ListOf(log);
  CHECK(list.MemoryBytes() < 200 * list.size());
}

TEST_CASE("bans that fill a piece of memory to its last byte take no other") {
  BanLog log;
  const std::string author(32, 'x');
  for (uint64_t i = 0; i < 512; ++i) {
    const std::string id = IdOf(i);
    Ban ban = BanOfId(id);  // with 32 bytes of numbers and 64 of the id
    ban.author = author;
    REQUIRE(log.Add(ban).ok());
  }
  CHECK(ListOf(log).MemoryBytes() < 512 * (128 + 32));
}

TEST_CASE("once deltas have been joined with what was there before, they take no memory beside it") {
  BanLog log;
  for (uint64_t i = 0; i < 5'000; ++i) REQUIRE(log.Add(BanOfId(IdOf(i))).ok());
  const BanList list = Updated(BanList(), Delta(log, 0));
  CHECK(list.size() == 5'000);
  CHECK(list.MemoryBytes() < ListOf(log).MemoryBytes() * 3 / 2);
}

}  // namespace
}  // namespace hardtack::identity
