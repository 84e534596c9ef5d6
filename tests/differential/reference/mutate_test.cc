// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Damage to bytes, messages and texts.

#include "tests/differential/reference/mutate.h"

#include <string>

#include "doctest/doctest.h"
#include "tests/differential/reference/protobuf_fields.h"

namespace hardtack::differential {
namespace {

TEST_CASE("a message is cut into fields and put together again") {
  const std::string message =
      EncodeFields({{1, kVarint, 300, ""}, {2, kDelimited, 0, "abc"}, {3, kFixed32, 0, "1234"}});
  const auto fields = DecodeFields(message);
  REQUIRE(fields.has_value());
  REQUIRE(fields->size() == 3);
  CHECK((*fields)[0].varint == 300);
  CHECK((*fields)[1].content == "abc");
  CHECK(EncodeFields(*fields) == message);
  CHECK(!DecodeFields(message.substr(0, message.size() - 1)).has_value());
}

TEST_CASE("an edit keeps a message a message most of the time, and changes it most of the time") {
  const std::string inner = EncodeFields({{1, kVarint, 7, ""}, {2, kDelimited, 0, "text"}});
  const std::string message = EncodeFields({{1, kDelimited, 0, inner}, {2, kDelimited, 0, inner}});
  Random random(1);
  size_t messages = 0, changed = 0;
  for (size_t i = 0; i < 1000; ++i) {
    std::string edited = message;
    MutateMessage(edited, random);
    if (DecodeFields(edited).has_value()) ++messages;
    if (edited != message) ++changed;
  }
  CHECK(messages > 900);
  CHECK(changed > 700);
}

TEST_CASE("a group is cut into its ends, which an edit leaves without content") {
  const std::string message = EncodeFields({{15, kGroup, 0, ""}, {1, kVarint, 7, ""}, {15, kEndOfGroup, 0, ""}});
  REQUIRE(DecodeFields(message).has_value());
  CHECK(EncodeFields(*DecodeFields(message)) == message);
  Random random(1);
  size_t changed = 0;
  for (size_t i = 0; i < 1000; ++i) {
    std::string edited = message;
    MutateMessage(edited, random);
    if (edited != message) ++changed;
  }
  CHECK(changed > 500);
}

TEST_CASE("an edit of a text leaves characters above ASCII whole") {
  Random random(1);
  for (size_t i = 0; i < 1000; ++i) {
    std::string text = "a(\"\xC3\xA9\"); b(\"\xC3\xA9\xC3\xA9\", 1)";
    for (size_t edits = 0; edits < 5; ++edits) MutateText(text, random);
    for (size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\xC3') CHECK((at + 1 < text.size() && text[at + 1] == '\xA9'));
      if (text[at] == '\xA9') CHECK((at > 0 && text[at - 1] == '\xC3'));
    }
  }
}

}  // namespace
}  // namespace hardtack::differential
