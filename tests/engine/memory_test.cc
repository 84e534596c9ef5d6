// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/memory.h"

#include <memory>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/parser/parser.h"
#include "tests/counting_allocator.h"

namespace hardtack::engine {
namespace {

constexpr const char* kSources[] = {
    "",
    "right(\"a resource whose name is long enough to be on the heap\", \"read\");",
    "check if actor($a), $a == \"urn:hessra:alice\" || $a.starts_with(\"urn:hessra:alice\" + \":\");"
    "check if time($time), $time < 1795570303;",
    "a({1, 2, 3}, [\"one\", [\"two\", {\"key\": hex:00ff}]], null, true, 2026-11-24T00:00:00Z);"
    "b($x) <- a($x, $y, $z, $u, $v), $y.any($e -> $e == \"one\" && !($e == \"a text that is not short at all\"))"
    " trusting previous, ed25519/acdd6d5b53bfee478bf689f8e012fe7988bf755e3d7c5152947abc149bc20189;"
    "check if b($x) or a($x, $y, $z, $u, $v), $x.length() > 2; check all b($x), $x.contains(1); reject if c(1);",
};

// What `make` leaves on the heap beside the object itself.
template <typename Make>
size_t HeapOf(Make make) {
  const size_t before = testing::ThreadHeapUse().live_bytes;
  const auto made = make();
  return testing::ThreadHeapUse().live_bytes - before;
}

Block Parsed(const std::string& source) { return parser::ParseBlock(source).value(); }

// Whether the allocator, which rounds up, was asked for about as much.
bool IsAbout(size_t counted, size_t live) { return counted <= live && counted * 8 >= live * 7; }

TEST_CASE("syntax is counted as far as the allocator does not round up") {
  for (const char* source : kSources) {
    CAPTURE(std::string(source));
    const Block block = Parsed(source);
    const size_t copied = HeapOf([&] { return std::make_unique<Block>(block); });
    const Block copy = block;  // without the capacity that parsing left
    CHECK(IsAbout(MemoryBytes(copy), copied));
    CHECK(MemoryBytes(block) >= MemoryBytes(copy));
  }
}

TEST_CASE("a program is counted to within an eighth") {
  const auto authorizer = CompileAuthorizer({Parsed("resource(\"r\");"), {}}).value();
  for (const char* source : kSources) {
    CAPTURE(std::string(source));
    const Block block = Parsed(source);
    const TokenBlock blocks[] = {{&block, nullptr}, {&block, nullptr}};
    CompileToken(blocks, authorizer).value();  // what is made once in a process
    size_t counted = 0;
    const size_t live = HeapOf([&] {
      auto program = CompileToken(blocks, authorizer).value();
      counted = MemoryBytes(*program);
      return program;
    });
    CAPTURE(live);
    CHECK(counted * 8 >= live * 7);
    CHECK(counted * 7 <= live * 8);
  }
}

}  // namespace
}  // namespace hardtack::engine
