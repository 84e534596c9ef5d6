// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Protobuf bytes by hand, well-formed or not: what the decoders are tested with, independent of the encoders.

#ifndef HARDTACK_TESTS_WIRE_PROTOBUF_H_
#define HARDTACK_TESTS_WIRE_PROTOBUF_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "hardtack/base/error.h"

namespace hardtack::wire::testing {

inline std::string Varint(uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  return bytes + static_cast<char>(value);
}

// A field of wire type 0.
inline std::string Number(uint32_t field, uint64_t value) { return Varint(uint64_t{field} << 3) + Varint(value); }

// A field of wire type 2: bytes, a string or a message.
inline std::string Content(uint32_t field, std::string_view content) {
  return Varint(uint64_t{field} << 3 | 2) + Varint(content.size()) + std::string(content);
}

// A field of wire type 5, which schema.proto does not use.
inline std::string Fixed32(uint32_t field) { return Varint(uint64_t{field} << 3 | 5) + std::string(4, '\0'); }

inline std::string Repeat(std::string_view bytes, size_t count) {
  std::string all;
  for (size_t i = 0; i < count; ++i) all += bytes;
  return all;
}

// The kind of a failed Status by its name, or "OK".
inline std::string KindName(const absl::Status& status) {
  if (status.ok()) return "OK";
  const std::optional<ErrorKind> kind = KindOf(status);
  return kind.has_value() ? std::string(NameOf(*kind)) : "no kind";
}

inline bool Mentions(const absl::Status& status, std::string_view text) {
  return std::string_view(status.message().data(), status.message().size()).find(text) != std::string_view::npos;
}

}  // namespace hardtack::wire::testing

#endif  // HARDTACK_TESTS_WIRE_PROTOBUF_H_
