// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/properties/tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "rapidcheck.h"
#include "tests/engine/engine_testing.h"
#include "tests/token/token_testing.h"

namespace hardtack::properties {
namespace {

using crypto::Algorithm;
using token::Must;
using token::UnverifiedBiscuit;

// KEY stands for the trusted party.
const std::vector<std::string> kStatements = {
    R"(right("a", "read");)",
    R"(right("b", "write");)",
    R"(resource("a");)",
    R"(operation("write");)",
    R"(approved("a");)",
    R"(right($r, "read") <- right($r, "write");)",
    R"(right($r, $o) <- resource($r), operation($o), approved($r);)",
    R"(approved($r) <- approved($r) trusting KEY;)",
    R"(check if operation("read");)",
    R"(check if resource($r), operation($o), right($r, $o);)",
    R"(check if approved("a") trusting KEY;)",
    R"(check if approved($r) trusting previous;)",
    R"(check if resource("a") or resource("b");)",
    R"(check all operation($o), {"read", "write"}.contains($o);)",
    R"(reject if resource("c");)",
    R"(check if [1, 2].any($x -> $x / 2 == 1);)",
    R"(trusted_since(2026-01-01T00:00:00Z);)",
};

const std::vector<std::string> kPolicies = {
    "allow if true;",
    R"(allow if right($r, $o), resource($r), operation($o);)",
    R"(deny if resource("b");)",
    R"(allow if operation("read");)",
};

const std::vector<std::string> kTrustingPolicies = {
    R"(allow if approved($r), resource($r) trusting authority, KEY;)",
    R"(deny if approved("b") trusting KEY;)",
};

const std::vector<std::string> kRequest = {
    R"(resource("a");)",     R"(resource("b");)",      R"(resource("c");)",
    R"(operation("read");)", R"(operation("write");)", R"(operation("other");)",
};

// The texts joined, the key in its place.
std::string Joined(const std::vector<std::string>& texts) {
  static const std::string key = crypto::ToHexText(KeyOf(Role::kTrustedParty).public_key());
  std::string joined = absl::StrJoin(texts, " ");
  for (size_t at = 0; (at = joined.find("KEY", at)) != std::string::npos;) joined.replace(at, 3, key);
  return joined;
}

std::vector<std::string> DrawSome(const std::vector<std::string>& texts, size_t at_least, size_t at_most) {
  const size_t count = *rc::gen::inRange(at_least, at_most + 1);
  return *rc::gen::container<std::vector<std::string>>(count, rc::gen::elementOf(texts));
}

Algorithm DrawAlgorithm() {
  return *rc::gen::weightedElement<Algorithm>({{8, Algorithm::kEd25519}, {1, Algorithm::kSecp256r1}});
}

UnverifiedBiscuit WithBlockOf(const UnverifiedBiscuit& parent, const engine::Block& block, Role party) {
  const std::string request = Must(RequestThirdParty(parent));
  const std::string contents = Must(token::SignThirdParty(request, block, KeyOf(party, DrawAlgorithm())));
  return Must(AppendThirdParty(parent, contents, DrawAlgorithm()));
}

std::string DrawChangedBytes(std::string bytes) {
  const size_t at = *rc::gen::inRange<size_t>(0, bytes.size());
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      bytes[at] = static_cast<char>(bytes[at] ^ 1 << *rc::gen::inRange(0, 8));
      return bytes;
    case 1:
      return bytes.substr(0, at);
    case 2:
      return bytes.insert(at, 1, *rc::gen::arbitrary<char>());
    default:
      return bytes.replace(at, 1, bytes.substr(*rc::gen::inRange<size_t>(0, bytes.size()), 1));
  }
}

UnverifiedBiscuit SealedUnlessItIs(const UnverifiedBiscuit& parent) {
  return parent.sealed() ? parent : Must(Seal(parent));
}

}  // namespace

const crypto::PrivateKey& KeyOf(Role role, Algorithm algorithm) {
  static const auto* const keys = [] {
    auto* made = new std::array<std::vector<crypto::PrivateKey>, 2>;
    for (Algorithm each : token::kBothAlgorithms) {
      for (char fill = 1; fill <= 4; ++fill) (*made)[static_cast<size_t>(each)].push_back(crypto::FixedKey(each, fill));
    }
    return made;
  }();
  return (*keys)[static_cast<size_t>(algorithm)][static_cast<size_t>(role)];
}

engine::Block DrawBlock() { return Must(parser::ParseBlock(Joined(DrawSome(kStatements, 0, 4)))); }

std::vector<engine::Fact> DrawRequest() { return engine::ParsedFacts(Joined(DrawSome(kRequest, 0, 3))); }

token::Authorizer DrawAuthorizer(bool trusting) {
  std::vector<std::string> policies = kPolicies, statements = kStatements;
  if (trusting) policies.insert(policies.end(), kTrustingPolicies.begin(), kTrustingPolicies.end());
  if (!trusting)
    std::erase_if(statements, [](const std::string& text) { return text.find("KEY") != std::string::npos; });
  const std::string text = Joined(DrawSome(statements, 0, 2)) + Joined(DrawSome(policies, 1, 3));
  return Must(token::Authorizer::Create(engine::ParsedAuthorizer(text)));
}

UnverifiedBiscuit DrawToken() {
  UnverifiedBiscuit made = Must(token::Issue(DrawBlock(), KeyOf(Role::kRoot), {std::nullopt, DrawAlgorithm()}));
  for (int more = *rc::gen::inRange(0, 4); more > 0; --more) {
    made = *rc::gen::inRange(0, 4) == 0 ? WithBlockOf(made, DrawBlock(), Role::kTrustedParty) : DrawChild(made);
  }
  return made;
}

UnverifiedBiscuit DrawChild(const UnverifiedBiscuit& parent) {
  if (*rc::gen::inRange(0, 5) == 0) return WithBlockOf(parent, DrawBlock(), Role::kStranger);
  return Must(Append(parent, DrawBlock(), DrawAlgorithm()));
}

std::string DrawDamaged(const UnverifiedBiscuit& token) {
  token::Envelope envelope(token);
  std::vector<std::string>& blocks = envelope.raw_blocks;
  const auto any = [&] { return *rc::gen::inRange<size_t>(0, blocks.size()); };
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      std::swap(blocks[any()], blocks[any()]);
      return envelope.Bytes();
    case 1:
      if (blocks.size() > 1) blocks.pop_back();
      return envelope.Bytes();
    case 2:
      blocks.push_back(blocks[any()]);
      return envelope.Bytes();
    case 3:
      envelope.proof = std::string(KeyOf(Role::kStranger).secret());
      return envelope.Bytes();
    case 4:
      envelope.sealed = !envelope.sealed;
      return envelope.Bytes();
    default:
      return DrawChangedBytes(std::string(token.bytes()));
  }
}

std::vector<std::string> DrawFamily(bool as_text) {
  std::vector<UnverifiedBiscuit> tokens = {DrawToken()};
  std::vector<std::string> family = {std::string(tokens[0].bytes())};
  for (int more = *rc::gen::inRange(0, 8); more > 0; --more) {
    const UnverifiedBiscuit& relative = tokens[*rc::gen::inRange<size_t>(0, tokens.size())];
    const int kind = *rc::gen::inRange(0, 7);
    if (kind == 0) {
      family.push_back(DrawDamaged(relative));
      continue;
    }
    if (kind == 1) tokens.push_back(SealedUnlessItIs(relative));
    if (kind == 2) tokens.push_back(DrawToken());
    if (kind == 3) tokens.push_back(Must(token::Issue(DrawBlock(), KeyOf(Role::kOtherRoot))));
    if (kind == 4) tokens.push_back(relative);
    if (kind > 4) tokens.push_back(relative.sealed() ? DrawToken() : DrawChild(relative));
    family.emplace_back(tokens.back().bytes());
  }
  if (!as_text) return family;
  for (std::string& member : family) member = absl::WebSafeBase64Escape(member);
  return family;
}

std::string TextOf(const absl::StatusOr<engine::Decision>& decision) {
  return decision.ok() ? engine::Verdict(decision) : decision.status().ToString();
}

std::string AnswerOf(const absl::StatusOr<token::Biscuit>& token, const token::Authorizer& authorizer,
                     std::span<const engine::Fact> request) {
  if (!token.ok()) return token.status().ToString();
  std::string answer = absl::BytesToHexString(absl::StrJoin(token->unverified().RevocationIds(), ""));
  for (const wire::DecodedBlock& block : token->blocks()) answer += "\n" + engine::ToString(block.block);
  return answer + "\n" + TextOf(authorizer.Authorize(*token, request));
}

}  // namespace hardtack::properties
