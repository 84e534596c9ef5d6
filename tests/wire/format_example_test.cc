// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The worked example of docs/wire_format.md, made here from its parts: the page shows exactly these bytes and this
// text.
#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/crypto/chain.h"
#include "hardtack/crypto/key.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/text_form.h"

namespace hardtack::wire {
namespace {

const std::string kPage = HARDTACK_SOURCE_DIR "/docs/wire_format.md";

std::vector<std::string> LinesOf(const std::string& file) {
  std::ifstream in(file);
  REQUIRE(in.good());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The lines of the page's fenced block whose fence names `language`.
std::vector<std::string> Fence(const std::string& language) {
  std::vector<std::string> fence;
  bool inside = false;
  for (const std::string& line : LinesOf(kPage)) {
    if (inside && line == "```") return fence;
    if (inside) fence.push_back(line);
    if (line == "```" + language) inside = true;
  }
  FAIL("no such fence");
  return fence;
}

// The bytes of lines that are hexadecimal pairs up to two spaces, and an explanation behind.
std::string BytesOf(const std::vector<std::string>& lines) {
  std::string bytes;
  for (const std::string& line : lines) {
    const size_t begin = line.find_first_not_of(' ');
    std::istringstream pairs(line.substr(begin, line.find("  ", begin) - begin));
    for (std::string pair; pairs >> pair;) bytes += static_cast<char>(std::stoi(pair, nullptr, 16));
  }
  return bytes;
}

crypto::PrivateKey Key(char fill) {
  return crypto::PrivateKey::FromBytes(crypto::Algorithm::kEd25519, std::string(32, fill)).value();
}

// The authority block `user("alice")` with `check if operation("read")`.
engine::Block ExampleBlock() {
  engine::Block block;
  block.facts.push_back({{"user", {engine::StringTerm("alice")}}});
  engine::Rule query = engine::QueryRule();
  query.body.push_back({"operation", {engine::StringTerm("read")}});
  block.checks.push_back({engine::CheckKind::kIf, {query}});
  return block;
}

std::string ExampleToken() {
  const crypto::PrivateKey root = Key('\x01');
  const crypto::PrivateKey next = Key('\x02');
  Tables tables;
  const std::string payload = EncodeBlock(ExampleBlock(), tables).value().bytes;
  const std::string signature = crypto::SignBlock({payload, &next.public_key(), nullptr, "", 0}, root).value();
  const PublicKeyView next_key{engine::Algorithm::kEd25519, next.public_key().bytes()};
  const std::string block = EncodeSignedBlock({payload, next_key, signature, std::nullopt, 0, ""});
  const std::array<std::string_view, 1> blocks = {block};
  return EncodeEnvelope(std::nullopt, blocks, {ProofKind::kNextSecret, next.secret()});
}

TEST_CASE("the example of docs/wire_format.md is this token, byte for byte") {
  CHECK(BytesOf(Fence("bytes")) == ExampleToken());
  std::string text;
  for (const std::string& line : Fence("text-form")) text += line;
  CHECK(DecodeTextForm(text).value() == ExampleToken());
  CHECK(text == EncodeTextForm(ExampleToken()));
}

TEST_CASE("the example decodes to the block that the page names") {
  const std::string bytes = BytesOf(Fence("bytes"));
  const EnvelopeView envelope = DecodeEnvelope(bytes).value();
  Tables tables;
  const DecodedBlock decoded = DecodeBlock(envelope.blocks.at(0).payload, tables).value();
  CHECK(decoded.block == ExampleBlock());
  CHECK(decoded.version == 3);
}

}  // namespace
}  // namespace hardtack::wire
