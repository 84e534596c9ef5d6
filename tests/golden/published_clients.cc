// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading tests/golden/hessra.

#include "tests/golden/published_clients.h"

#include <fstream>
#include <sstream>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "doctest/doctest.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::golden {
namespace {

std::string ReadFile(const std::string& name) {
  const std::string path = HARDTACK_SOURCE_DIR "/tests/golden/hessra/" + name;
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

Published ReadPublished(const boost::json::object& facts) {
  std::string name(facts.at("name").as_string());
  INFO(name);
  const auto root = crypto::ParsePublicKey(std::string(facts.at("root").as_string()));
  REQUIRE_MESSAGE(root.ok(), root.status().ToString());
  std::string text = ReadFile(name + ".token");
  const auto token = token::UnverifiedBiscuit::FromText(text);
  REQUIRE_MESSAGE(token.ok(), token.status().ToString());
  text.pop_back();  // the end of the line
  return {std::move(name), std::string(facts.at("kind").as_string()), facts, *root, std::move(text), *token};
}

}  // namespace

int64_t Published::now() const { return facts.at("now").as_int64(); }

std::optional<std::string> Published::Text(std::string_view key) const {
  const boost::json::value* value = facts.if_contains(key);
  if (value == nullptr || value->is_null()) return std::nullopt;
  return std::string(value->as_string());
}

const std::vector<Published>& AllPublished() {
  static const std::vector<Published> all = [] {
    std::vector<Published> read;
    const boost::json::value list = boost::json::parse(ReadFile("published.json"));
    for (const boost::json::value& facts : list.as_array()) read.push_back(ReadPublished(facts.as_object()));
    return read;
  }();
  return all;
}

identity::Verdict<identity::Verified> Verify(const Published& published, const identity::VerifyRequest& request) {
  const auto verifier = identity::Verifier::Create(token::SingleRootKey(published.root));
  REQUIRE_MESSAGE(verifier.ok(), verifier.status().ToString());
  auto verdict = verifier->Verify(published.token, request);
  REQUIRE_MESSAGE(verdict.ok(), verdict.status().ToString());
  return *std::move(verdict);
}

}  // namespace hardtack::golden
