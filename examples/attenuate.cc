// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A holder narrows a token, offline and without the root key, and hands the narrower one on.
#include <iostream>
#include <string>
#include <vector>

#include "hardtack/crypto/key.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/builder.h"

namespace parser = hardtack::parser;
namespace token = hardtack::token;

int main() {
  // The issuer, who alone has the root key.
  auto root = hardtack::crypto::PrivateKey::Generate();
  auto rights = parser::ParseBlock(R"(right("file1", "read"); right("file2", "read");)").value();
  auto issued = token::Issue(rights, root).value();

  // The holder: one more block. A value that comes from elsewhere is a parameter, never pasted into the text.
  parser::Parameters parameters = {{"file", hardtack::engine::StringTerm("file1")}};
  parser::ParseOptions options;
  options.parameters = &parameters;
  auto only = parser::ParseBlock("check if resource({file})", options).value();
  auto narrowed = token::Append(issued, only).value();

  // The service, which knows the root's public key.
  auto verified = token::Biscuit::Verify(narrowed, token::SingleRootKey(root.public_key())).value();
  auto policy = parser::ParseAuthorizer(R"(allow if resource($r), right($r, "read"))").value();
  auto authorizer = token::Authorizer::Create(policy).value();
  for (const char* file : {"file1", "file2"}) {
    std::vector<hardtack::engine::Fact> request = {{{"resource", {hardtack::engine::StringTerm(file)}}}};
    bool allowed = authorizer.Authorize(verified, request).value().allowed();
    std::cout << "read " << file << ": " << (allowed ? "allowed" : "denied") << "\n";
  }
}
