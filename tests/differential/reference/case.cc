// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Printing of cases.

#include "tests/differential/reference/case.h"

#include <string_view>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace hardtack::differential {
namespace {

std::string_view NameOf(crypto::Algorithm algorithm) {
  return algorithm == crypto::Algorithm::kEd25519 ? "ed25519" : "secp256r1";
}

std::string ToString(const Signing& signing, size_t blocks) {
  std::string text = absl::StrCat("// root key ", std::string(NameOf(signing.root)), ", next keys");
  for (size_t i = 0; i < blocks; ++i) absl::StrAppend(&text, " ", std::string(NameOf(NextAlgorithm(signing, i))));
  if (signing.root_key_id) absl::StrAppend(&text, ", root key id ", *signing.root_key_id);
  return absl::StrCat(text, signing.sealed ? ", sealed" : "", "\n");
}

}  // namespace

crypto::Algorithm NextAlgorithm(const Signing& signing, size_t block) {
  return signing.next[block % signing.next.size()];
}

std::string ToString(const Case& test_case) {
  switch (test_case.kind) {
    case CaseKind::kText:
      return absl::StrCat(test_case.text_kind == TextKind::kBlock ? "// block\n" : "// authorizer\n", test_case.text);
    case CaseKind::kBytes: {
      Program authorizer = test_case.program;
      authorizer.blocks.clear();
      return absl::StrCat("// root key ", std::string(NameOf(test_case.signing.root)), ", token\n",
                          absl::BytesToHexString(test_case.bytes), "\n", ToString(authorizer));
    }
    case CaseKind::kProgram:
      break;
  }
  return ToString(test_case.signing, test_case.program.blocks.size()) + ToString(test_case.program);
}

}  // namespace hardtack::differential
