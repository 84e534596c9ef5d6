// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/wire/block_codec.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using engine::BinaryKind;
using engine::Block;
using engine::IntegerTerm;
using engine::PublicKey;
using engine::StringTerm;
using engine::UnaryKind;
using engine::VariableTerm;
using testing::Content;
using testing::KindName;
using testing::Number;

const PublicKey kEd25519Key{engine::Algorithm::kEd25519, std::string(32, 'e')};
const PublicKey kP256Key{engine::Algorithm::kSecp256r1, "\x02" + std::string(32, 'p')};

std::string KeyMessage(const PublicKey& key) {
  return Number(1, static_cast<uint64_t>(key.algorithm)) + Content(2, key.bytes);
}

engine::Rule ScopedRule() {
  return {{"head", {VariableTerm("x")}},
          {{"body", {VariableTerm("x"), StringTerm("s")}}},
          {{{engine::ValueOp(VariableTerm("x")), engine::UnaryOp(UnaryKind::kLength)}}},
          {engine::ScopeKind::kPrevious, kP256Key}};
}

// A block with every kind of operation, scope, check and term.
Block EveryFeature() {
  using engine::Term;
  Block block;
  block.context = "a context, na\xC3\xAFve";
  block.scopes = {engine::ScopeKind::kAuthority, engine::ScopeKind::kPrevious, kEd25519Key};
  block.facts.push_back({{"every",
                          {VariableTerm("v"), IntegerTerm(INT64_MIN), StringTerm(""), engine::DateTerm(UINT64_MAX),
                           engine::BytesTerm(std::string("\0\xFF", 2)), engine::BoolTerm(true), engine::BoolTerm(false),
                           Term(engine::Set{{IntegerTerm(-1), IntegerTerm(1)}}), engine::NullTerm(),
                           Term(engine::Array{{IntegerTerm(1), engine::NullTerm()}}),
                           Term(engine::Map{{{int64_t{1}, StringTerm("one")}, {std::string("k"), IntegerTerm(2)}}})}}});
  block.facts.push_back({{"nothing", {}}});
  block.rules.push_back(ScopedRule());
  engine::Rule query = engine::QueryRule();
  for (int i = 0; i <= static_cast<int>(UnaryKind::kExtern); ++i) {
    const auto kind = static_cast<UnaryKind>(i);
    query.expressions.push_back({{{engine::Unary{kind, kind == UnaryKind::kExtern ? "f" : ""}}}});
  }
  for (int i = 0; i <= static_cast<int>(BinaryKind::kTryOr); ++i) {
    const auto kind = static_cast<BinaryKind>(i);
    query.expressions.push_back({{{engine::Binary{kind, kind == BinaryKind::kExtern ? "g" : ""}}}});
  }
  query.expressions.push_back(
      {{engine::ClosureOp({"p", "q"}, {engine::ValueOp(VariableTerm("p")), engine::ClosureOp({}, {})})}});
  query.expressions.push_back({});
  for (auto kind : {engine::CheckKind::kIf, engine::CheckKind::kAll, engine::CheckKind::kReject}) {
    block.checks.push_back({kind, {query, ScopedRule()}});
    block.checks.push_back({kind, {}});
  }
  return block;
}

TEST_CASE("everything that a block can hold survives encoding and decoding, and encodes to the same bytes again") {
  Tables tables;
  const EncodedBlock encoded = EncodeBlock(EveryFeature(), tables).value();
  CHECK(encoded.version == 6);
  Tables decode_tables;
  const DecodedBlock decoded = DecodeBlock(encoded.bytes, decode_tables).value();
  CHECK(decoded.block == EveryFeature());
  CHECK(decoded.version == 6);
  CHECK(decoded.public_keys == std::vector<PublicKey>{kP256Key, kEd25519Key});
  Tables again;
  CHECK(EncodeBlock(decoded.block, again).value().bytes == encoded.bytes);
}

TEST_CASE("a block's bytes: symbols, context, version, statements, scopes, keys") {
  Block block;
  block.context = "c";
  block.facts.push_back({{"right", {StringTerm("file"), StringTerm("read")}}});
  block.checks.push_back({engine::CheckKind::kAll, {engine::QueryRule()}});
  block.scopes.push_back(kEd25519Key);
  Tables tables;
  const std::string fact = Number(1, 4) + Content(2, Number(3, 1024)) + Content(2, Number(3, 0));
  const std::string query = Content(1, Number(1, 27));
  CHECK(EncodeBlock(block, tables).value().bytes == Content(1, "file") + Content(2, "c") + Number(3, 4) +
                                                        Content(4, Content(1, fact)) +
                                                        Content(6, Content(1, query) + Number(2, 1)) +
                                                        Content(7, Number(2, 0)) + Content(8, KeyMessage(kEd25519Key)));
}

TEST_CASE("new symbols are listed in the order in which the reference meets them") {
  Block block;
  block.scopes.push_back(kEd25519Key);
  block.checks.push_back({engine::CheckKind::kIf, {{{"query", {}}, {{"c1", {}}}, {}, {}}}});
  engine::Rule rule{{"r1", {VariableTerm("r2")}},
                    {{"r3", {VariableTerm("r4"), VariableTerm("r2")}}, {"r5", {}}},
                    {{{engine::ClosureOp({"r6", "r7"}, {engine::ValueOp(StringTerm("r8"))}),
                       {engine::Binary{BinaryKind::kExtern, "r9"}}}}},
                    {kP256Key}};
  block.rules.push_back(rule);
  block.facts.push_back({{"f1", {StringTerm("f2"), VariableTerm("f3"), StringTerm("f1")}}});
  Tables tables;
  Tables decode_tables;
  const DecodedBlock decoded = DecodeBlock(EncodeBlock(block, tables).value().bytes, decode_tables).value();
  CHECK(decoded.symbols ==
        std::vector<std::string>{"f1", "f2", "f3", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "c1"});
  CHECK(decoded.public_keys == std::vector<PublicKey>{kP256Key, kEd25519Key});
}

TEST_CASE("blocks of one token share tables, and each lists only what is new") {
  Block first;
  first.facts.push_back({{"shared", {StringTerm("one")}}});
  first.scopes.push_back(kEd25519Key);
  Block second;
  second.facts.push_back({{"shared", {StringTerm("two"), StringTerm("one")}}});
  second.scopes = {kP256Key, kEd25519Key};
  Tables encode;
  Tables decode;
  CHECK(DecodeBlock(EncodeBlock(first, encode).value().bytes, decode).value().symbols ==
        std::vector<std::string>{"shared", "one"});
  const EncodedBlock encoded = EncodeBlock(second, encode).value();
  const DecodedBlock decoded = DecodeBlock(encoded.bytes, decode).value();
  CHECK(decoded.block == second);
  CHECK(decoded.symbols == std::vector<std::string>{"two"});
  CHECK(decoded.public_keys == std::vector<PublicKey>{kP256Key});
  Tables alone;
  CHECK(KindName(DecodeBlock(encoded.bytes, alone).status()) == "UnknownSymbol");
}

TEST_CASE(
    "the version written is the lowest that carries the block, not below the caller's minimum, or the one given") {
  Block plain;
  Block scoped;
  scoped.scopes.push_back(engine::ScopeKind::kPrevious);
  Block null;
  null.facts.push_back({{"f", {engine::NullTerm()}}});
  const auto version = [](const Block& block, const EncodeOptions& options) {
    Tables tables;
    return EncodeBlock(block, tables, options).value().version;
  };
  CHECK(version(plain, {}) == 3);
  CHECK(version(scoped, {}) == 4);
  CHECK(version(null, {}) == 6);
  const EncodeOptions third_party{5, std::nullopt};
  CHECK(version(plain, third_party) == 5);
  CHECK(version(null, third_party) == 6);
  CHECK(version(plain, {3, 4}) == 4);
}

TEST_CASE("what a block refers to may stand behind it") {
  const std::string fact = Content(4, Content(1, Number(1, 1024)));
  const std::string scope = Content(7, Number(2, 0));
  Tables tables;
  const DecodedBlock decoded =
      DecodeBlock(scope + fact + Content(8, KeyMessage(kEd25519Key)) + Number(3, 4) + Content(1, "late"), tables)
          .value();
  CHECK(decoded.block.facts.at(0).predicate.name == "late");
  CHECK(decoded.block.scopes == std::vector<engine::Scope>{kEd25519Key});
}

TEST_CASE("the head of a check's query is kept as carried") {
  const std::string query = Content(1, Number(1, 1024) + Content(2, Number(3, 1025)));
  Tables tables;
  const DecodedBlock decoded =
      DecodeBlock(Content(1, "check1") + Content(1, "test") + Number(3, 3) + Content(6, Content(1, query)), tables)
          .value();
  CHECK(decoded.block.checks.at(0).queries.at(0).head == engine::Predicate{"check1", {StringTerm("test")}});
}

TEST_CASE("facts with variables are accepted, and so are unknown fields and packed parameters") {
  const std::string fact = Content(4, Content(1, Number(1, 0) + Content(2, Number(1, 5)) + Number(9, 1)));
  const std::string closure = Content(4, Content(1, std::string("\x80\x08\x81\x08", 4)));
  const std::string check = Content(6, Content(1, Content(1, Number(1, 27)) + Content(3, Content(1, closure))));
  Tables tables;
  const DecodedBlock decoded =
      DecodeBlock(Content(1, "p") + Content(1, "q") + Number(3, 6) + fact + check + Content(99, "later"), tables)
          .value();
  CHECK(decoded.block.facts.at(0).predicate.terms.at(0) == VariableTerm("time"));
  CHECK(decoded.block.checks.at(0).queries.at(0).expressions.at(0).ops.at(0) == engine::ClosureOp({"p", "q"}, {}));
}

TEST_CASE("a text that a block lists twice is two symbols, as the reference has it") {
  Tables tables;
  const std::string fact = Content(4, Content(1, Number(1, 1026)));
  const DecodedBlock decoded =
      DecodeBlock(Content(1, "a") + Content(1, "a") + Content(1, "b") + Number(3, 3) + fact, tables).value();
  CHECK(decoded.block.facts.at(0).predicate.name == "b");
  CHECK(decoded.symbols == std::vector<std::string>{"a", "a", "b"});
}

TEST_CASE("an uncompressed key is kept compressed") {
  const std::string x(32, 'x');
  for (const auto& [last, prefix] : {std::pair('\x10', '\x02'), std::pair('\x11', '\x03')}) {
    const std::string uncompressed = "\x04" + x + std::string(31, 'y') + last;
    Tables tables;
    const DecodedBlock decoded =
        DecodeBlock(Number(3, 3) + Content(8, Number(1, 1) + Content(2, uncompressed)), tables).value();
    CHECK(decoded.public_keys.at(0).bytes == prefix + x);
  }
}

}  // namespace
}  // namespace hardtack::wire
