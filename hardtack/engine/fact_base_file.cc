// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The frame of a file: header, places, checksums. Tested by tests/engine/fact_base_file_test.cc.

#include "hardtack/engine/fact_base_file.h"

#include <array>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::engine {
namespace {

constexpr uint64_t kAlignment = 64;
constexpr std::array<char, 8> kMagic = {'H', 'T', 'f', 'a', 'c', 't', 's', '\n'};
constexpr uint32_t kByteOrder = 0x01020304;

struct SectionPlace {
  uint64_t offset = 0;    // from the start of the file; a multiple of kAlignment
  uint64_t bytes = 0;     // zeros follow up to a multiple of kAlignment
  uint64_t checksum = 0;  // of the bytes
};

// In the file as it is here (do not change).
struct Header {
  std::array<char, 8> magic = kMagic;
  uint32_t byte_order = kByteOrder;
  uint32_t version = kFactBaseVersion;
  uint64_t file_bytes = 0;
  SipKey key;
  std::array<SectionPlace, kSectionCount> sections;
  std::array<char, 24> filling = {};
  uint64_t checksum = 0;  // of what is before it
};
static_assert(sizeof(Header) == 384 && sizeof(Header) % kAlignment == 0);
static_assert(sizeof(CompositeRecord) == 24 && sizeof(RelationRecord) == 32 && sizeof(IndexRecord) == 32);
static_assert(sizeof(Value) == 8);

uint64_t Padded(uint64_t bytes) { return (bytes + kAlignment - 1) / kAlignment * kAlignment; }

std::string_view BytesOf(const Header& header) { return {reinterpret_cast<const char*>(&header), sizeof(Header)}; }

uint64_t ChecksumOf(const Header& header) {
  return SipHash(header.key, BytesOf(header).substr(0, sizeof(Header) - sizeof(header.checksum)));
}

absl::Status Malformed(std::string_view what) {
  return Error(ErrorKind::kMalformedFactBase, absl::StrCat("no fact base, or a damaged one: ", ToAbsl(what)));
}

absl::StatusOr<Header> ReadHeader(std::string_view bytes) {
  Header header;
  if (bytes.size() < sizeof(header)) return Malformed("it ends within the header");
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != kMagic) return Malformed("it does not begin like one");
  if (header.byte_order != kByteOrder) {
    return Error(ErrorKind::kUnsupportedVersion, "a machine of another byte order wrote the fact base");
  }
  if (header.version != kFactBaseVersion) {
    return Error(
        ErrorKind::kUnsupportedVersion,
        absl::StrCat("version ", header.version, " of the format of fact bases, supported is ", kFactBaseVersion));
  }
  if (header.checksum != ChecksumOf(header)) return Malformed("the header does not have its checksum");
  if (header.file_bytes != bytes.size()) {
    return Malformed(absl::StrCat("it has ", bytes.size(), " bytes and should have ", header.file_bytes));
  }
  return header;
}

template <typename Array>
std::string_view BytesOfArray(const Array& array) {
  return {reinterpret_cast<const char*>(array.data()), array.size_bytes()};
}
constexpr std::array<char, kAlignment> kZeros = {};

}  // namespace

absl::StatusOr<FactBaseFile> ReadFactBaseFile(std::string_view bytes) {
  ASSIGN_OR_RETURN(const Header header, ReadHeader(bytes));
  FactBaseFile file{{}, header.key};
  uint64_t offset = sizeof(Header);
  size_t number = 0;
  absl::Status status = absl::OkStatus();
  ForEachSection(file.sections, [&]<typename T>(std::string_view name, std::span<const T>& array) {
    const SectionPlace& place = header.sections[number++];
    if (!status.ok()) return;
    if (place.offset != offset || place.bytes > bytes.size() - offset || place.bytes % sizeof(T) != 0 ||
        Padded(place.bytes) > bytes.size() - offset) {
      status = Malformed(absl::StrCat("the header has no right place for ", ToAbsl(name)));
      return;
    }
    const std::string_view content = bytes.substr(offset, place.bytes);
    const std::string_view filling = bytes.substr(offset + place.bytes, Padded(place.bytes) - place.bytes);
    if (SipHash(header.key, content) != place.checksum || filling.find_first_not_of('\0') != std::string_view::npos) {
      status = Malformed(absl::StrCat(ToAbsl(name), " do not have their checksum"));
      return;
    }
    array = std::span(reinterpret_cast<const T*>(content.data()), place.bytes / sizeof(T));
    offset += Padded(place.bytes);
  });
  RETURN_IF_ERROR(status);
  if (offset != bytes.size()) return Malformed("something follows the last section");
  return file;
}

absl::Status WriteFactBaseFile(const SectionSpans& sections, SipKey key,
                               absl::FunctionRef<absl::Status(std::string_view)> write) {
  Header header;
  header.key = key;
  header.file_bytes = sizeof(Header);
  size_t number = 0;
  ForEachSection(sections, [&](std::string_view, const auto& array) {
    SectionPlace& place = header.sections[number++];
    place = {header.file_bytes, array.size_bytes(), SipHash(key, BytesOfArray(array))};
    header.file_bytes += Padded(array.size_bytes());
  });
  header.checksum = ChecksumOf(header);
  absl::Status status = write(BytesOf(header));
  ForEachSection(sections, [&](std::string_view, const auto& array) {
    if (status.ok()) status = write(BytesOfArray(array));
    if (status.ok()) status = write({kZeros.data(), Padded(array.size_bytes()) - array.size_bytes()});
  });
  return status;
}

}  // namespace hardtack::engine
