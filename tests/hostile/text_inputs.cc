// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Datalog text: what a request, a policy or a command line may bring.

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/limits.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "tests/hostile/inputs.h"

namespace hardtack::hostile {
namespace {

constexpr size_t kMegabyte = (size_t{1} << 20) - 100;  // with what stands before it no more than max_text_bytes

// `text` in so many sets, each with another member.
std::string Nested(std::string text, int sets) {
  for (int i = 0; i < sets; ++i) text = "{[" + text + "], [1]}";
  return text;
}

// As many units as a text may have, numbered, with `room` for more.
std::string Filled(const std::string& before, const std::string& after, size_t room = 20) {
  std::string text;
  const size_t most = engine::StructureLimits().max_text_bytes;
  for (uint64_t i = 0; text.size() + before.size() + after.size() + room < most; ++i) {
    absl::StrAppend(&text, before, i, after);
  }
  return text;
}

Result Parsed(const std::string& text) {
  const absl::StatusOr<engine::AuthorizerBlock> parsed = parser::ParseAuthorizer(text);
  if (parsed.ok()) return {"parsed", 0};
  return {std::string(NameOf(KindOf(parsed.status()).value_or(ErrorKind::kInternal))), 0};
}

Input Text(std::string resource, std::string name, std::string stopped_by, std::function<std::string()> text) {
  return {std::move(resource), std::move(name), std::move(stopped_by),
          [text = std::move(text)] { return [text = text()] { return Parsed(text); }; }};
}

// The policy of a program, parsed, compiled and decided by, without a token.
Result DecidedBy(const std::string& text) {
  absl::StatusOr<engine::AuthorizerBlock> parsed = parser::ParseAuthorizer(text);
  if (!parsed.ok()) return {std::string(NameOf(KindOf(parsed.status()).value_or(ErrorKind::kInternal))), 0};
  const absl::StatusOr<token::Authorizer> authorizer = token::Authorizer::Create(*std::move(parsed));
  if (!authorizer.ok()) return {std::string(NameOf(KindOf(authorizer.status()).value_or(ErrorKind::kInternal))), 0};
  const absl::StatusOr<engine::Decision> decision = authorizer->Authorize({});
  if (!decision.ok()) return {std::string(NameOf(KindOf(decision.status()).value_or(ErrorKind::kInternal))), 0};
  return {decision->allowed() ? "allowed" : "denied", 0};
}

}  // namespace

std::vector<Input> TextInputs() {
  return {
      Text("text", "20 MB", "max_text_bytes", [] { return std::string(20 << 20, ' '); }),
      Text("nesting", "1 MB of `[`", "max_nesting", [] { return "a(" + std::string(kMegabyte, '['); }),
      Text("nesting", "1 MB of `!`", "max_nesting", [] { return "check if " + std::string(kMegabyte, '!'); }),
      Text("sets", "one of as many integers as fit, in text", "max_text_bytes",
           [] { return "a({" + Filled("", ", ", 30) + "0});"; }),
      Text("sets", "31 sets in text, each in an array in the next, around as many integers as fit", "max_text_bytes",
           [] { return "a(" + Nested("[" + Filled("", ", ", 1000) + "0]", 30) + ");"; }),
      Text("text", "as many mistakes as fit", "max_text_bytes", [] { return Filled("a(", "; "); }),
      {"policies", "as many as fit, of which the last one matches", "max_text_bytes, max_steps",
       [] { return [text = Filled("allow if p(", "); ") + "allow if true;"] { return DecidedBy(text); }; }},
  };
}

std::vector<Input> Inputs() {
  std::vector<Input> inputs = TokenInputs();
  for (const auto& part : {ProgramInputs(), TextInputs()}) {
    inputs.insert(inputs.end(), part.begin(), part.end());
  }
  return inputs;
}

}  // namespace hardtack::hostile
