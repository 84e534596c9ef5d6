// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A protobuf message as a list of fields, whatever they mean.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_PROTOBUF_FIELDS_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_PROTOBUF_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hardtack::differential {

// Protobuf's wire types. The ends of a group are fields without content, and what stands between them as if it were not.
enum WireType : uint64_t { kVarint = 0, kFixed64 = 1, kDelimited = 2, kGroup = 3, kEndOfGroup = 4, kFixed32 = 5 };

struct ProtobufField {
  uint64_t number = 0;
  uint64_t type = kVarint;
  uint64_t varint = 0;
  std::string content;  // of all other types
};

// nullopt when `bytes` are no message.
std::optional<std::vector<ProtobufField>> DecodeFields(std::string_view bytes);

std::string EncodeFields(const std::vector<ProtobufField>& fields);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_PROTOBUF_FIELDS_H_
