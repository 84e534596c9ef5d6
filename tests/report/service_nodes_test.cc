// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Lists of nodes: what is read, and what is said about the rest.

#include "hardtack/report/service_nodes.h"

#include "doctest/doctest.h"
#include "hardtack/base/error.h"

namespace hardtack::report {
namespace {

const std::string kKey = "ed25519/0202020202020202020202020202020202020202020202020202020202020202";

std::string MessageFor(const std::string& json) { return std::string(ParseServiceNodes(json).status().message()); }

TEST_CASE("nodes come in the order of the list, other members are ignored") {
  const auto nodes = ParseServiceNodes(R"([{"component":"a","public_key":")" + kKey + R"("},{"x":1,"public_key":")" +
                                       kKey + R"(","component":"b"}])")
                         .value();
  REQUIRE(nodes.size() == 2);
  CHECK(nodes[0] == identity::Attestor{"a", {engine::Algorithm::kEd25519, std::string(32, '\x02')}});
  CHECK(nodes[1].component == "b");
}

TEST_CASE("what is no such list is refused with its place") {
  CHECK(MessageFor("{}") == R"(not a list of {"component", "public_key"}: it is something else)");
  CHECK(MessageFor("[1]") == R"(not a list of {"component", "public_key"}: entry 1 lacks one of them)");
  CHECK(MessageFor(R"([{"component":1,"public_key":")" + kKey + R"("}])").ends_with("entry 1 lacks one of them"));
  CHECK(MessageFor(R"([{"component":"a","public_key":"rsa/00"}])").starts_with("entry 1: "));
  CHECK(MessageFor("[]") == R"(not a list of {"component", "public_key"}: it is empty)");
  const std::string entry = R"({"component":"a","public_key":")" + kKey + R"("})";
  CHECK(MessageFor("[" + entry + "," + entry + "]") ==
        R"(not a list of {"component", "public_key"}: two entries have the name: a)");
  CHECK(!ParseServiceNodes("[").ok());
  CHECK(!ParseServiceNodes(std::string(100'000, '[')).ok());
  CHECK(KindOf(ParseServiceNodes("").status()) == ErrorKind::kSyntax);
}

}  // namespace
}  // namespace hardtack::report
