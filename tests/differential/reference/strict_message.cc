// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The schema as a table, and a walk along it. Biscuit specification, schema.proto.

#include "tests/differential/reference/strict_message.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/crypto/key.h"
#include "tests/differential/reference/keys.h"
#include "tests/differential/reference/protobuf_fields.h"

namespace hardtack::differential {
namespace {

constexpr char kNumber[] = "number of 32 bits";
constexpr char kSymbol[] = "symbol";
constexpr char kVariable[] = "symbol of 32 bits";
constexpr char kKeyIndex[] = "index of a key";

enum class Rule { kRequired, kOptional, kRepeated, kOneof };

struct FieldShape {
  Rule rule;
  const char* message;  // null: no message; or one of the constants above
};

using Shape = std::map<uint64_t, FieldShape>;

const Shape& ShapeOf(const std::string& message) {
  constexpr Rule kReq = Rule::kRequired, kOpt = Rule::kOptional, kRep = Rule::kRepeated, kOne = Rule::kOneof;
  static const auto* const kShapes = new std::map<std::string, Shape>{
      {"Biscuit", {{1, {kOpt, kNumber}}, {2, {kReq, "SignedBlock"}}, {3, {kRep, "SignedBlock"}}, {4, {kReq, "Proof"}}}},
      {"SignedBlock",
       {{1, {kReq, "Block"}},
        {2, {kReq, "PublicKey"}},
        {3, {kReq, nullptr}},
        {4, {kOpt, "ExternalSignature"}},
        {5, {kOpt, kNumber}}}},
      {"ExternalSignature", {{1, {kReq, nullptr}}, {2, {kReq, "PublicKey"}}}},
      {"PublicKey", {{1, {kReq, kNumber}}, {2, {kReq, nullptr}}}},
      {"Proof", {{1, {kOne, nullptr}}, {2, {kOne, nullptr}}}},
      {"Block",
       {{2, {kOpt, nullptr}},
        {3, {kOpt, kNumber}},
        {4, {kRep, "Fact"}},
        {5, {kRep, "Rule"}},
        {6, {kRep, "Check"}},
        {7, {kRep, "Scope"}},
        {8, {kRep, "PublicKey"}}}},
      {"Scope", {{1, {kOne, kNumber}}, {2, {kOne, kKeyIndex}}}},
      {"Fact", {{1, {kReq, "Predicate"}}}},
      {"Rule", {{1, {kReq, "Predicate"}}, {2, {kRep, "Predicate"}}, {3, {kRep, "Expression"}}, {4, {kRep, "Scope"}}}},
      {"Check", {{1, {kRep, "Rule"}}, {2, {kOpt, kNumber}}}},
      {"Predicate", {{1, {kReq, kSymbol}}, {2, {kRep, "Term"}}}},
      {"Term",
       {{1, {kOne, kVariable}},
        {2, {kOne, nullptr}},
        {3, {kOne, kSymbol}},
        {4, {kOne, nullptr}},
        {5, {kOne, nullptr}},
        {6, {kOne, nullptr}},
        {7, {kOne, "Terms"}},
        {8, {kOne, "Empty"}},
        {9, {kOne, "Terms"}},
        {10, {kOne, "Map"}}}},
      {"Terms", {{1, {kRep, "Term"}}}},
      {"Empty", {}},
      {"Map", {{1, {kRep, "MapEntry"}}}},
      {"MapEntry", {{1, {kReq, "MapKey"}}, {2, {kReq, "Term"}}}},
      {"MapKey", {{1, {kOne, nullptr}}, {2, {kOne, kSymbol}}}},
      {"Expression", {{1, {kRep, "Op"}}}},
      {"Op", {{1, {kOne, "Term"}}, {2, {kOne, "OpKind"}}, {3, {kOne, "OpKind"}}, {4, {kOne, "Closure"}}}},
      {"OpKind", {{1, {kReq, kNumber}}, {2, {kOpt, kSymbol}}}},
      {"Closure", {{1, {kRep, kVariable}}, {2, {kRep, "Op"}}}},
  };
  return kShapes->at(message);
}

bool NamesPoint(const std::vector<ProtobufField>& key) {
  engine::PublicKey named;
  for (const ProtobufField& field : key) {
    if (field.number == 1) named.algorithm = static_cast<engine::Algorithm>(field.varint & 1);
    if (field.number == 2) named.bytes = field.content;
  }
  return IsPoint(named);
}

// What a walk finds.
struct Found {
  Leniency leniency;
  uint64_t symbols = 0;  // one more than the greatest that is referred to, likewise of keys
  uint64_t keys = 0;
};

void Walk(std::string_view bytes, const char* message, Found& found);

void WalkField(const ProtobufField& field, const char* message, Found& found) {
  if (message == nullptr) return;
  if (message == kSymbol || message == kVariable) found.symbols = std::max(found.symbols, field.varint + 1);
  if (message == kKeyIndex) found.keys = std::max(found.keys, field.varint + 1);
  if (message == kNumber || message == kVariable) {
    found.leniency.wide |= field.varint > std::numeric_limits<uint32_t>::max();
  }
  if (message != kSymbol && message != kVariable && message != kKeyIndex && message != kNumber) {
    Walk(field.content, message, found);
  }
}

void Walk(std::string_view bytes, const char* message, Found& found) {
  Leniency& leniency = found.leniency;
  const std::optional<std::vector<ProtobufField>> fields = DecodeFields(bytes);
  if (!fields) return;
  if (std::string_view(message) == "PublicKey") leniency.no_point |= !NamesPoint(*fields);
  const Shape& shape = ShapeOf(message);
  std::map<uint64_t, size_t> seen;
  size_t alternatives = 0;
  for (const ProtobufField& field : *fields) {
    leniency.group |= field.type == kGroup || field.type == kEndOfGroup;
    leniency.reserved |= field.number >= 19000 && field.number <= 19999;
    const auto known = shape.find(field.number);
    if (known == shape.end()) continue;
    ++seen[field.number];
    if (known->second.rule == Rule::kOneof) ++alternatives;
    WalkField(field, known->second.message, found);
  }
  if (alternatives > 1) leniency.repeated = true;
  for (const auto& [number, field] : shape) {
    if (field.rule == Rule::kRequired && seen[number] == 0) leniency.missing = true;
    if (field.rule != Rule::kRepeated && seen[number] > 1) leniency.repeated = true;
  }
}

// The content of the first field `number`; empty where there is none.
std::string ContentOf(const std::vector<ProtobufField>& fields, uint64_t number) {
  for (const ProtobufField& field : fields) {
    if (field.number == number) return field.content;
  }
  return "";
}

size_t Count(const std::vector<ProtobufField>& fields, uint64_t number) {
  return std::count_if(fields.begin(), fields.end(),
                       [&](const ProtobufField& field) { return field.number == number; });
}

// The payloads of first-party blocks, which share their tables; a third party has its own.
std::vector<std::string> FirstPartyPayloads(std::string_view token) {
  std::vector<std::string> payloads;
  for (const ProtobufField& block : DecodeFields(token).value_or(std::vector<ProtobufField>())) {
    if (block.number != 2 && block.number != 3) continue;
    const std::optional<std::vector<ProtobufField>> fields = DecodeFields(block.content);
    if (fields && Count(*fields, 4) == 0) payloads.push_back(ContentOf(*fields, 1));
  }
  return payloads;
}

// One more than the greatest symbol and key that payloads so far have added.
struct Tables {
  uint64_t symbols = 1024;
  uint64_t keys = 0;

  void Add(std::string_view payload) {
    const std::vector<ProtobufField> fields = DecodeFields(payload).value_or(std::vector<ProtobufField>());
    symbols += Count(fields, 1);
    keys += Count(fields, 8);
  }
  bool Have(const Found& found) const { return found.symbols <= symbols && found.keys <= keys; }
};

bool RefersToLater(std::string_view token) {
  const std::vector<std::string> payloads = FirstPartyPayloads(token);
  Tables all;
  for (const std::string& payload : payloads) all.Add(payload);
  Tables own;
  for (const std::string& payload : payloads) {
    own.Add(payload);
    Found found;
    Walk(payload, "Block", found);
    if (!own.Have(found) && all.Have(found)) return true;
  }
  return false;
}

}  // namespace

bool IsPoint(const engine::PublicKey& key) {
  if (key.algorithm == engine::Algorithm::kSecp256r1) {
    return crypto::PublicKey::FromBytes(crypto::Algorithm::kSecp256r1, key.bytes).ok();
  }
  if (key.bytes.size() != crypto_core_ed25519_BYTES) return false;
  // The sum with anything that is a point fails for what is none.
  const std::string_view point = ThirdParties()[0].public_key().bytes();
  std::array<unsigned char, crypto_core_ed25519_BYTES> sum;
  const auto* left = reinterpret_cast<const unsigned char*>(key.bytes.data());
  return crypto_core_ed25519_add(sum.data(), left, reinterpret_cast<const unsigned char*>(point.data())) == 0;
}

Leniency LeniencyOf(std::string_view token) {
  Found found;
  Walk(token, "Biscuit", found);
  found.leniency.later = RefersToLater(token);
  return found.leniency;
}

}  // namespace hardtack::differential
