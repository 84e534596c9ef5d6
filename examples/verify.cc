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

constexpr char kRootKey[] = "ed25519/d85600182c65d232f0157d8dd7ff9149524a17067ccd25984fcb0ca28a2f5d01";
constexpr char kToken[] =
    "EoIBChgKBWZpbGUxGAMiDQoLCAQSAxiACBICGAASJAgAEiBaZ8faC6dwWskMuLLkMPXR0rEmoioYoKaF0F-znapU4RpA05SGDaEYnvi0dSN5"
    "Ftyt-EUqhD0Dz3mANe-9QSeoNyBN7ovQeugmB-RvicYOr9dB1bvUu3_8wc7QiVEi4NkECCIiCiAerfePpiUJIiBk1de-R0lbxXdW_5gUER6E"
    "708Yq-RJWg==";

int main() {
  // Once, at start. .value() ends the program on an error, which is right for a constant and wrong for input.
  auto root = hardtack::token::SingleRootKey(hardtack::crypto::ParsePublicKey(kRootKey).value());
  auto policy = hardtack::parser::ParseAuthorizer("allow if resource($r), operation($o), right($r, $o)").value();
  const Authorizer authorizer = Authorizer::Create(policy).value();

  // For each request: text, then bytes, then a token that verified, then a decision.
  auto received = UnverifiedBiscuit::FromText(kToken);
  if (!received.ok()) return std::cerr << received.status().message() << "\n", 1;
  auto token = Biscuit::Verify(*received, root);
  if (!token.ok()) return std::cerr << token.status().message() << "\n", 1;

  auto request = hardtack::parser::ParseBlock(R"(resource("file1"); operation("read");)").value().facts;
  auto decision = authorizer.Authorize(*token, request);
  if (!decision.ok()) return std::cerr << decision.status().message() << "\n", 1;
  if (!decision->allowed()) return std::cout << "denied\n", 1;
  std::cout << "allowed by policy " << decision->policy->index << "\n";
}
