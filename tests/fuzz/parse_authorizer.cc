// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text as an authorizer, and as each statement alone. What parses is printed and parsed again, and must be the same
// syntax; it compiles, and what the compiler made of it can be shown. 2 KiB, as for a block.
#include <string>
#include <string_view>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/compile.h"
#include "hardtack/parser/parser.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

template <typename Syntax>
using Parser = absl::StatusOr<Syntax> (*)(std::string_view, const parser::ParseOptions&);

template <typename Syntax>
void CheckStatement(Parser<Syntax> parse, std::string_view text) {
  const auto statement = parse(text, {});
  if (!statement.ok()) return;
  const auto again = parse(engine::ToString(*statement), {});
  Require(again.ok() && *again == *statement, "a statement is printed and parsed as the same");
}

void CheckAuthorizer(std::string_view text) {
  const auto authorizer = parser::ParseAuthorizer(text);
  if (!authorizer.ok()) return;
  const auto again = parser::ParseAuthorizer(engine::ToString(*authorizer));
  Require(again.ok(), "a printed authorizer parses");
  Require(*again == *authorizer, "printing and parsing give back the same syntax");
  const auto compiled = engine::CompileAuthorizer(*authorizer);
  if (compiled.ok()) engine::Dump(**compiled);
  Require(KindOf(compiled.status()) != ErrorKind::kInvalidBlockRule, "the parser refuses rules that are not safe");
}

void CheckText(std::string_view text) {
  CheckAuthorizer(text);
  CheckStatement<engine::Term>(&parser::ParseTerm, text);
  CheckStatement<engine::Fact>(&parser::ParseFact, text);
  CheckStatement<engine::Rule>(&parser::ParseRule, text);
  CheckStatement<engine::Check>(&parser::ParseCheck, text);
  CheckStatement<engine::Policy>(&parser::ParsePolicy, text);
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckText(hardtack::fuzz::AsText(data, size));
  return 0;
}
