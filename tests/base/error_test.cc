// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/base/error.h"

#include <fstream>
#include <sstream>
#include <string>

#include "doctest/doctest.h"

namespace hardtack {
namespace {

TEST_CASE("an error carries its kind, its canonical code, its message and its subject") {
  absl::Status status = Error(ErrorKind::kUndefinedExtern, "no such function", std::string_view("a\0b", 3));
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK(std::string(status.message()) == "no such function");
  CHECK(KindOf(status) == ErrorKind::kUndefinedExtern);
  CHECK(SubjectOf(status) == std::string("a\0b", 3));
}

TEST_CASE("annotation prefixes the message and keeps kind and subject") {
  absl::Status status = Annotate(Annotate(Error(ErrorKind::kTooManySteps, "used 5", "x"), "rule 2"), "block 1");
  CHECK(std::string(status.message()) == "block 1: rule 2: used 5");
  CHECK(status.code() == absl::StatusCode::kResourceExhausted);
  CHECK(KindOf(status) == ErrorKind::kTooManySteps);
  CHECK(SubjectOf(status) == "x");
}

TEST_CASE("a status made elsewhere has no kind and no subject") {
  CHECK(!KindOf(absl::OkStatus()).has_value());
  CHECK(!KindOf(absl::InternalError("x")).has_value());
  CHECK(SubjectOf(absl::InternalError("x")).empty());
  CHECK(Annotate(absl::OkStatus(), "here").ok());
}

TEST_CASE("docs/errors.md lists every kind with its code") {
  std::ifstream file(HARDTACK_SOURCE_DIR "/docs/errors.md");
  REQUIRE(file.good());
  std::stringstream text;
  text << file.rdbuf();
  for (int i = 0; i <= static_cast<int>(ErrorKind::kInternal); ++i) {
    ErrorKind kind = static_cast<ErrorKind>(i);
    std::string row = "| `" + std::string(NameOf(kind)) + "` | " + absl::StatusCodeToString(CodeOf(kind));
    CAPTURE(row);
    CHECK(text.str().find(row) != std::string::npos);
  }
}

}  // namespace
}  // namespace hardtack
