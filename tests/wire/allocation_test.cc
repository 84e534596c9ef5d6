// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The memory of decoders against the size of their input: the bytes that operator new has handed out and not taken back.

#include <string>

#include "doctest/doctest.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/snapshot_codec.h"
#include "hardtack/wire/text_form.h"
#include "hardtack/wire/third_party_codec.h"
#include "tests/counting_allocator.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using testing::Content;
using testing::KindName;
using testing::Number;
using testing::Repeat;
using testing::Varint;

// The most that `decode` held at once.
template <typename Decode>
size_t PeakOf(Decode decode) {
  hardtack::testing::HeapUse& use = hardtack::testing::ThreadHeapUse();
  const size_t before = use.live_bytes;
  use.peak_bytes = before;
  decode();
  return use.peak_bytes - before;
}

// Room for what does not depend on the input: empty tables, an error message.
constexpr size_t kConstant = 16'384;
// What the decoders promise as "a small multiple": a node of syntax takes about 100 bytes and at least 2 to 6 on the
// wire.
constexpr size_t kMultiple = 64;

const std::string kVersion6 = Number(3, 6);
const std::string kFact = Content(4, Content(1, Number(1, 0)));

std::string Op(const std::string& op) { return Content(5, Content(1, Number(1, 0)) + Content(3, Content(1, op))); }
std::string FactOf(const std::string& term) { return Content(4, Content(1, Number(1, 0) + Content(2, term))); }

std::string DistinctSymbols(size_t count) {
  std::string symbols;
  for (size_t i = 0; i < count; ++i) symbols += Content(1, std::to_string(i));
  return symbols;
}

TEST_CASE("a block of many tiny messages is decoded, or refused, in a small multiple of its size") {
  const std::string key = Content(8, Number(1, 0) + Content(2, std::string(32, 'k')));
  const struct {
    std::string what, bytes, kind;
  } rows[] = {
      {"facts", kVersion6 + Repeat(kFact, 50'000), "OK"},
      {"empty facts", kVersion6 + Repeat(Content(4, ""), 100'000), "MalformedBlock"},
      {"empty rules", kVersion6 + Repeat(Content(5, ""), 100'000), "MalformedBlock"},
      {"empty checks", kVersion6 + Repeat(Content(6, ""), 100'000), "OK"},
      {"rules", kVersion6 + Repeat(Content(5, Content(1, Number(1, 0))), 50'000), "OK"},
      {"bodies", kVersion6 + Content(5, Content(1, Number(1, 0)) + Repeat(Content(2, Number(1, 0)), 50'000)), "OK"},
      {"empty expressions", kVersion6 + Content(5, Content(1, Number(1, 0)) + Repeat(Content(3, ""), 50'000)), "OK"},
      {"scopes", kVersion6 + Repeat(Content(7, Number(1, 0)), 50'000), "OK"},
      {"scopes that name a key", kVersion6 + key + Repeat(Content(7, Number(2, 0)), 50'000), "OK"},
      {"terms", kVersion6 + Content(4, Content(1, Number(1, 0) + Repeat(Content(2, Content(8, "")), 50'000))), "OK"},
      {"sets of one", kVersion6 + FactOf(Content(9, Repeat(Content(1, Content(7, Content(1, Number(6, 1)))), 20'000))),
       "OK"},
      {"a set of integers", kVersion6 + FactOf(Content(7, Repeat(Content(1, Number(2, 1)), 50'000))), "OK"},
      {"a set of arrays", kVersion6 + FactOf(Content(7, Repeat(Content(1, Content(9, "")), 50'000))), "OK"},
      {"empty map entries", kVersion6 + FactOf(Content(10, Repeat(Content(1, ""), 50'000))), "MalformedBlock"},
      {"closures", kVersion6 + Op(Content(4, Repeat(Content(2, Content(4, "")), 50'000))), "OK"},
      {"parameters", kVersion6 + Op(Content(4, Repeat(Number(1, 0), 50'000))), "OK"},
      {"packed parameters", kVersion6 + Op(Content(4, Content(1, std::string(50'000, '\0')))), "OK"},
      {"symbols", kVersion6 + DistinctSymbols(60'000), "OK"},
      {"too many symbols", kVersion6 + Repeat(Content(1, ""), 1'000'000), "TooManySymbols"},
      {"unknown fields", kVersion6 + Repeat(Content(9, ""), 100'000), "OK"},
      {"a claimed length of 4 GB", kVersion6 + Varint(4 << 3 | 2) + Varint(UINT32_MAX), "MalformedBlock"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    std::string kind;
    const size_t peak = PeakOf([&] {
      Tables tables;
      kind = KindName(DecodeBlock(row.bytes, tables).status());
    });
    CHECK(kind == row.kind);
    CHECK(peak <= kMultiple * row.bytes.size() + kConstant);
  }
}

TEST_CASE("references to one long symbol do not expand without limit") {
  const std::string symbol = Content(1, std::string(100'000, 's'));
  const std::string reference = Content(4, Content(1, Number(1, 1024)));
  const std::string bytes = symbol + kVersion6 + Repeat(reference, 10'000);  // 1 GB if nothing stopped it
  std::string kind;
  const size_t peak = PeakOf([&] {
    Tables tables;
    kind = KindName(DecodeBlock(bytes, tables).status());
  });
  CHECK(kind == "TokenTooLarge");
  CHECK(peak <= kMultiple * bytes.size() + kConstant);
}

TEST_CASE("nor do they when later blocks refer to it") {
  Tables tables;
  const std::string symbol = Content(1, std::string(100'000, 's')) + kVersion6;
  REQUIRE(DecodeBlock(symbol, tables).ok());
  const std::string block = kVersion6 + Repeat(Content(4, Content(1, Number(1, 1024))), 10);
  size_t decoded = 0;
  while (decoded < 1000 && DecodeBlock(block, tables).ok()) ++decoded;
  CHECK(decoded > 0);
  CHECK(decoded * 10 * 100'000 <= kExpansionFactor * (symbol.size() + decoded * block.size()));
}

TEST_CASE("sets within sets around many terms are refused before they are compared once more") {
  const auto nested = [](size_t sets) {
    std::string members;
    for (size_t i = 0; i < 1000; ++i) members += Content(1, Number(2, i));
    std::string term = Content(7, members);
    for (size_t i = 1; i < sets; ++i) {
      term = Content(7, Content(1, Content(9, Content(1, term))) + Content(1, Content(9, "")));
    }
    Tables tables;
    return KindName(DecodeBlock(kVersion6 + FactOf(term), tables).status());
  };
  CHECK(nested(1) == "OK");
  CHECK(nested(3) == "OK");
  CHECK(nested(10) == "TokenTooLarge");
  CHECK(nested(32) == "TokenTooLarge");
}

TEST_CASE("a token that repeats its symbols as people write them is read") {
  std::string bytes = Content(1, std::string(200, 'p')) + Number(3, 3);
  bytes += Repeat(Content(4, Content(1, Number(1, 4) + Content(2, Number(3, 1024)) + Content(2, Number(3, 0)))), 1000);
  Tables tables;
  CHECK(DecodeBlock(bytes, tables).ok());
}

TEST_CASE("envelopes, third-party messages, snapshots and text take a small multiple of their size") {
  const std::string block = Content(1, "") + Content(2, Number(1, 0) + Content(2, "")) + Content(3, "");
  const std::string blocks = Content(2, block) + Repeat(Content(3, block), 127) + Content(4, Content(1, ""));
  const std::string world = Number(1, 6) + Repeat(Content(7, ""), 100'000);
  const std::string snapshot =
      Content(1, Number(1, 1) + Number(2, 1) + Number(3, 1)) + Number(2, 0) + Content(3, world);
  const std::string text(600'000, 'A');
  const auto check = [](size_t size, auto decode) { CHECK(PeakOf(decode) <= kMultiple * size + kConstant); };
  check(blocks.size(), [&] { CHECK(DecodeEnvelope(blocks).ok()); });
  const std::string many = Repeat(Content(3, ""), 200'000);
  check(0, [&] { CHECK(KindName(DecodeEnvelope(many).status()) == "TooManyBlocks"); });
  check(0, [&] { CHECK(KindName(DecodeThirdPartyContents(many).status()) == "MalformedThirdParty"); });
  check(snapshot.size(), [&] { CHECK(!DecodeSnapshot(snapshot).ok()); });
  check(text.size() / kMultiple, [&] { CHECK(DecodeTextForm(text).ok()); });
  const std::string huge(8'000'000, 'A');
  check(0, [&] { CHECK(KindName(DecodeTextForm(huge).status()) == "TokenTooLarge"); });
}

}  // namespace
}  // namespace hardtack::wire
