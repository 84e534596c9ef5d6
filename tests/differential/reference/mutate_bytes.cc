// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bytes, and protobuf messages as lists of fields.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "tests/differential/reference/mutate.h"
#include "tests/differential/reference/protobuf_fields.h"

namespace hardtack::differential {
namespace {

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
      value ^= uint64_t{1} << random.Below(random.Percent(5) ? 64 : 31);
  }
}

// Another value of the same type; another number for the ends of a group, which have none.
void ChangeValue(ProtobufField& field, Random& random) {
  if (field.type == kVarint) return ChangeNumber(field.varint, random);
  if (field.type == kDelimited) return MutateBytes(field.content, random);
  if (field.content.empty()) return ChangeNumber(field.number, random);
  field.content[random.Below(field.content.size())] ^= static_cast<char>(1 << random.Below(8));
}

void MutateFields(std::vector<ProtobufField>& fields, size_t at, Random& random) {
  switch (random.Below(6)) {
    case 0:
      fields.erase(fields.begin() + at);
      break;
    case 1:
      fields.insert(fields.begin() + at, ProtobufField(fields[at]));
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
  std::optional<std::vector<ProtobufField>> fields = DecodeFields(message);
  if (!fields || fields->empty()) return MutateBytes(message, random);
  const size_t at = random.Below(fields->size());
  ProtobufField& field = (*fields)[at];
  if (field.type == kDelimited && random.Percent(75)) {
    MutateMessage(field.content, random);
  } else {
    MutateFields(*fields, at, random);
  }
  message = EncodeFields(*fields);
}

}  // namespace hardtack::differential
