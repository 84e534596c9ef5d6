// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The members beside `result`: world, revocation ids, blocks, limits.

#include <string>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/report/json.h"
#include "hardtack/report/json_text.h"
#include "tests/report/sample.h"

namespace hardtack::report {
namespace {

std::string Text(const boost::json::value& json) { return boost::json::serialize(json); }

TEST_CASE("a world lists facts by origin, and statements by block, sorted by text") {
  const token::Biscuit token = Verified(TokenOf({
      "b(2); a(1); check if z(1); check if y(1);",
      "c($x) <- a($x); check if c(1);",
  }));
  const token::Authorizer authorizer =
      AuthorizerOf("d(4); check if true; e($x) <- d($x); deny if z(9); allow if true;");
  const auto outcome = authorizer.Evaluate(token);
  REQUIRE(outcome.ok());
  const auto world = WorldJson(outcome->world, token.blocks(), authorizer.policy());
  CHECK(Text(world.at("facts")) ==
        R"j([{"origin":[null],"facts":["d(4)","e(4)"]},{"origin":[0],"facts":["a(1)","b(2)"]},)j"
        R"j({"origin":[0,1],"facts":["c(1)"]}])j");
  CHECK(Text(world.at("rules")) ==
        R"j([{"origin":1,"rules":["c($x) <- a($x)"]},{"origin":18446744073709551615,"rules":["e($x) <- d($x)"]}])j");
  CHECK(Text(world.at("checks")) ==
        R"j([{"origin":0,"checks":["check if y(1)","check if z(1)"]},{"origin":1,"checks":["check if c(1)"]},)j"
        R"j({"origin":18446744073709551615,"checks":["check if true"]}])j");
  CHECK(Text(world.at("policies")) == R"j(["deny if z(9)","allow if true"])j");
}

TEST_CASE("the whole of an authorization") {
  const token::UnverifiedBiscuit token = TokenOf({"user(\"alice\");"});
  const token::Authorizer authorizer = AuthorizerOf("allow if user(\"alice\");");
  const auto json = AuthorizationJson(authorizer, Verified(token), authorizer.Evaluate(Verified(token)));
  CHECK(Text(json.at("result")) == R"({"Ok":0})");
  CHECK(Text(json.at("revocation_ids")) == "[\"" + Hex(token.RevocationIds()[0]) + "\"]");
  CHECK(Text(json.at("blocks")) ==
        R"j([{"symbols":["alice"],"public_keys":[],"external_key":null,"code":"user(\"alice\");\n","version":3}])j");
  CHECK(json.at("limits").at("max_facts") == 1000);
  CHECK(json.at("limits").at("used").at("facts") == 1);
}

TEST_CASE("an error in the middle shows the world so far") {
  const token::Biscuit token = Verified(TokenOf({"a(1);"}));
  const token::Authorizer authorizer = AuthorizerOf("allow if a($x), $x / 0 == 1;");
  const auto json = AuthorizationJson(authorizer, token, authorizer.Evaluate(token));
  CHECK(Text(json.at("result")) == R"({"Err":{"Execution":"DivideByZero"}})");
  CHECK(Text(json.at("world").at("facts")) == R"j([{"origin":[0],"facts":["a(1)"]}])j");
}

TEST_CASE("a token that did not verify has claims and no world") {
  const token::Authorizer authorizer = AuthorizerOf("allow if true;");
  const absl::Status error = Error(ErrorKind::kInvalidSignature, "block 0: no match");
  const auto json = AuthorizationJson(authorizer, TokenOf({"a(1);"}), error);
  CHECK(json.at("world").is_null());
  CHECK(json.at("revocation_ids").as_array().empty());
  CHECK(json.at("blocks").at(0).at("code") == "a(1);\n");
  CHECK(AuthorizationJson(authorizer, error).at("blocks").is_null());
}

}  // namespace
}  // namespace hardtack::report
