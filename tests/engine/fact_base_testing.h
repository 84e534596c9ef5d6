// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Fact bases for tests, and the folder in which their files are.

#ifndef HARDTACK_TESTS_ENGINE_FACT_BASE_TESTING_H_
#define HARDTACK_TESTS_ENGINE_FACT_BASE_TESTING_H_

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "doctest/doctest.h"
#include "hardtack/engine/fact_base.h"
#include "hardtack/engine/fact_base_impl.h"
#include "hardtack/parser/parser.h"
#include "tests/engine/fact_base_reading.h"

namespace hardtack::engine {

inline void AddFacts(FactBaseBuilder& builder, const std::string& text) {
  const auto block = parser::ParseBlock(text);
  REQUIRE_MESSAGE(block.ok(), block.status());
  for (const Fact& fact : block->facts) REQUIRE(builder.Add(fact).ok());
}

inline std::shared_ptr<const FactBase> FactBaseOf(const std::string& text, FactBaseSeed seed = {1, 2}) {
  FactBaseBuilder builder(seed);
  AddFacts(builder, text);
  return std::move(builder).Build();
}

// Of every kind of term, with rows of both widths and rows that are listed.
inline std::shared_ptr<const FactBase> SmallFactBase() {
  FactBaseBuilder builder({1, 2});
  AddFacts(builder, R"(
      member("alice", "admins"); member("bob", "admins"); member("bob", "staff"); member("carol", "staff");
      since("alice", 2024-02-03T04:05:06Z); since("bob", 1970-01-01T00:00:00Z);
      limit(-1, 9223372036854775807, hex:00ff, true, null); limit(7, 8, hex:, false, null);
      tags("x", {3, 1, 2}, [3, {"k": [1, 2], 5: "v"}, 1]); tags("y", {1, 2, 3}, []);
      member("dave");)");
  REQUIRE(builder.Add("open", {}).ok());  // which text cannot say
  return std::move(builder).Build();
}

// A folder that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "hardtack-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
inline void WriteBytes(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace hardtack::engine

#endif  // HARDTACK_TESTS_ENGINE_FACT_BASE_TESTING_H_
