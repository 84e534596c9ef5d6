// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names of identities: which are fit, and which are below which.

#include "hardtack/identity/name.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/identity/utf8.h"

namespace hardtack::identity {
namespace {

struct Case {
  std::string name;
  std::optional<NameFault> fault;
};

TEST_CASE("a name is refused for its form (hole 11)") {
  const Case cases[] = {
      {"alice", std::nullopt},
      {"urn:hessra:alice:main-agent", std::nullopt},
      {"uri:urn:test:argo-cli0", std::nullopt},
      {"spiffe://example.org/agent", std::nullopt},
      {"quote\"and\\backslash and space", std::nullopt},
      {"élan:日本:\U0001F980", std::nullopt},
      {std::string(1024, 'a'), std::nullopt},
      {"", NameFault::kEmpty},
      {std::string(1025, 'a'), NameFault::kTooLong},
      {":alice", NameFault::kEmptySegment},
      {"alice:", NameFault::kEmptySegment},
      {"alice::agent", NameFault::kEmptySegment},
      {":", NameFault::kEmptySegment},
      {std::string("a\0b", 3), NameFault::kControlCharacter},
      {"a\nb", NameFault::kControlCharacter},
      {"a\x1b[2J", NameFault::kControlCharacter},
      {"a\x7f", NameFault::kControlCharacter},
      {"a\xc2\x80", NameFault::kControlCharacter},
      {"a\xc2\x9f", NameFault::kControlCharacter},
      {"a\xc2\xa0", std::nullopt},
      {"a\x80", NameFault::kNotUtf8},
      {"a\xc0\xaf", NameFault::kNotUtf8},          // overlong
      {"a\xed\xa0\x80", NameFault::kNotUtf8},      // a surrogate
      {"a\xf4\x90\x80\x80", NameFault::kNotUtf8},  // beyond U+10FFFF
      {"a\xe2\x82", NameFault::kNotUtf8},          // cut off
      {"a\n\xff", NameFault::kNotUtf8},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(FaultOf(c.name) == c.fault);
  }
}

TEST_CASE("every fault is described in words of its own") {
  CHECK(Describe(NameFault::kEmpty) == "empty name");
  CHECK(Describe(NameFault::kTooLong) == "longer than 1024 bytes");
  CHECK(Describe(NameFault::kNotUtf8) == "not UTF-8");
  CHECK(Describe(NameFault::kControlCharacter) == "control character");
  CHECK(Describe(NameFault::kEmptySegment) == "empty segment");
}

TEST_CASE("a name is below another only past a colon") {
  CHECK(IsStrictlyBelow("alice:agent", "alice"));
  CHECK(IsStrictlyBelow("alice:agent:worker", "alice"));
  CHECK_FALSE(IsStrictlyBelow("alice", "alice"));
  CHECK_FALSE(IsStrictlyBelow("alice:", "alice"));
  CHECK_FALSE(IsStrictlyBelow("alice2", "alice"));
  CHECK_FALSE(IsStrictlyBelow("alice2:agent", "alice"));
  CHECK_FALSE(IsStrictlyBelow("alice", "alice:agent"));
  CHECK_FALSE(IsStrictlyBelow("bob:agent", "alice"));
  CHECK_FALSE(IsStrictlyBelow("Alice:agent", "alice"));
}

TEST_CASE("a malformed code point takes one byte, so that reading goes on") {
  std::string_view text = "\xe2\x82z";
  CHECK(TakeCodePoint(text) == std::nullopt);
  CHECK(TakeCodePoint(text) == std::nullopt);
  CHECK(TakeCodePoint(text) == U'z');
  CHECK(text.empty());
}

}  // namespace
}  // namespace hardtack::identity
