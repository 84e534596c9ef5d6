// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// One question to both sides: a token made from a program, the bytes of a token that was tampered with, or a text.

#ifndef HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_CASE_H_
#define HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_CASE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/crypto/key.h"
#include "tests/differential/program.h"

namespace hardtack::differential {

enum class CaseKind {
  kProgram,  // `program` becomes a token on both sides, and each reads the other's
  kBytes,    // both read `bytes`
  kText,     // both read `text`
};

enum class TextKind { kBlock, kAuthorizer };

// What signs a token, and how it ends. Keys are those of keys.h.
struct Signing {
  crypto::Algorithm root = crypto::Algorithm::kEd25519;
  std::vector<crypto::Algorithm> next;  // of block i the (i modulo size)-th; not empty
  std::optional<uint32_t> root_key_id;
  bool sealed = false;
};

struct Case {
  uint64_t seed = 0;
  CaseKind kind = CaseKind::kProgram;
  Program program;        // its blocks, of kProgram; its authorizer and limits, of kBytes too; nothing else of it
  bool from_text = true;  // each block is what its text parses to, so the reference can make it too
  Signing signing;
  std::string bytes;
  TextKind text_kind = TextKind::kBlock;
  std::string text;
};

crypto::Algorithm NextAlgorithm(const Signing& signing, size_t block);

// Everything that was asked, for a person.
std::string ToString(const Case& test_case);

}  // namespace hardtack::differential

#endif  // HARDTACK_TESTS_DIFFERENTIAL_REFERENCE_CASE_H_
