// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Programs of tests/differential/generate.h, their tokens, and damage to tokens and texts.

#include "tests/differential/reference/generate_case.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "hardtack/engine/ast_print.h"
#include "tests/differential/generate.h"
#include "tests/differential/random.h"
#include "tests/differential/reference/make_token.h"
#include "tests/differential/reference/mutate.h"
#include "tests/differential/reference/plain_program.h"

namespace hardtack::differential {
namespace {

crypto::Algorithm AlgorithmOf(Random& random) {
  return random.Percent(15) ? crypto::Algorithm::kSecp256r1 : crypto::Algorithm::kEd25519;
}

Signing SigningOf(Random& random) {
  Signing signing{AlgorithmOf(random), {}, {}, random.Percent(20)};
  const bool mixed = random.Percent(30);
  for (size_t i = 0; i < 8; ++i) signing.next.push_back(mixed ? AlgorithmOf(random) : crypto::Algorithm::kEd25519);
  if (random.Percent(20))
    signing.root_key_id = static_cast<uint32_t>(random.OneOf<size_t>({0, 1, 127, 128, 4294967295}));
  return signing;
}

// 1 in 100 programs keep what the two sides are known to take differently, and 1 in 100 what has no text.
void MakePlain(Case& test_case, Random& random) {
  if (!random.Percent(1)) AvoidKnownDifferences(test_case.program);
  const bool raw = test_case.kind != CaseKind::kText && random.Percent(1);
  if (raw) {
    MakeTextual(test_case.program.authorizer);
  } else {
    MakeTextual(test_case.program);
  }
  test_case.from_text = IsTextual(test_case.program);
}

// Deterministic but for secp256r1: half of the time bytes of the token itself change, and most often a signature fails;
// else a payload does before it is signed.
// False where the program cannot be carried.
bool Tamper(Case& test_case, Random& random) {
  absl::StatusOr<std::vector<std::string>> payloads = EncodePayloads(test_case.program);
  if (!payloads.ok()) return false;
  const bool outside = random.Percent(45);
  const size_t edits = 1 + random.Below(2);
  std::string& payload = (*payloads)[random.Below(payloads->size())];
  for (size_t i = 0; i < edits && !outside; ++i) {
    random.Percent(80) ? MutateMessage(payload, random) : MutateBytes(payload, random);
  }
  absl::StatusOr<std::string> token = SignPayloads(*payloads, test_case.program, test_case.signing);
  if (!token.ok()) return false;
  test_case.bytes = *std::move(token);
  for (size_t i = 0; i < edits && outside; ++i) {
    random.Percent(60) ? MutateMessage(test_case.bytes, random) : MutateBytes(test_case.bytes, random);
  }
  return true;
}

std::string TextOf(const Case& test_case, Random& random) {
  if (test_case.text_kind == TextKind::kAuthorizer) {
    engine::AuthorizerBlock authorizer = test_case.program.authorizer;
    authorizer.block.scopes.clear();
    return engine::ToString(authorizer);
  }
  engine::Block block = random.OneOf(test_case.program.blocks).block;
  block.scopes.clear();
  return engine::ToString(block);
}

}  // namespace

Case GenerateCase(uint64_t seed) {
  Random random(~seed);  // Generate() draws from the seed itself
  Case test_case;
  test_case.seed = seed;
  const size_t roll = random.Below(100);
  test_case.kind = roll < 50 ? CaseKind::kProgram : roll < 64 ? CaseKind::kBytes : CaseKind::kText;
  test_case.program = Generate(seed);
  test_case.signing = SigningOf(random);
  MakeSignable(test_case.program);
  MakePlain(test_case, random);
  if (test_case.kind == CaseKind::kBytes && !Tamper(test_case, random)) test_case.kind = CaseKind::kProgram;
  if (test_case.kind == CaseKind::kText) {
    test_case.text_kind = random.Percent(40) ? TextKind::kAuthorizer : TextKind::kBlock;
    test_case.text = TextOf(test_case, random);
    for (size_t edits = random.Below(4); edits > 0; --edits) MutateText(test_case.text, random);
  }
  return test_case;
}

}  // namespace hardtack::differential
