// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A service that verifies tokens: the policy is compiled once, each request brings a token and its facts.
#include <iostream>
#include <vector>

#include "hardtack/crypto/key_text.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"

using hardtack::token::Authorizer;
using hardtack::token::Biscuit;
using hardtack::token::UnverifiedBiscuit;

constexpr char kRootKey[] = "@KEY@";
constexpr char kToken[] =
    "@TOKEN@";

int main() {
  // Once, at start. .value() ends the program on an error, which is right for a constant and wrong for input.
  auto root = hardtack::token::SingleRootKey(hardtack::crypto::ParsePublicKey(kRootKey).value());
  auto policy = hardtack::parser::ParseAuthorizer("allow if resource($r), operation($o), right($r, $o)").value();
  const Authorizer authorizer = Authorizer::Create(policy).value();

  // For each request: text, then bytes, then a token that verified, then a decision.
  auto received = UnverifiedBiscuit::FromText(kToken);
  if (!received.ok()) return std::cerr << received.status() << "\n", 1;
  auto token = Biscuit::Verify(*received, root);
  if (!token.ok()) return std::cerr << token.status() << "\n", 1;

  auto request = hardtack::parser::ParseBlock(R"(resource("file1"); operation("read");)").value().facts;
  auto decision = authorizer.Authorize(*token, request);
  if (!decision.ok()) return std::cerr << decision.status() << "\n", 1;
  if (!decision->allowed()) return std::cout << "denied\n", 1;
  std::cout << "allowed by policy " << decision->policy->index << "\n";
}
