// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens that only lenient readers take.

#include "tests/differential/reference/strict_message.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/parser/parser.h"
#include "tests/differential/reference/make_token.h"
#include "tests/differential/reference/protobuf_fields.h"

namespace hardtack::differential {
namespace {

using Fields = std::vector<ProtobufField>;

const Signing& EverythingEd25519() {
  static const Signing* const kSigning =
      new Signing{crypto::Algorithm::kEd25519, {crypto::Algorithm::kEd25519}, {}, false};
  return *kSigning;
}

Program TwoBlocks() {
  Program program;
  program.blocks.resize(2);
  program.blocks[0].block = parser::ParseBlock("a(\"first\")").value();
  program.blocks[1].block = parser::ParseBlock("b(\"second\")").value();
  return program;
}

// The leniency of a token whose authority block has another payload.
Leniency WithAuthority(const std::string& payload) {
  std::vector<std::string> payloads = EncodePayloads(TwoBlocks()).value();
  payloads[0] = payload;
  return LeniencyOf(SignPayloads(payloads, TwoBlocks(), EverythingEd25519()).value());
}

ProtobufField Number(uint64_t number, uint64_t value) { return {number, kVarint, value, ""}; }
ProtobufField Content(uint64_t number, const std::string& content) { return {number, kDelimited, 0, content}; }

std::string FactNamed(uint64_t symbol) {
  const std::string predicate = EncodeFields({Number(1, symbol), Content(2, EncodeFields({Number(2, 1)}))});
  return EncodeFields({Content(1, "own"), Number(3, 3), Content(4, EncodeFields({Content(1, predicate)}))});
}

TEST_CASE("a token that we make is strict") {
  const Leniency leniency = WithAuthority(EncodePayloads(TwoBlocks()).value()[0]);
  CHECK(!leniency.repeated);
  CHECK(!leniency.missing);
  CHECK(!leniency.wide);
  CHECK(!leniency.no_point);
  CHECK(!leniency.group);
  CHECK(!leniency.reserved);
  CHECK(!leniency.later);
}

TEST_CASE("what a lenient reader lets pass is seen") {
  CHECK(WithAuthority(EncodeFields({Number(3, 3), Number(3, 3)})).repeated);
  CHECK(WithAuthority(EncodeFields({Number(3, 3), Content(4, "")})).missing);
  CHECK(WithAuthority(EncodeFields({Number(3, (uint64_t{1} << 32) + 3)})).wide);
  CHECK(WithAuthority(EncodeFields({Number(3, 3), {15, kGroup, 0, ""}, {15, kEndOfGroup, 0, ""}})).group);
  CHECK(WithAuthority(EncodeFields({Number(3, 3), Number(19000, 1)})).reserved);
  const std::string no_point = EncodeFields({Number(1, 0), Content(2, "\x02" + std::string(31, '\0'))});
  CHECK(WithAuthority(EncodeFields({Number(3, 3), Content(8, no_point)})).no_point);
}

TEST_CASE("a reference to a symbol of a later block is told from one to a symbol of its own") {
  CHECK(!WithAuthority(FactNamed(1024)).later);
  CHECK(WithAuthority(FactNamed(1025)).later);
}

}  // namespace
}  // namespace hardtack::differential
