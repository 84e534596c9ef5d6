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

TEST_CASE("kinds have names for programs") {
  CHECK(NameOf(Kind::kIdentity) == "identity");
  CHECK(NameOf(Kind::kLeafIdentity) == "leaf identity");
  CHECK(NameOf(Kind::kOther) == "other");
}

}  // namespace
}  // namespace hardtack::identity
