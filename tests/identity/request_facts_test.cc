// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a caller may state for its client, and what not.

#include "hardtack/identity/request_facts.h"

#include "hardtack/base/error.h"
#include "tests/identity/tokens.h"

namespace hardtack::identity {
namespace {

TEST_CASE("facts that the verifier or an attestor states are reserved (hole 7)") {
  for (const char* name : {"actor", "subject", "time", "domain", "resource", "operation", "right", "prefix",
                           "designation", "activation", "prefix_added", "namespace", "service", "node"}) {
    CAPTURE(name);
    CHECK(IsReserved(name));
    const absl::Status status = CheckRequestFacts(BlockOf("ip(1); " + std::string(name) + "(1);").facts);
    CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
    CHECK(std::string(status.message()).ends_with(std::string(": ") + name));
  }
  CHECK(!IsReserved("ip"));
  CHECK(CheckRequestFacts(BlockOf("ip(1); color(2);").facts).ok());
}

TEST_CASE("the identity verifier takes other facts for further checks, and none that is reserved") {
  const token::UnverifiedBiscuit token =
      TokenOf({R"(subject("alice"); check if actor($a), $a == "alice"; check if time($time), $time < 1800000000;)",
               "check if ip(1);"});
  VerifyRequest request;
  request.now = kNow;
  RefusalIn<CheckFailed>(VerifyRequested(token, request));
  request.facts = BlockOf("ip(1);").facts;
  Accepted(VerifyRequested(token, request));
  request.facts = BlockOf("time(0);").facts;
  CHECK(!Value(Verifier::Create(RootLookup())).Verify(token, request).ok());
}

}  // namespace
}  // namespace hardtack::identity
