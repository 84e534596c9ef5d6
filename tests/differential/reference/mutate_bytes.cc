// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bytes, and protobuf messages as lists of fields.

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <protozero/varint.hpp>

#include "tests/differential/reference/mutate.h"

namespace hardtack::differential {
namespace {

enum WireType : uint64_t { kVarint = 0, kFixed64 = 1, kDelimited = 2, kFixed32 = 5 };

struct Field {
  uint64_t number = 0;
  uint64_t type = kVarint;
  uint64_t varint = 0;
  std::string content;  // of all other types
};

std::optional<uint64_t> TakeVarint(std::string_view& bytes) {
  const char* at = bytes.data();
  try {
    const uint64_t value = protozero::decode_varint(&at, bytes.data() + bytes.size());
    bytes.remove_prefix(at - bytes.data());
    return value;
  } catch (const protozero::exception&) {
    return std::nullopt;
  }
}

std::optional<std::string> TakeContent(std::string_view& bytes, uint64_t type) {
  std::optional<uint64_t> size;
  if (type == kDelimited) size = TakeVarint(bytes);
  if (type == kFixed64) size = 8;
  if (type == kFixed32) size = 4;
  if (!size || *size > bytes.size()) return std::nullopt;
  std::string content(bytes.substr(0, *size));
  bytes.remove_prefix(*size);
  return content;
}

// nullopt when `bytes` are no message.
std::optional<std::vector<Field>> Fields(std::string_view bytes) {
  std::vector<Field> fields;
  while (!bytes.empty()) {
    const std::optional<uint64_t> tag = TakeVarint(bytes);
    if (!tag || *tag >> 3 == 0) return std::nullopt;
    Field field{*tag >> 3, *tag & 7, 0, {}};
    if (field.type == kVarint) {
      const std::optional<uint64_t> value = TakeVarint(bytes);
      if (!value) return std::nullopt;
      field.varint = *value;
    } else {
      std::optional<std::string> content = TakeContent(bytes, field.type);
      if (!content) return std::nullopt;
      field.content = *std::move(content);
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

void AppendVarint(std::string& bytes, uint64_t value) { protozero::add_varint_to_buffer(&bytes, value); }

std::string Encode(const std::vector<Field>& fields) {
  std::string bytes;
  for (const Field& field : fields) {
    AppendVarint(bytes, field.number << 3 | field.type);
    if (field.type == kVarint) AppendVarint(bytes, field.varint);
    if (field.type == kDelimited) AppendVarint(bytes, field.content.size());
    bytes += field.content;
  }
  return bytes;
}

void ChangeNumber(uint64_t& value, Random& random) {
  switch (random.Below(4)) {
    case 0:
      value = random.Below(32);
      break;
    case 1:
      value = 1024 + random.Below(16);
      break;
    case 2:
      value += 1;
      break;
    default:
      value ^= uint64_t{1} << random.Below(64);
  }
}

// Another value of the same type.
void ChangeValue(Field& field, Random& random) {
  if (field.type == kVarint) return ChangeNumber(field.varint, random);
  if (field.type == kDelimited) return MutateBytes(field.content, random);
  field.content[random.Below(field.content.size())] ^= static_cast<char>(1 << random.Below(8));
}

void MutateFields(std::vector<Field>& fields, size_t at, Random& random) {
  switch (random.Below(6)) {
    case 0:
      fields.erase(fields.begin() + at);
      break;
    case 1:
      fields.insert(fields.begin() + at, Field(fields[at]));
      break;
    case 2:
      std::swap(fields[at], fields[random.Below(fields.size())]);
      break;
    case 3:
      fields[at].number = 1 + random.Below(12);
      break;
    default:
      ChangeValue(fields[at], random);
  }
}

}  // namespace

void MutateBytes(std::string& bytes, Random& random) {
  if (bytes.empty()) {
    bytes.push_back(static_cast<char>(random.Below(256)));
    return;
  }
  const size_t at = random.Below(bytes.size());
  switch (random.Below(6)) {
    case 0:
      bytes[at] ^= static_cast<char>(1 << random.Below(8));
      break;
    case 1:
      bytes[at] = static_cast<char>(random.Below(256));
      break;
    case 2:
      bytes.insert(at, 1, static_cast<char>(random.Below(256)));
      break;
    case 3:
      bytes.erase(at, 1);
      break;
    case 4:
      bytes.insert(at, bytes.substr(at, 1 + random.Below(8)));
      break;
    default:
      bytes.resize(at);
  }
}

void MutateMessage(std::string& message, Random& random) {
  std::optional<std::vector<Field>> fields = Fields(message);
  if (!fields || fields->empty()) return MutateBytes(message, random);
  const size_t at = random.Below(fields->size());
  Field& field = (*fields)[at];
  if (field.type == kDelimited && random.Percent(75)) {
    MutateMessage(field.content, random);
  } else {
    MutateFields(*fields, at, random);
  }
  message = Encode(*fields);
}

}  // namespace hardtack::differential
