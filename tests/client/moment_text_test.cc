// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/client/moment_text.h"

#include "doctest/doctest.h"

namespace hardtack::client {
namespace {

TEST_CASE("a date of RFC 3339 is read as UTC seconds, whatever its zone") {
  CHECK(ParseRfc3339("1970-01-01T00:00:00Z") == 0);
  CHECK(ParseRfc3339("2023-11-14T22:13:20Z") == 1'700'000'000);
  CHECK(ParseRfc3339("2023-11-14t22:13:20.999z") == 1'700'000'000);
  CHECK(ParseRfc3339("2023-11-15T00:13:20+02:00") == 1'700'000'000);
  CHECK(ParseRfc3339("2023-11-14T16:43:20-05:30") == 1'700'000'000);
  CHECK(ParseRfc3339("2024-02-29T00:00:00Z") == 1'709'164'800);
  CHECK(ParseRfc3339("2016-12-31T23:59:60Z") == ParseRfc3339("2016-12-31T23:59:59Z"));
}

TEST_CASE("what is no date of RFC 3339 is not read") {
  for (const char* text :
       {"", "2023", "2023-11-14", "2023-11-14T22:13:20", "2023-02-29T00:00:00Z", "2023-13-01T00:00:00Z",
        "2023-11-14T24:00:00Z", "2023-11-14T22:60:00Z", "2023-11-14T22:13:20.Z", "2023-11-14T22:13:20.5",
        "2023-11-14T22:13:20+2:00", "2023-11-14T22:13:20+25:00", "2023-11-14T22:13:20Z ", " 2023-11-14T22:13:20Z",
        "20a3-11-14T22:13:20Z", "+023-11-14T22:13:20Z"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseRfc3339(text).has_value());
  }
}

TEST_CASE("a date of HTTP is read") {
  CHECK(ParseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT") == 784'111'777);
  for (const char* text : {"", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Foo 1994 08:49:37 GMT",
                           "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseHttpDate(text).has_value());
  }
}

TEST_CASE("a server may ask to wait for seconds or until a date, within reason") {
  using std::chrono::seconds;
  constexpr int64_t kNow = 784'111'700;
  CHECK(ParseRetryAfter("0", kNow) == seconds(0));
  CHECK(ParseRetryAfter("120", kNow) == seconds(120));
  CHECK(ParseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", kNow) == seconds(77));
  CHECK(ParseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", kNow + 1000) == seconds(0));
  CHECK(ParseRetryAfter("999999999", kNow) == seconds(86'400));
  CHECK(ParseRetryAfter("99999999999999999999999", kNow) == seconds(86'400));
  for (const char* text : {"", "-1", "soon", "1.5", "1 "}) {
    CAPTURE(text);
    CHECK_FALSE(ParseRetryAfter(text, kNow).has_value());
  }
}

}  // namespace
}  // namespace hardtack::client
