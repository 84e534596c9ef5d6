// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a terminal is spared.

#include "hardtack/report/escape.h"

#include <string>

#include "doctest/doctest.h"

namespace hardtack::report {
namespace {

TEST_CASE("what could steer a terminal is shown instead") {
  struct Case {
    std::string text, escaped;
  };
  const Case cases[] = {
      {"alice:agent \"x\" \\ é日", "alice:agent \"x\" \\ é日"},
      {"\x1b[31mred", "\\u{1b}[31mred"},
      {"a\tb\rc", "a\\u{9}b\\u{d}c"},
      {"a\nb", "a\\u{a}b"},
      {std::string("a\0b", 3), "a\\u{0}b"},
      {"\x7f", "\\u{7f}"},
      {"\xc2\x9b"
       "31m",
       "\\u{9b}31m"},  // C1 control sequence introducer
      {"\xe2\x80\xae"
       "evil",
       "\\u{202e}evil"},  // right-to-left override
      {"\xe2\x81\xa6"
       "x",
       "\\u{2066}x"},  // isolate
      {"\xd8\x9c", "\\u{61c}"},
      {"\xe2\x80\xa8", "\\u{2028}"},
      {"a\xff"
       "b",
       "a\\xffb"},
      {"\xe2\x82", "\\xe2\\x82"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.escaped);
    CHECK(EscapeLine(c.text) == c.escaped);
  }
}

TEST_CASE("text of several lines keeps its line feeds and nothing else") {
  CHECK(EscapeLines("a;\nb;\n") == "a;\nb;\n");
  CHECK(EscapeLines("a\r\n\x1b") == "a\\u{d}\n\\u{1b}");
}

}  // namespace
}  // namespace hardtack::report
