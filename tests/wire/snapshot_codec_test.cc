// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/wire/snapshot_codec.h"

#include <chrono>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using engine::StringTerm;
using engine::VariableTerm;
using testing::Content;
using testing::KindName;
using testing::Mentions;
using testing::Number;
using testing::Repeat;

const engine::PublicKey kKey{engine::Algorithm::kEd25519, std::string(32, 'k')};
const std::string kKeyMessage = Number(1, 0) + Content(2, kKey.bytes);

engine::Rule Query(std::string name) {
  engine::Rule query = engine::QueryRule();
  query.body.push_back({std::move(name), {VariableTerm("x")}});
  return query;
}

Snapshot FullSnapshot() {
  Snapshot snapshot;
  snapshot.limits.max_facts = 42;
  snapshot.limits.max_iterations = 7;
  snapshot.limits.max_time = std::chrono::microseconds(1500);
  snapshot.execution_nanoseconds = 12'345;
  engine::Block authority;
  authority.context = "context";
  authority.facts.push_back({{"owner", {StringTerm("alice")}}});
  authority.rules.push_back({{"r", {VariableTerm("x")}}, {{"owner", {VariableTerm("x")}}}, {}, {kKey}});
  snapshot.blocks.push_back({authority, 4, std::nullopt});
  engine::Block third_party;
  third_party.checks.push_back({engine::CheckKind::kReject, {Query("banned")}});
  third_party.checks.push_back({engine::CheckKind::kIf, {}});
  snapshot.blocks.push_back({third_party, 6, kKey});
  snapshot.authorizer.block.scopes.push_back(engine::ScopeKind::kPrevious);
  snapshot.authorizer.block.facts.push_back({{"time", {engine::DateTerm(9)}}});
  snapshot.authorizer.policies = {{engine::PolicyKind::kDeny, {Query("banned"), Query("gone")}},
                                  {engine::PolicyKind::kAllow, {}}};
  snapshot.facts = {{engine::Origin{engine::kAuthorizerBlock}, {{{"time", {engine::DateTerm(9)}}}}},
                    {engine::Origin{0, 1, engine::kAuthorizerBlock}, {{{"r", {StringTerm("alice")}}}, {{"q", {}}}}}};
  snapshot.iterations = 3;
  return snapshot;
}

TEST_CASE("a snapshot with a token and its facts survives encoding and decoding") {
  const std::string bytes = EncodeSnapshot(FullSnapshot()).value();
  const absl::StatusOr<Snapshot> decoded = DecodeSnapshot(bytes);
  REQUIRE_MESSAGE(decoded.ok(), decoded.status().ToString());
  CHECK(*decoded == FullSnapshot());
  CHECK(EncodeSnapshot(*decoded).value() == bytes);
}

TEST_CASE("a snapshot of a policy alone survives, and has these bytes") {
  Snapshot snapshot;
  snapshot.limits.max_facts = 1;
  snapshot.limits.max_iterations = 2;
  snapshot.authorizer.policies.push_back({engine::PolicyKind::kAllow, {Query("mine")}});
  const std::string bytes = EncodeSnapshot(snapshot).value();
  CHECK(DecodeSnapshot(bytes).value() == snapshot);
  const std::string query = Content(1, Number(1, 27)) + Content(2, Number(1, 1024) + Content(2, Number(1, 1025)));
  const std::string world = Number(1, 6) + Content(2, "mine") + Content(2, "x") + Content(5, Number(2, 3)) +
                            Content(6, Content(1, query) + Number(2, 0)) + Number(8, 0);
  CHECK(bytes == Content(1, Number(1, 1) + Number(2, 2) + Number(3, 0)) + Number(2, 0) + Content(3, world));
}

TEST_CASE("symbols are numbered policies first, then authorizer, blocks and facts") {
  Snapshot snapshot;
  snapshot.facts.push_back({engine::Origin{0}, {{{"d", {}}}}});
  engine::Block block;
  block.facts.push_back({{"c", {}}});
  snapshot.blocks.push_back({block, 3, std::nullopt});
  snapshot.authorizer.block.facts.push_back({{"b", {}}});
  snapshot.authorizer.policies.push_back({engine::PolicyKind::kAllow, {Query("a")}});
  const std::string symbols = Content(2, "a") + Content(2, "x") + Content(2, "b") + Content(2, "c") + Content(2, "d");
  CHECK(EncodeSnapshot(snapshot).value().find(symbols) != std::string::npos);
}

TEST_CASE("the bound on time is carried in nanoseconds: none as 0, no time as the least, rounded up on reading") {
  using std::chrono::microseconds;
  const auto trip = [](std::optional<microseconds> max_time) {
    Snapshot snapshot;
    snapshot.limits.max_time = max_time;
    return DecodeSnapshot(EncodeSnapshot(snapshot).value()).value().limits.max_time;
  };
  CHECK(trip(std::nullopt) == std::nullopt);
  CHECK(trip(microseconds(0)) == microseconds(1));
  CHECK(trip(microseconds(1)) == microseconds(1));
  CHECK(trip(microseconds(1'000'000)) == microseconds(1'000'000));
  CHECK(trip(microseconds::max()) == microseconds(INT64_MAX / 1000));
}

// The parts of a small snapshot, for breaking one at a time.
const std::string kLimits = Number(1, 1) + Number(2, 1) + Number(3, 1);
const std::string kAuthorizer = Content(5, Number(2, 3));
std::string World(const std::string& fields) {
  return Content(1, kLimits) + Number(2, 0) + Content(3, Number(1, 6) + kAuthorizer + Number(8, 0) + fields);
}
std::string Generated(const std::string& origins) { return World(Content(4, Number(2, 3)) + Content(7, origins)); }

TEST_CASE("malformed snapshots are refused") {
  REQUIRE(DecodeSnapshot(World("")).ok());
  REQUIRE(DecodeSnapshot(Generated(Content(1, Number(2, 0)))).ok());
  const std::string null_fact = Content(3, Content(1, Number(1, 0) + Content(2, Content(8, ""))));
  const struct {
    std::string what, bytes, kind, message;
  } rows[] = {
      {"nothing", "", "MalformedSnapshot", "missing field: limits"},
      {"no execution time", Content(1, kLimits), "MalformedSnapshot", "missing field: executionTime"},
      {"no world", Content(1, kLimits) + Number(2, 0), "MalformedSnapshot", "missing field: world"},
      {"no bound on facts", Content(1, Number(2, 1) + Number(3, 1)) + Number(2, 0) + Content(3, ""),
       "MalformedSnapshot", "missing field: maxFacts"},
      {"two bounds on time", Content(1, kLimits + Number(3, 1)), "MalformedSnapshot", "repeated field: maxTime"},
      {"two worlds", World("") + Content(3, ""), "MalformedSnapshot", "repeated field: world"},
      {"no authorizer", Content(1, kLimits) + Number(2, 0) + Content(3, Number(1, 6) + Number(8, 0)),
       "MalformedSnapshot", "missing field: authorizerBlock"},
      {"no iterations", Content(1, kLimits) + Number(2, 0) + Content(3, Number(1, 6) + kAuthorizer),
       "MalformedSnapshot", "missing field: iterations"},
      {"no version", Content(1, kLimits) + Number(2, 0) + Content(3, kAuthorizer + Number(8, 0)), "UnsupportedVersion",
       "minimum 3, maximum 6, actual 0"},
      {"two versions", World(Number(1, 6)), "MalformedSnapshot", "repeated field: version"},
      {"two authorizers", World(kAuthorizer), "MalformedSnapshot", "repeated field: authorizerBlock"},
      {"a symbol that is not UTF-8", World(Content(2, "\xFF")), "MalformedSnapshot", "UTF-8"},
      {"a key of 31 bytes", World(Content(3, Number(1, 0) + Content(2, std::string(31, 'k')))), "MalformedSnapshot",
       "31 bytes"},
      {"a block without version", World(Content(4, "")), "UnsupportedVersion", "block 0"},
      {"a block with a feature too new", World(Content(4, Number(2, 3) + null_fact)), "MalformedSnapshot", "block 0"},
      {"a block with two signers", World(Content(4, Number(2, 5) + Repeat(Content(7, kKeyMessage), 2))),
       "MalformedSnapshot", "repeated field: externalKey"},
      {"a block with two contexts", World(Content(4, Number(2, 5) + Repeat(Content(1, ""), 2))), "MalformedSnapshot",
       "repeated field: context"},
      {"a policy without kind", World(Content(6, "")), "MalformedSnapshot", "policy 0: missing field: kind"},
      {"an unknown policy kind", World(Content(6, Number(2, 2))), "MalformedSnapshot", "unknown policy kind: 2"},
      {"an unknown symbol", World(Content(6, Content(1, Content(1, Number(1, 1024))) + Number(2, 0))), "UnknownSymbol",
       "1024"},
      {"an unknown key",
       World(Content(6, Content(1, Content(1, Number(1, 27)) + Content(4, Number(2, 0))) + Number(2, 0))),
       "UnknownPublicKey", "policy 0"},
      {"facts without origin", Generated(""), "MalformedSnapshot", "generated facts 0: facts without origin"},
      {"an empty origin", Generated(Content(1, "")), "MalformedSnapshot", "origin without content"},
      {"an origin of two kinds", Generated(Content(1, Content(1, "") + Number(2, 0))), "MalformedSnapshot",
       "more than one"},
      {"a snapshot's field of another wire type", Number(1, 1), "MalformedSnapshot", "field 1 has wire type 0"},
      {"a limit of another wire type", Content(1, Content(1, "")), "MalformedSnapshot", "field 1 has wire type 2"},
      {"a world's field of another wire type", World(Content(1, "")), "MalformedSnapshot", "field 1 has wire type 2"},
      {"a block's field of another wire type", World(Content(4, Number(2, 5) + Number(3, 0))), "MalformedSnapshot",
       "field 3 has wire type 0"},
      {"a policy's field of another wire type", World(Content(6, Content(2, ""))), "MalformedSnapshot",
       "field 2 has wire type 2"},
      {"generated facts' field of another wire type", Generated(Number(1, 0)), "MalformedSnapshot",
       "field 1 has wire type 0"},
      {"an origin's field of another wire type", Generated(Content(1, Content(2, ""))), "MalformedSnapshot",
       "field 2 has wire type 2"},
      {"an origin in a block that is not there", Generated(Content(1, Number(2, 1))), "MalformedSnapshot",
       "an origin in block 1 of 1"},
      {"an origin that would take a huge set", Generated(Content(1, Number(2, 0xFFFFFFFE))), "MalformedSnapshot",
       "of 1"},
      {"an origin with the authorizer's id", Generated(Content(1, Number(2, 0xFFFFFFFF))), "MalformedSnapshot", "of 1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const absl::Status status = DecodeSnapshot(row.bytes).status();
    CHECK(KindName(status) == row.kind);
    CHECK_MESSAGE(Mentions(status, row.message), status.ToString());
  }
}

TEST_CASE("snapshots beyond the limits are refused") {
  engine::StructureLimits limits;
  limits.max_blocks = 2;
  limits.max_symbols = 2;
  CHECK(DecodeSnapshot(World(Repeat(Content(4, Number(2, 3)), 2)), limits).ok());
  CHECK(KindName(DecodeSnapshot(World(Repeat(Content(4, Number(2, 3)), 3)), limits).status()) == "TooManyBlocks");
  CHECK(DecodeSnapshot(World(Content(2, "a") + Content(2, "b")), limits).ok());
  CHECK(KindName(DecodeSnapshot(World(Content(2, "a") + Content(2, "b") + Content(2, "c")), limits).status()) ==
        "TooManySymbols");
  limits.max_token_bytes = World("").size();
  CHECK(DecodeSnapshot(World(""), limits).ok());
  CHECK(KindName(DecodeSnapshot(World(Number(99, 1)), limits).status()) == "TokenTooLarge");
}

TEST_CASE("every truncation of a snapshot is refused, and no flipped bit crashes") {
  const std::string bytes = EncodeSnapshot(FullSnapshot()).value();
  for (size_t size = 0; size < bytes.size(); ++size) CHECK(!DecodeSnapshot(bytes.substr(0, size)).ok());
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    const absl::StatusOr<Snapshot> snapshot = DecodeSnapshot(flipped);
    if (!snapshot.ok()) CHECK(KindOf(snapshot.status()).has_value());
  }
}

}  // namespace
}  // namespace hardtack::wire
