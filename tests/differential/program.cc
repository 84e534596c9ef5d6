// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Printing of test cases and their host functions.

#include "tests/differential/program.h"

#include "absl/strings/str_cat.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::differential {
namespace {

absl::StatusOr<engine::Term> Identity(const engine::Term& left, const engine::Term*) { return left; }

absl::StatusOr<engine::Term> Pair(const engine::Term& left, const engine::Term* right) {
  return engine::Term(engine::Array{{left, right ? *right : engine::NullTerm()}});
}

absl::StatusOr<engine::Term> Refuse(const engine::Term&, const engine::Term*) {
  return absl::InvalidArgumentError("refused");
}

}  // namespace

const engine::Externs& HostFunctions() {
  static const engine::Externs* const kFunctions =
      new engine::Externs{{"identity", &Identity}, {"pair", &Pair}, {"refuse", &Refuse}};
  return *kFunctions;
}

std::string ToString(const Program& program) {
  std::string text;
  for (size_t i = 0; i < program.blocks.size(); ++i) {
    const SignedBlock& block = program.blocks[i];
    absl::StrAppend(&text, "// block ", i, block.signer ? ", signed by " + engine::ToString(*block.signer) : "", "\n",
                    engine::ToString(block.block));
  }
  absl::StrAppend(&text, "// authorizer, at most ", program.limits.max_facts, " facts and ",
                  program.limits.max_iterations, " rounds\n", engine::ToString(program.authorizer), "// request\n");
  for (const engine::Fact& fact : program.request) absl::StrAppend(&text, engine::ToString(fact), ";\n");
  absl::StrAppend(&text, "// shared\n");
  for (const engine::Fact& fact : program.shared) absl::StrAppend(&text, engine::ToString(fact), ";\n");
  absl::StrAppend(&text, "// queries\n");
  for (const engine::Rule& rule : program.queries) absl::StrAppend(&text, engine::ToString(rule), ";\n");
  return text;
}

}  // namespace hardtack::differential
