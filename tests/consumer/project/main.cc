// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Somebody else's program: issues a token, narrows it, verifies it and prints whether a request is allowed. An absent value
// ends the program through the `value()` calls, which is what the tests around it look for.
#include <iostream>
#include <vector>

#include "hardtack/crypto/key.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/builder.h"

namespace parser = hardtack::parser;
namespace token = hardtack::token;

int main() {
  auto root = hardtack::crypto::PrivateKey::Generate();
  auto issued = token::Issue(parser::ParseBlock(R"(right("file1", "read"))").value(), root);
  auto narrowed = token::Append(issued.value(), parser::ParseBlock(R"(check if resource("file1"))").value());
  auto verified = token::Biscuit::Verify(narrowed.value(), token::SingleRootKey(root.public_key()));
  auto policy = parser::ParseAuthorizer(R"(allow if resource($r), right($r, "read"))");
  auto authorizer = token::Authorizer::Create(policy.value());
  std::vector<hardtack::engine::Fact> request = {parser::ParseFact(R"(resource("file1"))").value()};
  std::cout << (authorizer->Authorize(verified.value(), request)->allowed() ? "allowed" : "denied") << "\n";
}
