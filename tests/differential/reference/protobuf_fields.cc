// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Cuts messages into fields and puts them together again.

#include "tests/differential/reference/protobuf_fields.h"

#include <utility>

#include <protozero/buffer_string.hpp>
#include <protozero/varint.hpp>

namespace hardtack::differential {
namespace {

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
  if (type == kGroup || type == kEndOfGroup) size = 0;
  if (!size || *size > bytes.size()) return std::nullopt;
  std::string content(bytes.substr(0, *size));
  bytes.remove_prefix(*size);
  return content;
}

void AppendVarint(std::string& bytes, uint64_t value) { protozero::add_varint_to_buffer(&bytes, value); }

}  // namespace

std::optional<std::vector<ProtobufField>> DecodeFields(std::string_view bytes) {
  std::vector<ProtobufField> fields;
  while (!bytes.empty()) {
    const std::optional<uint64_t> tag = TakeVarint(bytes);
    if (!tag || *tag >> 3 == 0) return std::nullopt;
    ProtobufField field{*tag >> 3, *tag & 7, 0, {}};
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

std::string EncodeFields(const std::vector<ProtobufField>& fields) {
  std::string bytes;
  for (const ProtobufField& field : fields) {
    AppendVarint(bytes, field.number << 3 | field.type);
    if (field.type == kVarint) AppendVarint(bytes, field.varint);
    if (field.type == kDelimited) AppendVarint(bytes, field.content.size());
    bytes += field.content;
  }
  return bytes;
}

}  // namespace hardtack::differential
