// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The kind of a token, from its authority block.

#include "hardtack/identity/kind.h"

#include <string>

#include "doctest/doctest.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {
namespace {

const std::string kAliceCheck = R"(check if actor($a), $a == "alice" || $a.starts_with("alice" + ":"); )";
const std::string kLeafCheck = R"(check if actor($a), $a == "alice"; )";
const std::string kTime = "check if time($time), $time < 1800000000; ";
const std::string kSubject = R"(subject("alice"); )";
const std::string kDomain = R"(check if domain("prod"); subject($d, $s) <- domain($d), subject($s); )";

Classification ClassOf(const std::string& datalog) { return Classify(BlockOf(datalog)); }

TEST_CASE("identities are told by their exact statements, in any order") {
  const Classification alice{Kind::kIdentity, "alice", std::nullopt};
  CHECK(ClassOf(kSubject + kAliceCheck + kTime) == alice);
  CHECK(ClassOf(kTime + kAliceCheck + kSubject) == alice);
  CHECK(ClassOf(kSubject + kAliceCheck) == alice);
  CHECK(ClassOf(kSubject + kLeafCheck + kTime) == Classification{Kind::kLeafIdentity, "alice", std::nullopt});
  CHECK(ClassOf(kSubject + kAliceCheck + kTime + kDomain) == Classification{Kind::kIdentity, "alice", "prod"});
  CHECK(ClassOf(kSubject + kLeafCheck + kTime + kDomain) == Classification{Kind::kLeafIdentity, "alice", "prod"});
}

TEST_CASE("further checks of an authority only narrow") {
  CHECK(ClassOf(kSubject + kAliceCheck + kTime + R"(check if resource("file1");)").kind == Kind::kIdentity);
  CHECK(ClassOf(kSubject + kAliceCheck + kLeafCheck + kTime).kind == Kind::kLeafIdentity);
}

TEST_CASE("any other fact or rule, or a missing one, makes another kind (holes 1 to 3)") {
  const std::string cases[] = {
      kTime,                                           // a context token
      kSubject + kTime,                                // nobody is checked
      kAliceCheck + kTime,                             // nobody is the subject
      kSubject + R"(subject("bob"); )" + kAliceCheck,  // two subjects
      R"(subject("bob"); )" + kAliceCheck + kTime,     // the check is on another name
      R"(subject(1); )" + kAliceCheck + kTime,
      R"(subject("alice", "prod"); )" + kAliceCheck + kTime,
      R"(right("alice", "file1", "read"); )" + kTime,  // an old authorization token
      kSubject + R"(right("alice", "file1", "read"); )" + kAliceCheck,
      kSubject + R"(actor("alice"); )" + kAliceCheck,
      kSubject + kAliceCheck + R"(right($s, "file1", "read") <- subject($s); )",
      kSubject + kAliceCheck + "subject($d, $s) <- domain($d), subject($s); ",  // the domain rule without its check
      kSubject + kAliceCheck + kDomain + R"(right($s, "file1", "read") <- subject($s); )",
      "trusting previous; " + kSubject + kAliceCheck,
  };
  for (const std::string& datalog : cases) {
    CAPTURE(datalog);
    CHECK(ClassOf(datalog) == Classification{});
  }
}

TEST_CASE("authorizations, capabilities and contexts are told apart") {
  const std::string right = R"(right("alice", "file1", "read"); )";
  const std::string bound = "check if subject($sub), resource($res), operation($op), right($sub, $res, $op); ";
  CHECK(ClassOf(right + bound + kTime) == Classification{Kind::kAuthorization, "alice", std::nullopt});
  CHECK(ClassOf(right + bound + kTime + R"(check if domain("prod"); )") ==
        Classification{Kind::kAuthorization, "alice", "prod"});
  CHECK(ClassOf(right + "check if resource($res), operation($op), right($sub, $res, $op); " + kTime).kind ==
        Kind::kCapability);
  CHECK(ClassOf(R"(context("alice"); )" + kTime).kind == Kind::kContext);
  CHECK(
      ClassOf(R"(context("alice"); exposed_label("secret"); exposure_source("db"); exposure_time(1); )" + kTime).kind ==
      Kind::kContext);
  CHECK(ClassOf(R"(context("alice"); context("bob"); )" + kTime).kind == Kind::kUnknown);
  CHECK(ClassOf(R"(context("alice"); user(1); )" + kTime).kind == Kind::kUnknown);
}

TEST_CASE("kinds have names for programs") {
  CHECK(NameOf(Kind::kIdentity) == "identity");
  CHECK(NameOf(Kind::kLeafIdentity) == "leaf identity");
  CHECK(NameOf(Kind::kAuthorization) == "authorization");
  CHECK(NameOf(Kind::kCapability) == "capability");
  CHECK(NameOf(Kind::kContext) == "context");
  CHECK(NameOf(Kind::kUnknown) == "unknown");
}

}  // namespace
}  // namespace hardtack::identity
