// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The text of feeds and logs: what it says, and that nothing but what was signed is taken for it.
#include "hardtack/identity/ban_feed.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/hex.h"
#include "tests/identity/bans.h"

namespace hardtack::identity {
namespace {

Ban Stolen() { return {{BanTarget::Kind::kIdentity, "alice:agent"}, 1000, std::nullopt, "ops", "laptop stolen"}; }

std::string Lines(const BanLog& log) { return log.text().substr(log.text().find('\n') + 1); }

absl::StatusOr<BanLog> ReadLog(const std::string& lines) { return BanLog::Read("hardtack-bans-v1 log\n" + lines); }

// A feed by the authority with a header as it should be, and these lines.
std::string SnapshotOf(const std::string& lines, uint64_t count, uint64_t last) {
  const BanFeedHeader header{BanFeedHeader::Kind::kSnapshot, {}, {last, {}}, kBanNow, count};
  const auto text = SignBanFeed(header, lines, Authority());
  REQUIRE(text.ok());
  return *text;
}

absl::StatusOr<BanFeed> Verified(std::string_view text) { return BanFeed::Verify(text, Authority().public_key()); }

// What the authority signs of a feed.
std::string Message(const std::string& body) {
  const crypto::Digest digest = crypto::Sha256({body});
  return std::string("hardtack-bans-v1") + '\0' + std::string(crypto::View(digest));
}

// `body` with the authority's signature of `message`.
std::string WithSignature(const std::string& body, const std::string& message) {
  std::string text = body + "signature " + crypto::ToHexText(Authority().public_key()) + " ";
  AppendHex(Authority().Sign(message).value(), text);
  return text + "\n";
}

TEST_CASE("an entry is a line of eight fields") {
  const std::string id = IdOf(0);
  Ban week = BanOfId(id);
  week.since = 1000;
  week.until = 605'800;
  BanLog log = LogOf({Stolen(), week});
  Ban lift = Stolen();
  lift.since = 2000;
  lift.reason = "found";
  REQUIRE(log.Lift(lift).ok());
  CHECK(Lines(log) ==
        "1\tban\tidentity\talice:agent\t1000\t-\tops\tlaptop stolen\n"
        "2\tban\trevocation-id\t0000000000000000" +
            std::string("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a") +
            "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\t1000\t605800\t\t\n"
            "3\tunban\tidentity\talice:agent\t2000\t-\tops\tfound\n");
}

TEST_CASE("what would break a line or a terminal is escaped, and read again as it was") {
  struct Row {
    std::string reason, written;
  };
  const Row kRows[] = {
      {"a\tb\nc", "a\\u{9}b\\u{a}c"},
      {std::string("nul\0", 4), "nul\\u{0}"},
      {"\x7f \xc2\x9b \xc2\x80", "\\u{7f} \\u{9b} \\u{80}"},
      {"back\\slash \\u{9}", "back\\\\slash \\\\u{9}"},
      {"\"quoted\" na\xc3\xafve", "\"quoted\" na\xc3\xafve"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.written);
    Ban ban = BanOfName("a\\b");
    ban.reason = row.reason;
    ban.author = row.reason;
    const BanLog log = LogOf({ban});
    CHECK(Lines(log) == "1\tban\tidentity\ta\\\\b\t0\t-\t" + row.written + "\t" + row.written + "\n");
    const auto again = BanLog::Read(log.text());
    REQUIRE(again.ok());
    CHECK(again->Find(ban.target) == ban);
    CHECK(ListOf(log).FindIdentity("a\\b:x", 0) == ban);
  }
}

TEST_CASE("a log that was read can be continued like the one that was written") {
  BanLog log = LogOf({Stolen(), BanOfName("bob")});
  auto again = BanLog::Read(log.text());
  REQUIRE(again.ok());
  REQUIRE(again->Lift(BanOfName("bob")).ok());
  REQUIRE(log.Lift(BanOfName("bob")).ok());
  CHECK(again->text() == log.text());
  CHECK(again->state() == log.state());
  CHECK(again->Standing() == log.Standing());
}

TEST_CASE("a delta after any entry of a long log continues the list of that entry") {
  BanLog log;
  std::vector<BanState> states = {log.state()};
  for (int i = 0; i < 600; ++i) {
    REQUIRE(log.Add(BanOfName("alice:" + std::to_string(i))).ok());
    states.push_back(log.state());
  }
  const auto again = BanLog::Read(log.text());
  REQUIRE(again.ok());
  for (const BanState& state : states) {
    CAPTURE(state.number);
    const std::string delta = log.SignDelta(state.number, kBanNow, Authority()).value();
    CHECK(Verified(delta)->header().after == state);
    CHECK(Verified(delta)->header().count == 600 - state.number);
    CHECK(again->SignDelta(state.number, kBanNow, Authority()).value() == delta);
  }
}

TEST_CASE("a line that another log would append next is followed, and nothing else is") {
  BanLog ours = LogOf({Stolen()}), theirs = LogOf({Stolen()});
  const std::string line = theirs.NextLine(BanEntry::Action::kBan, BanOfName("bob")).value();
  CHECK(theirs.state() == ours.state());  // nothing is appended yet
  REQUIRE(ours.Follow(line).ok());
  REQUIRE(theirs.Add(BanOfName("bob")).ok());
  CHECK(ours.text() == theirs.text());
  CHECK(ours.state() == theirs.state());
  const std::string lift = theirs.NextLine(BanEntry::Action::kUnban, BanOfName("bob")).value();
  struct Row {
    std::string line, message;
  };
  const Row kRows[] = {
      {line, "line 4: the number is not the one after the last"},
      {"", "line 4: an entry has eight fields with a tab between"},
      {lift + "\n" + lift, "line 4: not one line"},
      {"3\tunban\tidentity\tcarol\t0\t-\t\t", "line 4: no ban stands that could be lifted"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.line);
    CHECK(ours.Follow(row.line).message() == row.message);
    CHECK(ours.text() == theirs.text());
  }
  CHECK(ours.Follow(lift).ok());
  CHECK(!ours.Find(BanOfName("bob").target).has_value());
  CHECK(ours.NextLine(BanEntry::Action::kUnban, BanOfName("bob")).status().message() == "no ban of it stands");
}

TEST_CASE("lines that say nothing, or not in the one way, are refused by their number") {
  struct Row {
    std::string line, message;
  };
  const std::string good = "1\tban\tidentity\ta\t0\t-\t\t\n";
  const std::string id(128, '0');
  const std::string rest = "\t0\t-\t\t\n";
  const Row kRows[] = {
      {"\n", "eight fields"},
      {"2\tban\tidentity\tb\t0\t-\t\n", "eight fields"},
      {"2\tban\tidentity\tb\t0\t-\t\t\t\n", "eight fields"},
      {"2\tban\tidentity\tb\t0\t-\t\t", "does not end"},
      {"2\tban\tidentity\tb\t0\t-\t\t" + std::string(20'000, 'x') + "\n", "does not end"},
      {"2\tban\tidentity\tb\t0\t-\t\t" + std::string(1025, 'x') + "\n", "more than 1024 bytes"},
      {"1\tban\tidentity\tb" + rest, "not the one after"},
      {"3\tban\tidentity\tb" + rest, "not the one after"},
      {"0\tban\tidentity\tb" + rest, "from 1"},
      {"02\tban\tidentity\tb" + rest, "not a number"},
      {"+2\tban\tidentity\tb" + rest, "not a number"},
      {"-2\tban\tidentity\tb" + rest, "not a number"},
      {" 2\tban\tidentity\tb" + rest, "not a number"},
      {"\tban\tidentity\tb" + rest, "not a number"},
      {"9223372036854775808\tban\tidentity\tb" + rest, "not a number"},
      {"2\tBan\tidentity\tb" + rest, "ban or unban"},
      {"2\tban\tname\tb" + rest, "identity or revocation-id"},
      {"2\tban\tidentity\tb::c" + rest, "empty segment"},
      {"2\tban\tidentity\tb\rc" + rest, "control character"},
      {"2\tban\tidentity\tb\\u{d}c" + rest, "control character"},
      {"2\tban\tidentity\tb\\c" + rest, "escapes nothing"},
      {"2\tban\tidentity\tb\\" + rest, "escapes nothing"},
      {"2\tban\tidentity\t\xff" + rest, "not UTF-8"},
      {"2\tban\trevocation-id\t" + id.substr(1) + rest, "lower-case hex"},
      {"2\tban\trevocation-id\t" + id.substr(2) + rest, "not a revocation id"},
      {"2\tban\trevocation-id\t" + id.substr(2) + "AA" + rest, "lower-case hex"},
      {"2\tban\trevocation-id\t3026020101022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550" + rest,
       "not in canonical form"},
      {"2\tban\tidentity\tb\t-1\t-\t\t\n", "not a number of seconds"},
      {"2\tban\tidentity\tb\t1.5\t-\t\t\n", "not a number of seconds"},
      {"2\tban\tidentity\tb\t5\t5\t\t\n", "before it starts"},
      {"2\tban\tidentity\tb\t5\t\t\t\n", "seconds or -"},
      {"2\tunban\tidentity\ta\t5\t6\t\t\n", "has no end"},
      {"2\tunban\tidentity\tb\t5\t-\t\t\n", "no ban stands"},
      {"2\tban\tidentity\tb\t0\t-\t\ta\\u{41}\n", "escapes nothing"},
      {"2\tban\tidentity\tb\t0\t-\t\ta\\u{0a}\n", "canonical form"},
      {"2\tban\tidentity\tb\t0\t-\t\ta\\u{A}\n", "canonical form"},
      {"2\tban\tidentity\tb\t0\t-\t\ta\\u{}\n", "escapes nothing"},
      {"2\tban\tidentity\tb\t0\t-\t\ta\\u{9\n", "escapes nothing"},
      {"2\tban\tidentity\tb\t0\t-\t\ta\\u{00000000009}\n", "escapes nothing"},
      {"2\tban\tidentity\tb\t0\t-\t\ta\rb\n", "canonical form"},
      {"2\tban\tidentity\tb\t0\t-\t\xff\t\n", "author is not UTF-8"},
  };
  REQUIRE(ReadLog(good).ok());
  for (const Row& row : kRows) {
    CAPTURE(row.line);
    const absl::Status status = ReadLog(good + row.line).status();
    CHECK(KindName(status) == "MalformedBanList");
    const std::string message(status.message());
    CAPTURE(message);
    CHECK(message.starts_with("line 3: "));
    CHECK(message.find(row.message) != std::string::npos);
  }
}

TEST_CASE("what is not a log is refused by its first line") {
  for (const char* text : {"", "x", "hardtack-bans-v", "hardtack-bans-v1 log", "hardtack-bans-v1 snapshot\n"}) {
    CAPTURE(text);
    CHECK(!BanLog::Read(text).ok());
  }
  CHECK(BanLog::Read("something else\n").status().message() == "line 1: not a ban list");
  CHECK(BanLog::Read("hardtack-bans-v1 snapshot\n").status().message() == "line 1: not a log of bans");
  CHECK(Verified("hardtack-bans-v1 x").status().message() == "line 1: the line does not end");
  CHECK(Verified("hardtack-bans-v1 x\n").status().message() == "line 1: the last line is not a signature");
  CHECK(Verified("hardtack-bans-v1 snapshot\nnot a signature\n").status().message() ==
        "line 2: the last line is not a signature");
  CHECK(KindName(BanLog::Read("hardtack-bans-v2 log\n").status()) == "UnsupportedVersion");
  CHECK(KindName(BanLog::Read("hardtack-bans-v10 log\n").status()) == "UnsupportedVersion");
  CHECK(BanLog::Read(BanLog().text(), 21).ok());
  CHECK(KindName(BanLog::Read(BanLog().text(), 20).status()) == "TextTooLarge");
}

TEST_CASE("every single bit that is flipped in a feed, and every byte that it lacks, is noticed") {
  BanLog log = LogOf({Stolen(), BanOfId(IdOf(3))});
  const BanList list = ListOf(log);
  REQUIRE(log.Add(BanOfName("bob")).ok());
  for (const std::string& feed : {Snapshot(log), Delta(log, 2)}) {
    REQUIRE(Update(list, feed).ok());
    for (size_t bit = 0; bit < feed.size() * 8; ++bit) {
      std::string flipped = feed;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
      CAPTURE(bit);
      CHECK(!Update(list, flipped).ok());
    }
    for (size_t size = 0; size < feed.size(); ++size) CHECK(!Update(list, feed.substr(0, size)).ok());
    for (size_t size = 1; size < feed.size(); ++size) CHECK(!Update(list, feed.substr(size)).ok());
    CHECK(!Update(list, feed + "\n").ok());
    CHECK(!Update(list, feed + feed).ok());
  }
}

TEST_CASE("a feed by another key is refused, of either algorithm") {
  const BanLog log = LogOf({BanOfName("alice")});
  for (const crypto::Algorithm algorithm : {crypto::Algorithm::kEd25519, crypto::Algorithm::kSecp256r1}) {
    const crypto::PrivateKey key = crypto::PrivateKey::Generate(algorithm);
    const std::string text = log.SignSnapshot(kBanNow, key).value();
    CHECK(BanFeed::Verify(text, key.public_key()).ok());
    const absl::Status status = Verified(text).status();
    CHECK(KindName(status) == "InvalidSignature");
    CHECK(SubjectOf(status) == crypto::ToHexText(key.public_key()));
    // Under the authority's name.
    std::string forged = text.substr(0, text.rfind("signature ")) + "signature " +
                         crypto::ToHexText(Authority().public_key()) + text.substr(text.rfind(' '));
    CHECK(!Verified(forged).ok());
  }
}

TEST_CASE("a signature under the wrong header is none") {
  // The same key signs tokens and other things: what it signs there is no feed.
  const std::string feed = Snapshot(LogOf({BanOfName("alice")}));
  const std::string body = feed.substr(0, feed.rfind("signature "));
  const std::string digest(crypto::View(crypto::Sha256({body})));
  REQUIRE(WithSignature(body, Message(body)) == feed);
  for (const std::string& message : {body, digest, "hardtack-bans-v1" + digest}) {
    CHECK(KindName(Verified(WithSignature(body, message)).status()) == "InvalidSignature");
  }
}

TEST_CASE("a header out of order, or one that does not fit, is refused although it is signed") {
  const std::string hash(64, '0');
  struct Row {
    std::string text, message;
  };
  const Row kRows[] = {
      {"hardtack-bans-v1 log\n", "line 1: neither"},
      {"hardtack-bans-v1  snapshot\n", "line 1: neither"},
      {"hardtack-bans-v1 snapshot\n", "line 2: the line does not start with state"},
      {"hardtack-bans-v1 delta\nstate 0 " + hash + "\n", "line 2: the line does not start with after"},
      {"hardtack-bans-v1 snapshot\nstate 0\n", "line 2: a state has a number and a hash"},
      {"hardtack-bans-v1 snapshot\nstate 0 " + hash.substr(2) + "\n", "line 2: a state"},
      {"hardtack-bans-v1 snapshot\nstate x " + hash + "\n", "line 2: a state"},
      {"hardtack-bans-v1 snapshot\nstate 0 " + hash + "\nentries 0\n", "line 3: the line does not start with as-of"},
      {"hardtack-bans-v1 snapshot\nstate 0 " + hash + "\nas-of 01\n", "line 3: not a number"},
      {"hardtack-bans-v1 snapshot\nstate 0 " + hash + "\nas-of -1\n", "line 3: not a number"},
      {"hardtack-bans-v1 snapshot\nstate 0 " + hash + "\nas-of 1\nentries 1\n", "line 4: the number of entries"},
      {"hardtack-bans-v1 delta\nafter 2 " + hash + "\nstate 1 " + hash + "\nas-of 1\nentries 0\n",
       "line 5: the delta ends before it starts"},
      {"hardtack-bans-v1 delta\nafter 1 " + hash + "\nstate 3 " + hash + "\nas-of 1\nentries 1\n",
       "line 5: the number of entries"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const absl::Status status = Verified(WithSignature(row.text, Message(row.text))).status();
    CHECK(KindName(status) == "MalformedBanList");
    const std::string found(status.message());
    CAPTURE(found);
    CHECK(found.starts_with(row.message));
  }
}

TEST_CASE("entries that do not fit their header are refused although they are signed") {
  const auto line = [](int number, const std::string& name) {
    return std::to_string(number) + "\tban\tidentity\t" + name + "\t0\t-\t\t\n";
  };
  struct Row {
    std::string text, message;
  };
  const Row kRows[] = {
      {SnapshotOf(line(1, "a"), 2, 3), "the header says 2 entries, and there are 1"},
      {SnapshotOf(line(1, "a") + line(2, "b"), 1, 3), "the header says 1 entries, and there are 2"},
      {SnapshotOf(line(2, "a") + line(1, "b"), 2, 3), "line 6: the number is not above the one before"},
      {SnapshotOf(line(2, "a") + line(2, "b"), 2, 3), "line 6: the number is not above the one before"},
      {SnapshotOf(line(4, "a"), 1, 3), "line 5: the number is beyond the last one"},
      {SnapshotOf(line(1, "a") + line(2, "a"), 2, 3), "line 6: the target occurs before"},
      {SnapshotOf("1\tunban\tidentity\ta\t0\t-\t\t\n", 1, 3), "line 5: a snapshot has no bans to lift"},
  };
  for (const Row& row : kRows) {
    const absl::Status status = Update(BanList(), row.text).status();
    CHECK(KindName(status) == "MalformedBanList");
    CHECK(std::string(status.message()) == row.message);
  }
  CHECK(Updated(BanList(), SnapshotOf(line(1, "a") + line(3, "b"), 2, 3)).size() == 2);

  const auto delta = [&](const std::string& lines, const BanState& state) {
    return SignBanFeed({BanFeedHeader::Kind::kDelta, {}, state, kBanNow, state.number}, lines, Authority()).value();
  };
  const BanState good = LogOf({BanOfName("a")}).state();
  CHECK(Update(BanList(), delta(line(1, "a"), good)).ok());
  CHECK(std::string(Update(BanList(), delta(line(2, "a"), good)).status().message()) ==
        "line 6: the number is not the one after the last");
  CHECK(std::string(Update(BanList(), delta(line(1, "b"), good)).status().message()) ==
        "the entries do not lead to the state that the header names");
}

TEST_CASE("a header that claims more entries than there can be costs no memory") {
  const std::string text = SnapshotOf("", uint64_t{1} << 62, uint64_t{1} << 62);
  CHECK(KindName(Update(BanList(), text).status()) == "MalformedBanList");
}

TEST_CASE("the bytes of a feed are bounded by its reader") {
  const std::string text = Snapshot(BanLog());
  CHECK(BanFeed::Verify(text, Authority().public_key(), text.size()).ok());
  CHECK(KindName(BanFeed::Verify(text, Authority().public_key(), text.size() - 1).status()) == "TextTooLarge");
}

TEST_CASE("what cannot be signed") {
  const BanLog log = LogOf({BanOfName("a")});
  CHECK(KindName(log.SignSnapshot(-1, Authority()).status()) == "InvalidArgument");
  CHECK(KindName(log.SignDelta(2, kBanNow, Authority()).status()) == "InvalidArgument");
  CHECK(KindName(log.SignDelta(0, -1, Authority()).status()) == "InvalidArgument");
}

// What stands in the page's fenced blocks of this name, one after the other.
std::vector<std::string> Fenced(const std::string& name) {
  std::ifstream file(HARDTACK_SOURCE_DIR "/docs/bans.md");
  REQUIRE(file.good());
  std::stringstream page;
  page << file.rdbuf();
  const std::string text = page.str();
  std::vector<std::string> blocks;
  const std::string open = "```" + name + "\n";
  for (size_t start = text.find(open); start != std::string::npos; start = text.find(open, start)) {
    start += open.size();
    const size_t end = text.find("```\n", start);
    REQUIRE(end != std::string::npos);
    blocks.push_back(text.substr(start, end - start));
    start = end;
  }
  return blocks;
}

TEST_CASE("the examples of docs/bans.md are what they say") {
  const std::vector<std::string> keys = Fenced("key");
  const std::vector<std::string> texts = Fenced("bans");
  REQUIRE(keys.size() == 1);
  REQUIRE(texts.size() == 3);
  const crypto::PublicKey key = crypto::ParsePublicKey(keys[0]).value();
  const auto log = BanLog::Read(texts[0]);
  REQUIRE(log.ok());
  const BanList snapshot = BanList().Update(BanFeed::Verify(texts[1], key).value()).value();
  CHECK(snapshot.state().number == 3);
  CHECK(snapshot.FindIdentity("alice:agent:worker", 1'700'003'600)->reason == "laptop stolen");
  const BanList list = snapshot.Update(BanFeed::Verify(texts[2], key).value()).value();
  CHECK(list.state() == log->state());
  CHECK(list.Entries() == log->Standing());
  CHECK(!list.FindIdentity("alice:agent:worker", 1'700'003'600).has_value());
}

}  // namespace
}  // namespace hardtack::identity
