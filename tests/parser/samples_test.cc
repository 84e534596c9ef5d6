// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Every text of the official samples parses, and prints as it stands there.
#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"

namespace hardtack {
namespace {

namespace json = boost::json;

std::string Text(const json::value& value) { return std::string(value.as_string()); }

// The samples, or null where the folder beside the project is absent.
json::value Samples() {
  std::ifstream file(HARDTACK_SOURCE_DIR "/../shared/conformance/samples.json");
  if (!file.good()) {
    std::cout << "NOT RUN: conformance samples absent: ../shared/conformance/samples.json\n";
    return nullptr;
  }
  std::stringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

void CheckBlock(const std::string& code) {
  CAPTURE(code);
  auto block = parser::ParseBlock(code);
  if (code.find("$unbound") != std::string::npos) {
    CHECK(KindOf(block.status()) == ErrorKind::kSyntax);  // sample 018: a rule whose head is not bound
    return;
  }
  REQUIRE_MESSAGE(block.ok(), block.status());
  CHECK(engine::ToString(*block) == code);
}

void CheckAuthorizer(const std::string& code) {
  CAPTURE(code);
  auto authorizer = parser::ParseAuthorizer(code);
  REQUIRE_MESSAGE(authorizer.ok(), authorizer.status());
  CHECK(engine::ToString(*authorizer) == code);
}

void CheckWorld(const json::object& world) {
  for (const json::value& group : world.at("facts").as_array()) {
    for (const json::value& fact : group.at("facts").as_array()) {
      CHECK(engine::ToString(parser::ParseFact(Text(fact)).value()) == Text(fact));
    }
  }
  for (const json::value& group : world.at("rules").as_array()) {
    for (const json::value& rule : group.at("rules").as_array()) {
      CHECK(engine::ToString(parser::ParseRule(Text(rule)).value()) == Text(rule));
    }
  }
  for (const json::value& group : world.at("checks").as_array()) {
    for (const json::value& check : group.at("checks").as_array()) {
      CHECK(engine::ToString(parser::ParseCheck(Text(check)).value()) == Text(check));
    }
  }
  for (const json::value& policy : world.at("policies").as_array()) {
    CHECK(engine::ToString(parser::ParsePolicy(Text(policy)).value()) == Text(policy));
  }
}

TEST_CASE("the texts of the official samples parse and print back unchanged") {
  json::value samples = Samples();
  if (samples.is_null()) return;
  size_t blocks = 0;
  size_t authorizers = 0;
  for (const json::value& sample : samples.at("testcases").as_array()) {
    CAPTURE(Text(sample.at("filename")));
    for (const json::value& block : sample.at("token").as_array()) {
      CheckBlock(Text(block.at("code")));
      ++blocks;
    }
    for (const auto& [name, validation] : sample.at("validations").as_object()) {
      CheckAuthorizer(Text(validation.at("authorizer_code")));
      ++authorizers;
      if (validation.at("world").is_object()) CheckWorld(validation.at("world").as_object());
    }
  }
  CHECK(blocks >= 38);
  CHECK(authorizers == 50);
}

}  // namespace
}  // namespace hardtack
