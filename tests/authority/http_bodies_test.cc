// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What requests carry: JSON bodies, queries, credentials.
#include <string>

#include "doctest/doctest.h"
#include "hardtack/authority/api/credentials.h"
#include "hardtack/authority/api/json_body.h"
#include "hardtack/authority/api/json_keys.h"
#include "hardtack/authority/api/query.h"

namespace hardtack::authority {
namespace {

HttpRequest RequestWith(std::string body, std::string content_type = "application/json") {
  HttpRequest request;
  request.fields.emplace_back("content-type", std::move(content_type));
  request.body = std::move(body);
  return request;
}

TEST_CASE("members are read by their types, null counts as left out, and others are passed over") {
  auto body = JsonBody::Read(RequestWith(
      R"({"a":"x","n":-5,"f":true,"nothing":null,"empty":"","more":[1,{"deep":{}}]})", "Application/JSON; charset=utf-8"));
  REQUIRE(body.ok());
  CHECK(body->NeedText("a") == "x");
  CHECK(body->Text("nothing") == std::nullopt);
  CHECK(body->Text("missing") == std::nullopt);
  CHECK(body->Text("empty") == "");
  CHECK(body->Integer("n") == -5);
  CHECK(body->Integer("missing") == std::nullopt);
  CHECK(body->Flag("f"));
  CHECK(!body->Flag("missing"));
  CHECK(body->status().ok());
}

TEST_CASE("the first member that is not as it should be is told") {
  const std::string json = R"({"a":1,"b":"x","c":1.5,"e":"","n":99999999999999999999})";
  const auto fault = [&](auto read) {
    auto body = JsonBody::Read(RequestWith(json));
    read(*body);
    return std::string(body->status().message());
  };
  CHECK(fault([](JsonBody& b) { b.Text("a"); }) == "the member a is no string");
  CHECK(fault([](JsonBody& b) { b.NeedText("z"); }) == "the member z is missing or empty");
  CHECK(fault([](JsonBody& b) { b.NeedText("e"); }) == "the member e is missing or empty");
  CHECK(fault([](JsonBody& b) { b.Integer("b"); }) == "the member b is no integer");
  CHECK(fault([](JsonBody& b) { b.Integer("c"); }) == "the member c is no integer");
  CHECK(fault([](JsonBody& b) { b.Integer("n"); }) == "the member n is no integer");
  CHECK(fault([](JsonBody& b) { b.Flag("b"); }) == "the member b is neither true nor false");
  CHECK(fault([](JsonBody& b) {
          b.Text("a");
          b.Flag("b");
        }) == "the member a is no string");
}

TEST_CASE("what is no JSON object, or says a thing twice, is refused") {
  struct Row {
    std::string body, message;
  };
  const std::string deep = std::string(20, '[') + std::string(20, ']');
  const Row kRows[] = {
      {"", "the body is no JSON: "},
      {"{", "the body is no JSON: "},
      {"{} {}", "the body is no JSON: "},
      {"[]", "the body is no JSON object"},
      {"5", "the body is no JSON object"},
      {R"({"a":)" + deep + "}", "the body is no JSON: "},
      {R"({"a":1,"a":1})", "a member stands twice: a"},
      {R"({"a":1,"\u0061":2})", "a member stands twice: a"},
      {R"({"x":{"b":1,"b":2}})", "a member stands twice: b"},
      {R"([{"b":1}])", "the body is no JSON object"},
      {"{\"a\":\"\xff\"}", "the body is no JSON: "},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.body);
    const std::string message(JsonBody::Read(RequestWith(row.body)).status().message());
    CAPTURE(message);
    CHECK(message.starts_with(row.message));
  }
  CHECK(JsonBody::Read(RequestWith(R"({"x":{"b":1},"y":{"b":2}})")).ok());
  CHECK(!FindRepeatedKey(R"([{"a":1},{"a":1}])", 8).has_value());
}

TEST_CASE("a body of another content type is not read") {
  for (const char* type : {"", "text/plain", "application/jsonp", "application/x-www-form-urlencoded"}) {
    CAPTURE(type);
    CHECK(JsonBody::Read(RequestWith("{}", type)).status().message() ==
          "the content type has to be application/json");
  }
}

TEST_CASE("a query is read parameter by parameter, with its escapes") {
  auto query = Query::Read("actor=urn%3Aa&limit=10&name=a+b%2Bc&&flag");
  REQUIRE(query.ok());
  CHECK(query->Text("actor") == "urn:a");
  CHECK(query->Number("limit") == 10);
  CHECK(query->Text("name") == "a b+c");
  CHECK(query->Text("flag") == "");
  CHECK(query->Text("missing") == std::nullopt);
  CHECK(query->Finish().ok());
}

TEST_CASE("what a query cannot mean is told") {
  CHECK(Query::Read("a=1&a=2").status().message() == "the parameter a stands twice");
  for (const char* bad : {"a=%", "a=%4", "a=%zz", "%g0=1", "a=%-1"}) {
    CAPTURE(bad);
    CHECK(Query::Read(bad).status().message() == "the query has a % without two hex digits behind it");
  }
  auto number = Query::Read("n=x");
  number->Number("n");
  CHECK(number->Finish().message() == "the parameter n is no number");
  auto negative = Query::Read("n=-1");
  negative->Number("n");
  CHECK(negative->Finish().message() == "the parameter n is no number");
  CHECK(Query::Read("limitt=1")->Finish().message() == "the parameter limitt is none of this path's");
}

TEST_CASE("a bearer's scheme has no case, and other schemes carry no token") {
  const auto bearer = [](std::string field) {
    HttpRequest request;
    request.fields.emplace_back("authorization", std::move(field));
    return CredentialsOf(request).bearer;
  };
  CHECK(bearer("Bearer abc") == "abc");
  CHECK(bearer("bEARER   abc") == "abc");
  CHECK(bearer("Basic abc") == std::nullopt);
  CHECK(bearer("Bearer") == std::nullopt);
  CHECK(bearer("Bearer ") == std::nullopt);
  CHECK(CredentialsOf({}).bearer == std::nullopt);
}

}  // namespace
}  // namespace hardtack::authority
