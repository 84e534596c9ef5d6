// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ban lists of 10 to 10 million bans: what a lookup costs, whether or not it finds one, what a list costs in memory,
// and what it takes to load one and to follow it by a delta. Half of the bans are of names, half of blocks.

#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "bench/tokens.h"
#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/ban_text.h"

namespace hardtack::bench {
namespace {

using identity::Ban;
using identity::BanEntry;
using identity::BanFeed;
using identity::BanFeedHeader;
using identity::BanList;
using identity::BanTarget;

constexpr int64_t kNow = 1'700'000'000;

// The name, or the id, of number `i`. Ids look random, as signatures do.
std::string NameOf(uint64_t i) {
  return "team" + std::to_string(i % 1000) + ":agent" + std::to_string(i / 1000) + ":worker" + std::to_string(i);
}
std::string IdOf(uint64_t i) {
  std::string id(crypto::kEd25519SignatureBytes, '\0');
  for (size_t offset = 0; offset < id.size(); offset += sizeof(uint64_t)) {
    // The finalizer of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
    uint64_t word = (i * 8 + offset / 8 + 1) * 0x9E3779B97F4A7C15;
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9;
    word = (word ^ word >> 27) * 0x94D049BB133111EB;
    word ^= word >> 31;
    std::memcpy(id.data() + offset, &word, sizeof word);
  }
  return id;
}
bool IsName(uint64_t i) { return i % 2 == 0; }
std::string ValueOf(uint64_t i) { return IsName(i) ? NameOf(i) : IdOf(i); }

const crypto::PrivateKey& Authority() {
  static const crypto::PrivateKey key = crypto::PrivateKey::Generate();
  return key;
}

std::string LineOf(uint64_t i) {
  const std::string value = ValueOf(i);
  const auto kind = IsName(i) ? BanTarget::Kind::kIdentity : BanTarget::Kind::kRevocationId;
  const Ban ban{{kind, value}, kNow - 1000, std::nullopt, "ops", "laptop stolen"};
  std::string line;
  identity::AppendLine({i + 1, BanEntry::Action::kBan, ban}, line);
  return line;
}

std::string SnapshotOf(uint64_t bans) {
  std::string lines;
  for (uint64_t i = 0; i < bans; ++i) lines += LineOf(i) + '\n';
  const BanFeedHeader header{BanFeedHeader::Kind::kSnapshot, {}, {bans, {}}, kNow, bans};
  return Must(identity::SignBanFeed(header, lines, Authority()));
}

BanList Load(const BanList& list, const std::string& text) {
  return Must(list.Update(Must(BanFeed::Verify(text, Authority().public_key()))));
}

// One list is kept: that of the last size.
const BanList& ListOf(uint64_t bans) {
  static std::unique_ptr<BanList> list;
  if (list == nullptr || list->size() != bans) {
    list.reset();
    list = std::make_unique<BanList>(Load(BanList(), SnapshotOf(bans)));
  }
  return *list;
}

// Looks up names or ids of random numbers, all banned or none: more than a processor's caches hold of a large list.
template <typename Find>
void Lookup(benchmark::State& state, bool names, bool banned, Find find) {
  const auto bans = static_cast<uint64_t>(state.range(0));
  const BanList& list = ListOf(bans);
  std::mt19937_64 random(1);
  std::vector<std::string> queries(1 << 16);
  for (std::string& query : queries) {
    const uint64_t i = random() % (bans / 2) * 2 + (names ? 0 : 1) + (banned ? 0 : bans);
    query = ValueOf(i);
  }
  size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(find(list, queries[next++ % queries.size()]));
  state.counters["bytes_per_ban"] = static_cast<double>(list.MemoryBytes()) / static_cast<double>(bans);
}

auto FindName = [](const BanList& list, const std::string& name) { return list.FindIdentity(name, kNow); };
auto FindId = [](const BanList& list, const std::string& id) { return list.FindRevocationId(id, kNow); };

void BM_BannedName(benchmark::State& state) { Lookup(state, true, true, FindName); }
void BM_OtherName(benchmark::State& state) { Lookup(state, true, false, FindName); }
void BM_BannedId(benchmark::State& state) { Lookup(state, false, true, FindId); }
void BM_OtherId(benchmark::State& state) { Lookup(state, false, false, FindId); }

// Signature, reading, index.
void BM_LoadSnapshot(benchmark::State& state) {
  const auto bans = static_cast<uint64_t>(state.range(0));
  const std::string text = SnapshotOf(bans);
  for (auto _ : state) benchmark::DoNotOptimize(Load(BanList(), text));
  state.SetItemsProcessed(static_cast<int64_t>(bans) * state.iterations());
  state.SetBytesProcessed(static_cast<int64_t>(text.size()) * state.iterations());
}

// A delta of one entry after a snapshot.
void BM_FollowDelta(benchmark::State& state) {
  const auto bans = static_cast<uint64_t>(state.range(0));
  const BanList& list = ListOf(bans);
  const std::string line = LineOf(bans);
  const BanFeedHeader header{BanFeedHeader::Kind::kDelta, list.state(), identity::Advance(list.state(), line), kNow, 1};
  const std::string delta = Must(identity::SignBanFeed(header, line + '\n', Authority()));
  for (auto _ : state) benchmark::DoNotOptimize(Load(list, delta));
}

// Size by size, since making the largest list takes longer than measuring it.
[[maybe_unused]] const bool registered = [] {
  for (const int64_t bans : {10, 1000, 100'000, 1'000'000, 10'000'000}) {
    benchmark::RegisterBenchmark("BM_BannedName", BM_BannedName)->Arg(bans);
    benchmark::RegisterBenchmark("BM_OtherName", BM_OtherName)->Arg(bans);
    benchmark::RegisterBenchmark("BM_BannedId", BM_BannedId)->Arg(bans);
    benchmark::RegisterBenchmark("BM_OtherId", BM_OtherId)->Arg(bans);
    benchmark::RegisterBenchmark("BM_FollowDelta", BM_FollowDelta)->Arg(bans)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("BM_LoadSnapshot", BM_LoadSnapshot)->Arg(bans)->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
}  // namespace hardtack::bench
