// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/report/saved_report.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"

namespace hardtack::report {
namespace {

std::vector<SavedToken> Tokens() {
  SavedToken alice{"alice", "/tokens/alice", {}, identity::Kind::kIdentity, "alice:agent", 1060, false};
  SavedToken read{"read", "/tokens/read", {}, identity::Kind::kAuthorization, "bo\x1b", 900, true};
  SavedToken other{"other", "/tokens/other", {}, identity::Kind::kUnknown, "", std::nullopt, false};
  SavedToken torn{"torn", "/tokens/torn", Error(ErrorKind::kIo, "it was changed")};
  return {alice, read, other, torn};
}

TEST_CASE("a list of saved tokens says whose each is and how long, or why it cannot be read") {
  CHECK(SavedTokensText(Tokens(), 1000) ==
        "name   identity     kind           status      expires\n"
        "alice  alice:agent  identity       valid       in 1m\n"
        "read   bo\\u{1b}     authorization  expired     expired 1m 40s ago\n"
        "other  -            unknown        valid       never\n"
        "torn   -            -              unreadable  it was changed\n");
  CHECK(SavedTokensText({}, 1000) == "no saved tokens\n");
}

TEST_CASE("the same list as JSON") {
  CHECK(SavedTokensDocument(Tokens(), 1000) ==
        R"({"success":true,"tokens":[)"
        R"({"name":"alice","identity":"alice:agent","kind":"identity","status":"valid","expires":1060,)"
        R"("expires_in_human":"in 1m","token_path":"/tokens/alice"},)"
        R"({"name":"read","identity":"bo\u001b","kind":"authorization","status":"expired","expires":900,)"
        R"("expires_in_human":"expired 1m 40s ago","token_path":"/tokens/read"},)"
        R"({"name":"other","identity":null,"kind":"unknown","status":"valid","expires":null,)"
        R"("expires_in_human":"never","token_path":"/tokens/other"},)"
        R"({"name":"torn","identity":null,"kind":null,"status":"unreadable","expires":null,)"
        R"("expires_in_human":null,"token_path":"/tokens/torn","error":"it was changed"}]})"
        "\n");
  CHECK(SavedTokensDocument({}, 1000) == "{\"success\":true,\"tokens\":[]}\n");
  CHECK(DeletedDocument(std::vector<std::string>{"a", "b"}) == "{\"success\":true,\"deleted\":[\"a\",\"b\"]}\n");
}

}  // namespace
}  // namespace hardtack::report
