// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/fact_base_parts.h"

#include <algorithm>
#include <cstring>

#include "hardtack/engine/fact_base_file.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

// Where a header (engine/fact_base_file.cc) has its key and the sizes of its sections, and where it ends.
constexpr size_t kKeyOffset = 24;
constexpr size_t kSizesOffset = 48;
constexpr size_t kSizesStride = 24;
constexpr size_t kHeaderBytes = 384;
constexpr size_t kAlignment = 64;

uint64_t WordAt(std::string_view bytes, size_t offset) {
  uint64_t word = 0;
  if (offset + sizeof(word) <= bytes.size()) std::memcpy(&word, bytes.data() + offset, sizeof(word));
  return word;
}

}  // namespace

FactBaseParts TakeApart(std::string_view file) {
  FactBaseParts parts{{}, {WordAt(file, kKeyOffset), WordAt(file, kKeyOffset + 8)}};
  std::string_view rest = file.substr(std::min(file.size(), kHeaderBytes));
  size_t number = 0;
  engine::ForEachSection(parts.sections, [&]<typename Array>(std::string_view, Array& array) {
    constexpr size_t kBytes = sizeof(typename Array::value_type);
    const uint64_t size = WordAt(file, kSizesOffset + kSizesStride * number++);
    array.resize(std::min<uint64_t>(size, rest.size()) / kBytes);
    const size_t taken = array.size() * kBytes;
    if (taken > 0) std::memcpy(static_cast<void*>(array.data()), rest.data(), taken);
    rest.remove_prefix(std::min((taken + kAlignment - 1) / kAlignment * kAlignment, rest.size()));
  });
  return parts;
}

std::string PutTogether(const engine::SectionSpans& sections, engine::SipKey key) {
  std::string file;
  const absl::Status status = engine::WriteFactBaseFile(sections, key, [&](std::string_view piece) {
    file.append(piece);
    return absl::OkStatus();
  });
  Require(status.ok(), "sections can be written");
  return file;
}

}  // namespace hardtack::fuzz
