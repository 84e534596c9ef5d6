// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What DecodeBlock refuses, and with which kind and message.
#include <string>

#include "doctest/doctest.h"
#include "hardtack/wire/block_codec.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using testing::Content;
using testing::Fixed32;
using testing::KindName;
using testing::Mentions;
using testing::Number;
using testing::Repeat;
using testing::Varint;

const std::string kVersion3 = Number(3, 3);
const std::string kVersion6 = Number(3, 6);
const std::string kRead = Number(1, 0);  // the name `read`
const std::string kKey = Number(1, 0) + Content(2, std::string(32, 'k'));

std::string Fact(const std::string& predicate) { return kVersion6 + Content(4, Content(1, predicate)); }
std::string FactOf(const std::string& term) { return Fact(kRead + Content(2, term)); }
std::string Rule(const std::string& rule) { return kVersion6 + Content(5, rule); }
std::string Check(const std::string& check) { return kVersion6 + Content(6, check); }
std::string Op(const std::string& op) { return Rule(Content(1, kRead) + Content(3, Content(1, op))); }
std::string BlockScope(const std::string& scope) { return kVersion6 + Content(7, scope); }
std::string Key(const std::string& key) { return kVersion6 + Content(8, key); }
std::string SymbolText(const std::string& text) { return kVersion6 + Content(1, text); }

struct Row {
  std::string what, bytes, kind, message;
};

void CheckRefused(const Row& row) {
  CAPTURE(row.what);
  Tables tables;
  const absl::Status status = DecodeBlock(row.bytes, tables).status();
  CHECK(KindName(status) == row.kind);
  CHECK_MESSAGE(Mentions(status, row.message), status.ToString());
}

TEST_CASE("unsupported versions are refused with minimum, maximum and actual") {
  for (const auto& [bytes, actual] :
       {std::pair(std::string(), "0"), std::pair(Number(3, 0), "0"), std::pair(Number(3, 2), "2"),
        std::pair(Number(3, 7), "7"), std::pair(Number(3, UINT32_MAX), "4294967295")}) {
    CheckRefused({actual, bytes, "UnsupportedVersion", std::string("minimum 3, maximum 6, actual ") + actual});
  }
}

TEST_CASE("malformed blocks are refused") {
  const Row rows[] = {
      {"two versions", kVersion3 + kVersion3, "MalformedBlock", "repeated field: version"},
      {"a version of 33 bits", Number(3, (uint64_t{1} << 32) + 3), "MalformedBlock", "32-bit"},
      {"a version that is bytes", Content(3, "3"), "UnsupportedVersion", "actual 0"},
      {"a version that is bytes beside one that is not", kVersion3 + Content(3, "3"), "MalformedBlock", "field 3"},
      {"two contexts", kVersion3 + Content(2, "") + Content(2, ""), "MalformedBlock", "repeated field: context"},
      {"a context that is not UTF-8", kVersion3 + Content(2, "\xFF"), "MalformedBlock", "context is not UTF-8"},
      {"a symbol that is a number", kVersion3 + Number(1, 1), "MalformedBlock", "field 1 has wire type 0"},
      {"facts of fixed width", kVersion3 + Fixed32(4), "MalformedBlock", "field 4 has wire type 5"},
      {"field number 0", kVersion3 + Varint(0), "MalformedBlock",
       "not protobuf: a field has a number that protobuf does not allow"},
      {"a field number reserved by protobuf", kVersion3 + Number(19'000, 1), "MalformedBlock", "protobuf"},

      {"an empty fact", kVersion3 + Content(4, ""), "MalformedBlock", "fact 0: missing field: predicate"},
      {"two predicates in a fact", kVersion3 + Content(4, Content(1, kRead) + Content(1, kRead)), "MalformedBlock",
       "fact 0: repeated field: predicate"},
      {"a later fact", kVersion3 + Content(4, Content(1, kRead)) + Content(4, ""), "MalformedBlock", "fact 1"},
      {"a predicate without name", Fact(Content(2, Number(2, 1))), "MalformedBlock", "missing field: name"},
      {"a predicate with two names", Fact(kRead + kRead), "MalformedBlock", "repeated field: name"},
      {"a name that is bytes", Fact(Content(1, "read")), "MalformedBlock", "field 1 has wire type 2"},
      {"an unknown symbol as name", Fact(Number(1, 1024)), "UnknownSymbol", "fact 0: unknown symbol: 1024"},
      {"a symbol between the tables", Fact(Number(1, 28)), "UnknownSymbol", "28"},
      {"a symbol of 64 bits", Fact(Number(1, UINT64_MAX)), "UnknownSymbol", "18446744073709551615"},
      {"truncated inside a fact", kVersion3 + Content(4, Varint(1 << 3 | 2) + Varint(9)), "MalformedBlock",
       "fact 0: not protobuf: the message ends early"},

      {"an empty term", FactOf(""), "MalformedBlock", "term without content"},
      {"a term of an unknown kind", FactOf(Number(11, 1)), "MalformedBlock", "term without content"},
      {"a term of two kinds", FactOf(Number(2, 1) + Number(4, 1)), "MalformedBlock", "term with more than one"},
      {"a term given twice", FactOf(Number(2, 1) + Number(2, 1)), "MalformedBlock", "term with more than one"},
      {"an integer that is bytes", FactOf(Content(2, "1")), "MalformedBlock", "field 2 has wire type 2"},
      {"a set that is a number", FactOf(Number(7, 1)), "MalformedBlock", "field 7 has wire type 0"},
      {"null that is a number", FactOf(Number(8, 1)), "MalformedBlock", "field 8"},
      {"null with malformed content", FactOf(Content(8, "\x80")), "MalformedBlock", "protobuf"},
      {"an unknown symbol as string", FactOf(Number(3, 2000)), "UnknownSymbol", "2000"},
      {"an unknown symbol as variable", FactOf(Number(1, 2000)), "UnknownSymbol", "2000"},
      {"a variable of 33 bits", FactOf(Number(1, uint64_t{1} << 32)), "MalformedBlock", "32-bit"},
      {"a map entry without key", FactOf(Content(10, Content(1, Content(2, Number(2, 1))))), "MalformedBlock",
       "missing field: key"},
      {"a map entry without value", FactOf(Content(10, Content(1, Content(1, Number(1, 1))))), "MalformedBlock",
       "missing field: value"},
      {"a map entry with two values",
       FactOf(Content(10, Content(1, Content(1, Number(1, 1)) + Repeat(Content(2, Number(2, 1)), 2)))),
       "MalformedBlock", "repeated field: value"},
      {"an empty map key", FactOf(Content(10, Content(1, Content(1, "") + Content(2, Number(2, 1))))), "MalformedBlock",
       "map key without content"},
      {"a map key of two kinds",
       FactOf(Content(10, Content(1, Content(1, Number(1, 1) + Number(2, 1)) + Content(2, Number(2, 1))))),
       "MalformedBlock", "map key with more than one"},

      {"a rule without head", Rule(Content(2, kRead)), "MalformedBlock", "rule 0: missing field: head"},
      {"a rule with two heads", Rule(Repeat(Content(1, kRead), 2)), "MalformedBlock", "repeated field: head"},
      {"an expression that is a number", Rule(Content(1, kRead) + Number(3, 1)), "MalformedBlock", "field 3"},
      {"a check's query without head", Check(Content(1, "")), "MalformedBlock", "check 0: missing field: head"},
      {"an unknown check kind", Check(Number(2, 3)), "MalformedBlock", "unknown check kind: 3"},
      {"a negative check kind", Check(Number(2, UINT64_MAX)), "MalformedBlock", "unknown check kind"},
      {"two check kinds", Check(Number(2, 1) + Number(2, 1)), "MalformedBlock", "repeated field: kind"},
      {"a check kind before version 4", kVersion3 + Content(6, Number(2, 0)), "MalformedBlock", "check kind needs"},
      {"a feature newer than the version", kVersion3 + Content(4, Content(1, kRead + Content(2, Content(8, "")))),
       "MalformedBlock", "null"},

      {"an empty operation", Op(""), "MalformedBlock", "operation without content"},
      {"an operation of two kinds", Op(Content(2, Number(1, 0)) + Content(3, Number(1, 0))), "MalformedBlock",
       "operation with more than one"},
      {"a unary operation without kind", Op(Content(2, "")), "MalformedBlock", "missing field: kind"},
      {"an unknown unary operation", Op(Content(2, Number(1, 5))), "MalformedBlock", "unknown unary operation: 5"},
      {"an unknown binary operation", Op(Content(3, Number(1, 30))), "MalformedBlock", "unknown binary operation: 30"},
      {"a kind that wraps to 0 in 32 bits", Op(Content(3, Number(1, uint64_t{1} << 32))), "MalformedBlock", "unknown"},
      {"two kinds", Op(Content(3, Number(1, 0) + Number(1, 0))), "MalformedBlock", "repeated field: kind"},
      {"a unary extern without name", Op(Content(2, Number(1, 4))), "MalformedBlock", "missing field: ffiName"},
      {"a binary extern without name", Op(Content(3, Number(1, 28))), "MalformedBlock", "missing field: ffiName"},
      {"a name on a unary operation", Op(Content(2, Number(1, 0) + Number(2, 0))), "MalformedBlock", "ffiName on"},
      {"a name on a binary operation", Op(Content(3, Number(1, 0) + Number(2, 0))), "MalformedBlock", "ffiName on"},
      {"an unknown symbol as extern name", Op(Content(3, Number(1, 28) + Number(2, 1024))), "UnknownSymbol", "1024"},
      {"an unknown symbol as parameter", Op(Content(4, Number(1, 1024))), "UnknownSymbol", "1024"},
      {"packed parameters that are truncated", Op(Content(4, Content(1, "\x80"))), "MalformedBlock", "protobuf"},
      {"a packed parameter of 33 bits", Op(Content(4, Content(1, Varint(uint64_t{1} << 32)))), "MalformedBlock",
       "32-bit"},

      {"an empty scope", BlockScope(""), "MalformedBlock", "scope 0: scope without content"},
      {"a scope of two kinds", BlockScope(Number(1, 0) + Number(2, 0)), "MalformedBlock", "scope with more than one"},
      {"an unknown scope type", BlockScope(Number(1, 2)), "MalformedBlock", "unknown scope type: 2"},
      {"an unknown key", BlockScope(Number(2, 0)), "UnknownPublicKey", "unknown public key: 0"},
      {"a negative key index", Key(kKey) + Content(7, Number(2, UINT64_MAX)), "UnknownPublicKey", "unknown public key"},
      {"a key of an unknown algorithm", Key(Number(1, 2) + Content(2, "k")), "UnsupportedAlgorithm", "public key 0"},
      {"a key without bytes", Key(Number(1, 0)), "MalformedBlock", "public key 0: missing field: key"},
      {"an Ed25519 key of 31 bytes", Key(Number(1, 0) + Content(2, std::string(31, 'k'))), "MalformedBlock",
       "31 bytes"},
      {"a secp256r1 key of 32 bytes", Key(Number(1, 1) + Content(2, std::string(32, 2))), "MalformedBlock", "SEC 1"},
      {"a compressed key with another first byte", Key(Number(1, 1) + Content(2, "\x04" + std::string(32, 'k'))),
       "MalformedBlock", "SEC 1"},
      {"a hybrid key", Key(Number(1, 1) + Content(2, "\x06" + std::string(64, 'k'))), "MalformedBlock", "SEC 1"},
      {"a key twice", Key(kKey) + Content(8, kKey), "PublicKeyTableOverlap", "public key 1"},
  };
  for (const Row& row : rows) CheckRefused(row);
}

TEST_CASE("a field of another wire type is refused in every message of a block") {
  const Row rows[] = {
      {"block", kVersion6 + Number(4, 0), "MalformedBlock", "field 4 has wire type 0"},
      {"fact", kVersion6 + Content(4, Number(1, 0)), "MalformedBlock", "field 1 has wire type 0"},
      {"predicate", Fact(kRead + Number(2, 0)), "MalformedBlock", "field 2 has wire type 0"},
      {"rule", Rule(Number(1, 0)), "MalformedBlock", "field 1 has wire type 0"},
      {"check", Check(Content(2, "")), "MalformedBlock", "field 2 has wire type 2"},
      {"scope", BlockScope(Content(1, "")), "MalformedBlock", "field 1 has wire type 2"},
      {"key", Key(Content(1, "")), "MalformedBlock", "field 1 has wire type 2"},
      {"expression", Rule(Content(1, kRead) + Content(3, Number(1, 0))), "MalformedBlock", "field 1 has wire type 0"},
      {"operation", Op(Number(1, 0)), "MalformedBlock", "field 1 has wire type 0"},
      {"unary operation", Op(Content(2, Content(1, ""))), "MalformedBlock", "field 1 has wire type 2"},
      {"closure", Op(Content(4, Number(2, 0))), "MalformedBlock", "field 2 has wire type 0"},
      {"term", FactOf(Content(2, "")), "MalformedBlock", "field 2 has wire type 2"},
      {"set", FactOf(Content(7, Number(1, 0))), "MalformedBlock", "field 1 has wire type 0"},
      {"array", FactOf(Content(9, Number(1, 0))), "MalformedBlock", "field 1 has wire type 0"},
      {"map", FactOf(Content(10, Number(1, 0))), "MalformedBlock", "field 1 has wire type 0"},
      {"map entry", FactOf(Content(10, Content(1, Number(1, 0)))), "MalformedBlock", "field 1 has wire type 0"},
      {"map key", FactOf(Content(10, Content(1, Content(1, Content(1, ""))))), "MalformedBlock",
       "field 1 has wire type 2"},
  };
  for (const Row& row : rows) CheckRefused(row);
}

TEST_CASE("the subject of an error is the version, symbol or key that is at fault") {
  const auto subject = [](const std::string& bytes) {
    Tables tables;
    return SubjectOf(DecodeBlock(bytes, tables).status());
  };
  CHECK(subject(Number(3, 7)) == "7");
  CHECK(subject(Fact(Number(1, 1024))) == "1024");
  CHECK(subject(BlockScope(Number(2, 5))) == "5");
  CHECK(subject(SymbolText("read")) == "read");
}

TEST_CASE("ours: a singular field that occurs twice is refused, where protobuf takes the last") {
  CheckRefused({"the version", kVersion3 + kVersion6, "MalformedBlock", "repeated field: version"});
  CheckRefused({"the kind of a check", Check(Number(2, 1) + Number(2, 2)), "MalformedBlock", "repeated field: kind"});
}

TEST_CASE("ours: a required field that is missing is refused, and not taken for empty") {
  CheckRefused({"a rule's head", Rule(Content(2, kRead)), "MalformedBlock", "rule 0: missing field: head"});
  CheckRefused({"a predicate's name", Fact(Content(2, Number(2, 1))), "MalformedBlock", "missing field: name"});
}

TEST_CASE("ours: a number of more than 32 bits is refused where the schema has 32, and not cut") {
  const uint64_t wide = uint64_t{1} << 32;
  CheckRefused({"a version", Number(3, wide + 3), "MalformedBlock", "32-bit"});
  CheckRefused({"a variable", FactOf(Number(1, wide)), "MalformedBlock", "32-bit"});
}

TEST_CASE("a number of more than 64 bits is refused, as an integer and where nobody reads it, and not cut") {
  const std::string nine(9, '\x80');
  for (const char last : {'\x02', '\x7F'}) {
    const std::string wide = nine + last;
    CheckRefused({"an integer", FactOf(Varint(2 << 3) + wide), "MalformedBlock", "a number has more than 64 bits"});
    const std::string entry = Content(1, Varint(1 << 3) + wide) + Content(2, Number(2, 1));
    CheckRefused({"a key", FactOf(Content(10, Content(1, entry))), "MalformedBlock", "a number has more than 64 bits"});
    CheckRefused({"unknown", kVersion3 + Varint(15 << 3) + wide, "MalformedBlock", "a number has more than 64 bits"});
    CheckRefused({"a tag", kVersion3 + wide, "MalformedBlock", "a number has more than 64 bits"});
  }
  for (const char last : {'\0', '\1'}) {
    Tables tables;
    CHECK(DecodeBlock(FactOf(Varint(2 << 3) + nine + last), tables).ok());
  }
}

TEST_CASE("ours: a group among unknown fields is refused, and not passed over") {
  const std::string group = Varint(15 << 3 | 3) + Varint(15 << 3 | 4);
  CheckRefused({"in a block", kVersion3 + group, "MalformedBlock", "a field has an unknown wire type"});
  CheckRefused({"in a term", FactOf(Number(2, 1) + group), "MalformedBlock", "a field has an unknown wire type"});
}

TEST_CASE("ours: a field with a number that protobuf keeps for itself is refused, and not passed over") {
  for (const uint32_t number : {19000, 19999}) {
    CheckRefused(
        {"in a block", kVersion3 + Number(number, 1), "MalformedBlock", "a number that protobuf does not allow"});
  }
  Tables tables;
  CHECK(DecodeBlock(kVersion3 + Number(18999, 1) + Number(20000, 1), tables).ok());
}

TEST_CASE("ours: a block does not see the symbols and keys that later blocks add") {
  Tables tables;
  CHECK(KindName(DecodeBlock(FactOf(Number(3, 1024)), tables).status()) == "UnknownSymbol");
  Tables others;
  CHECK(DecodeBlock(SymbolText("later"), others).ok());
  CHECK(DecodeBlock(FactOf(Number(3, 1024)), others).ok());
  CheckRefused({"a key", BlockScope(Number(2, 0)), "UnknownPublicKey", "0"});
}

// Nobody can sign for such a key, so `trusting` it trusts nobody.
TEST_CASE("ours: a key that is no point of its curve is read when it has the length of one") {
  const std::string no_point = "\x02" + std::string(31, '\0');
  Tables tables;
  CHECK(DecodeBlock(Key(Number(1, 0) + Content(2, no_point)), tables).ok());
}

TEST_CASE("ours: version 3 is held to all newer features, where the reference looks for those of version 4 alone") {
  const std::string null = Content(4, Content(1, kRead + Content(2, Content(8, ""))));
  for (uint64_t version : {3, 4, 5}) {
    CheckRefused({std::to_string(version), Number(3, version) + null, "MalformedBlock", "null"});
  }
}

TEST_CASE("symbols must be UTF-8") {
  const struct {
    std::string what, text;
    bool valid;
  } rows[] = {
      {"ASCII", "plain", true},
      {"nothing", "", true},
      {"a NUL", std::string("\0", 1), true},
      {"two bytes", "\xC2\x80\xDF\xBF", true},
      {"three bytes", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", true},
      {"three bytes between", "\xE1\x80\x80\xEC\xBF\xBF", true},
      {"four bytes", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", true},
      {"four bytes between", "\xF1\x80\x80\x80\xF3\xBF\xBF\xBF", true},
      {"a lone continuation byte", "a\x80", false},
      {"an overlong form of two bytes", "\xC1\xBF", false},
      {"an overlong form of three bytes", "\xE0\x9F\xBF", false},
      {"an overlong form of four bytes", "\xF0\x8F\xBF\xBF", false},
      {"a surrogate", "\xED\xA0\x80", false},
      {"beyond U+10FFFF", "\xF4\x90\x80\x80", false},
      {"a lead byte that never occurs", "\xF5\x80\x80\x80", false},
      {"cut after one of two bytes", "\xC3", false},
      {"cut after two of three bytes", "\xE2\x82", false},
      {"cut after three of four bytes", "\xF0\x9F\x92", false},
      {"a third byte that is no continuation", "\xE2\x82(", false},
      {"a fourth byte that is no continuation", "\xF0\x9F\x92(", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    Tables tables;
    const absl::Status status = DecodeBlock(SymbolText(row.text), tables).status();
    CHECK(KindName(status) == (row.valid ? "OK" : "MalformedBlock"));
    if (!row.valid) CHECK(Mentions(status, "symbol 0 is not UTF-8"));
  }
}

TEST_CASE("a symbol or key that is in a table already overlaps") {
  CheckRefused(
      {"a default symbol", SymbolText("read"), "SymbolTableOverlap", "symbol 0 is in the table already: read"});
  Tables tables;
  REQUIRE(DecodeBlock(SymbolText("mine") + Content(8, kKey), tables).ok());
  CHECK(KindName(DecodeBlock(SymbolText("other") + Content(1, "mine"), tables).status()) == "SymbolTableOverlap");
  CHECK(KindName(DecodeBlock(Key(kKey), tables).status()) == "PublicKeyTableOverlap");
  Tables third_party;
  CHECK(DecodeBlock(SymbolText("mine") + Content(8, kKey), third_party).ok());
}

TEST_CASE("more symbols than the limit are refused, counted over the blocks of a token") {
  engine::StructureLimits limits;
  limits.max_symbols = 3;
  Tables tables;
  CHECK(DecodeBlock(SymbolText("a") + Content(1, "b"), tables, limits).ok());
  CHECK(DecodeBlock(SymbolText("c"), tables, limits).ok());
  const absl::Status status = DecodeBlock(SymbolText("d"), tables, limits).status();
  CHECK(KindName(status) == "TooManySymbols");
  CHECK(Mentions(status, "3"));
}

TEST_CASE("every truncation of a block is an error or another block, and every flipped bit too") {
  const std::string rule = Content(1, Number(1, 1024)) + Content(2, kRead + Content(2, Number(1, 1025))) +
                           Content(3, Content(1, Content(1, Number(2, 5))) + Content(1, Content(2, Number(1, 1)))) +
                           Content(4, Number(2, 0));
  const std::string term =
      Content(10, Content(1, Content(1, Number(2, 1024)) + Content(2, Content(9, Content(1, Number(4, 9))))));
  const std::string bytes = Content(1, "symbol") + Content(1, "variable") + Content(2, "context") + kVersion6 +
                            Content(4, Content(1, kRead + Content(2, term))) + Content(5, rule) +
                            Content(6, Content(1, rule) + Number(2, 2)) + Content(7, Number(1, 1)) + Content(8, kKey);
  Tables whole;
  REQUIRE(DecodeBlock(bytes, whole).ok());
  for (size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    Tables tables;
    const absl::StatusOr<DecodedBlock> block = DecodeBlock(bytes.substr(0, size), tables);
    if (!block.ok()) CHECK(KindOf(block.status()).has_value());
  }
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    Tables tables;
    const absl::StatusOr<DecodedBlock> block = DecodeBlock(flipped, tables);
    if (!block.ok()) {
      CHECK(KindOf(block.status()).has_value());
      continue;
    }
    Tables encode_tables;
    CHECK(EncodeBlock(block->block, encode_tables).ok());
  }
}

}  // namespace
}  // namespace hardtack::wire
