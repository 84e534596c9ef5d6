// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/fact_base_file.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/engine/fact_base_testing.h"

namespace hardtack::engine {
namespace {

TEST_CASE("a base that is written and opened has the same facts, terms and indexes") {
  const TemporaryFolder folder;
  const auto base = SmallFactBase();
  REQUIRE(base->Write(folder / "facts").ok());
  const auto opened = FactBase::Open(folder / "facts");
  REQUIRE_MESSAGE(opened.ok(), opened.status());
  CHECK((*opened)->Relations() == base->Relations());
  CHECK((*opened)->fact_count() == base->fact_count());
  CHECK((*opened)->byte_count() == base->byte_count());
  CHECK(ReadAll((*opened)->impl().sections, (*opened)->impl().key) == ReadAll(base->impl().sections, base->impl().key));
  // And it can be written again.
  REQUIRE((*opened)->Write(folder / "again").ok());
  CHECK(ReadBytes(folder / "again") == ReadBytes(folder / "facts"));
}

TEST_CASE("an empty base is written and opened") {
  const TemporaryFolder folder;
  REQUIRE(FactBaseBuilder().Build()->Write(folder / "facts").ok());
  const auto opened = FactBase::Open(folder / "facts");
  REQUIRE_MESSAGE(opened.ok(), opened.status());
  CHECK((*opened)->fact_count() == 0);
}

TEST_CASE("the bytes depend on the facts and the seed alone, and bases have seeds of their own") {
  const TemporaryFolder folder;
  auto bytes_of = [&](const FactBase& base) {
    REQUIRE(base.Write(folder / "facts").ok());
    return ReadBytes(folder / "facts");
  };
  const std::string text = R"(a("x", 1); a("y", 2);)";
  CHECK(bytes_of(*FactBaseOf(text, {1, 2})) == bytes_of(*FactBaseOf(text, {1, 2})));
  CHECK(bytes_of(*FactBaseOf(text, {1, 2})) != bytes_of(*FactBaseOf(text, {1, 3})));
  CHECK(bytes_of(*FactBaseOf(text, FactBaseSeed::Random())) != bytes_of(*FactBaseOf(text, FactBaseSeed::Random())));
}

TEST_CASE("writing replaces a file and leaves nothing beside it") {
  const TemporaryFolder folder;
  WriteBytes(folder / "facts", "older");
  REQUIRE(SmallFactBase()->Write(folder / "facts").ok());
  CHECK(FactBase::Open(folder / "facts").ok());
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator()) == 1);
}

TEST_CASE("a mapped base stays as it was when its file is replaced") {
  const TemporaryFolder folder;
  REQUIRE(SmallFactBase()->Write(folder / "facts").ok());
  const auto opened = FactBase::Open(folder / "facts");
  REQUIRE(opened.ok());
  REQUIRE(FactBaseOf("other(1);")->Write(folder / "facts").ok());
  CHECK((*opened)->Relations() == SmallFactBase()->Relations());
  ReadAll((*opened)->impl().sections, (*opened)->impl().key);
}

void CheckIoError(const absl::Status& status, const std::string& path, std::string_view message) {
  CHECK(KindOf(status) == ErrorKind::kIo);
  CHECK(SubjectOf(status) == path);
  CHECK(status.message() == std::string(message) + ": " + path);
}

TEST_CASE("files that cannot be read or written are errors with their path") {
  const TemporaryFolder folder;
  const std::string missing = folder / "missing";
  CheckIoError(FactBase::Open(missing).status(), missing, "cannot open (No such file or directory)");
  CheckIoError(FactBase::Open(folder.path().string()).status(), folder.path().string(), "not a file");
  const std::string nowhere = folder / "missing/facts";
  CheckIoError(SmallFactBase()->Write(nowhere), nowhere, "cannot create (No such file or directory)");
  CheckIoError(SmallFactBase()->Write("/dev/null"), "/dev/null", "not a file that could be exchanged");
}

TEST_CASE("a file that cannot be written to its end is an error with its path, and leaves nothing behind") {
  const TemporaryFolder folder;
  rlimit before;
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = signal(SIGXFSZ, SIG_IGN);
  const rlimit less{100, before.rlim_max};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &less) == 0);
  const absl::Status status = SmallFactBase()->Write(folder / "facts");
  REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
  signal(SIGXFSZ, handler);
  CheckIoError(status, folder / "facts", "cannot write (File too large)");
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a file that is larger than all addresses is an error with its path") {
  const int descriptor = memfd_create("facts", MFD_CLOEXEC);
  REQUIRE(descriptor >= 0);
  REQUIRE(ftruncate(descriptor, off_t{1} << 48) == 0);
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
  CheckIoError(FactBase::Open(path).status(), path, "cannot map (Cannot allocate memory)");
  close(descriptor);
}

TEST_CASE("a file that is damaged anywhere, or cut off, or too long, is refused") {
  const TemporaryFolder folder;
  REQUIRE(SmallFactBase()->Write(folder / "facts").ok());
  const std::string bytes = ReadBytes(folder / "facts");
  std::vector<uint64_t> memory((bytes.size() + 64) / 8);
  char* const start = reinterpret_cast<char*>(memory.data());
  std::ranges::copy(bytes, start);
  auto read = [&](size_t size) { return ReadFactBaseFile({start, size}).status(); };
  CHECK(read(bytes.size()).ok());
  for (size_t i = 0; i < bytes.size(); ++i) {
    start[i] ^= 1;
    CHECK_MESSAGE(!read(bytes.size()).ok(), i);
    start[i] ^= 1;
    CHECK_MESSAGE(KindOf(read(i)) == ErrorKind::kMalformedFactBase, i);
  }
  CHECK(KindOf(read(bytes.size() + 64)) == ErrorKind::kMalformedFactBase);
}

TEST_CASE("a file that lacks the zeros after its last section is refused though its header says so") {
  const TemporaryFolder folder;
  REQUIRE(SmallFactBase()->Write(folder / "facts").ok());
  std::string bytes = ReadBytes(folder / "facts");
  const auto number_at = [&](size_t position) {
    uint64_t number;
    std::memcpy(&number, bytes.data() + position, sizeof(number));
    return number;
  };
  const auto put = [&](size_t position, uint64_t number) { std::memcpy(bytes.data() + position, &number, 8); };
  // The places of sections are behind 40 bytes, 24 bytes each, and the checksum is the last number of 384 bytes.
  const size_t last = 40 + 24 * (kSectionCount - 1);
  const uint64_t end = number_at(last) + number_at(last + 8);
  REQUIRE(end < bytes.size());
  bytes.resize(end);
  put(16, end);
  put(376, SipHash({1, 2}, std::string_view(bytes).substr(0, 376)));
  WriteBytes(folder / "changed", bytes);
  CHECK(FactBase::Open(folder / "changed").status().message() ==
        "no fact base, or a damaged one: the header has no right place for rows");
}

TEST_CASE("what is wrong with a file is said") {
  const TemporaryFolder folder;
  REQUIRE(SmallFactBase()->Write(folder / "facts").ok());
  const std::string bytes = ReadBytes(folder / "facts");
  auto error_with = [&](size_t position, std::string_view change) {
    std::string changed = bytes;
    changed.replace(position, change.size(), change);
    WriteBytes(folder / "changed", changed);
    return FactBase::Open(folder / "changed").status();
  };
  CHECK(error_with(0, "PNG").message() == "no fact base, or a damaged one: it does not begin like one");
  const absl::Status order = error_with(8, "\1\2\3\4");
  CHECK(KindOf(order) == ErrorKind::kUnsupportedVersion);
  CHECK(order.message() == "a machine of another byte order wrote the fact base");
  const absl::Status version = error_with(12, "\2");
  CHECK(KindOf(version) == ErrorKind::kUnsupportedVersion);
  CHECK(version.message() == "version 2 of the format of fact bases, supported is 1");
  CHECK(error_with(100, "x").message() == "no fact base, or a damaged one: the header does not have its checksum");
  CHECK(error_with(400, "x").message() == "no fact base, or a damaged one: texts do not have their checksum");
  WriteBytes(folder / "changed", bytes.substr(0, 100));
  CHECK(FactBase::Open(folder / "changed").status().message() ==
        "no fact base, or a damaged one: it ends within the header");
  WriteBytes(folder / "changed", bytes.substr(0, bytes.size() - 1));
  CHECK(FactBase::Open(folder / "changed").status().message() ==
        "no fact base, or a damaged one: it has " + std::to_string(bytes.size() - 1) + " bytes and should have " +
            std::to_string(bytes.size()));
}

}  // namespace
}  // namespace hardtack::engine
