// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/parser/parameters.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"

namespace hardtack {
namespace {

using engine::Term;
using parser::Parameters;

const engine::PublicKey kKey{engine::Algorithm::kEd25519, std::string(32, '\x11')};

absl::StatusOr<std::string> Bound(std::string_view text, const Parameters& parameters) {
  auto result = parser::ParseAuthorizer(text, {.parameters = &parameters, .limits = {}});
  if (!result.ok()) return result.status();
  return engine::ToString(*result);
}

void CheckError(std::string_view text, const Parameters& parameters, std::string_view message,
                std::string_view subject) {
  CAPTURE(text);
  absl::Status status = Bound(text, parameters).status();
  CHECK(KindOf(status) == ErrorKind::kParameter);
  CHECK(std::string(status.message()) == message);
  CHECK(SubjectOf(status) == subject);
}

TEST_CASE("a parameter stands for a term wherever a term may stand") {
  Parameters parameters = {{"p", engine::StringTerm("x\"); allow if true; a(\"")}};
  const std::string value = "\"x\\\"); allow if true; a(\\\"\"";
  CHECK(Bound("a({p}, [{p}], {{p}}, {1: {p}}, {{p}: 2})", parameters).value() ==
        "a(" + value + ", [" + value + "], {" + value + "}, {1: " + value + "}, {" + value + ": 2});\n");
  CHECK(Bound("h({p}) <- a({p}), {p}.length() > 1", parameters).value() ==
        "h(" + value + ") <- a(" + value + "), " + value + ".length() > 1;\n");
}

TEST_CASE("every type of term can be a parameter") {
  Parameters parameters = {
      {"integer", engine::IntegerTerm(-5)},
      {"date", engine::DateTerm(0)},
      {"bytes", engine::BytesTerm("\x01")},
      {"boolean", engine::BoolTerm(true)},
      {"nothing", engine::NullTerm()},
      {"set", Term(engine::Set{{engine::IntegerTerm(1)}})},
      {"array", Term(engine::Array{{Term(engine::Set{})}})},
      {"map", Term(engine::Map{{{int64_t{1}, engine::NullTerm()}}})},
  };
  CHECK(Bound("a({integer}, {date}, {bytes}, {boolean}, {nothing}, {set}, {array}, {map})", parameters).value() ==
        "a(-5, 1970-01-01T00:00:00Z, hex:01, true, null, {1}, [{,}], {1: null});\n");
}

TEST_CASE("a parameter behind `trusting` is a public key or a list of scopes") {
  Parameters parameters = {{"key", kKey}, {"all", std::vector<engine::Scope>{engine::ScopeKind::kPrevious, kKey}}};
  const std::string key = engine::ToString(kKey);
  CHECK(Bound("trusting {key}; check if a(1) trusting authority, {all}", parameters).value() ==
        "trusting " + key + ";\n\ncheck if a(1) trusting authority, previous, " + key + ";\n");
}

TEST_CASE("ours: {true}, {false}, {null} and {hex:...} are sets") {
  CHECK(Bound("a({true}, {false}, {null}, {hex:00})", {}).value() == "a({true}, {false}, {null}, {hex:00});\n");
  Parameters parameters = {
      {"truest", engine::IntegerTerm(1)}, {"nullé", engine::IntegerTerm(2)}, {"hexa", engine::IntegerTerm(3)}};
  CHECK(Bound("a({truest}, {nullé}, {hexa})", parameters).value() == "a(1, 2, 3);\n");
}

TEST_CASE("all missing parameters are named, each where it stands") {
  CheckError("a({one});\nb({two}, {, }, {{three}: 1}, {4, {five}}) ; check if a(1) trusting {six}", {},
             "line 1, column 3: missing parameter: one\n"
             "  a({one});\n"
             "    ^\n"
             "line 2, column 3: missing parameter: two\n"
             "  b({two}, {, }, {{three}: 1}, {4, {five}}) ; check if a(1) trus\n"
             "    ^\n"
             "line 2, column 17: missing parameter: three\n"
             "  b({two}, {, }, {{three}: 1}, {4, {five}}) ; check if a(1) trusting {six}\n"
             "                  ^\n"
             "line 2, column 34: missing parameter: five\n"
             "  b({two}, {, }, {{three}: 1}, {4, {five}}) ; check if a(1) trusting {six}\n"
             "                                   ^\n"
             "line 2, column 68: missing parameter: six\n"
             "  , {, }, {{three}: 1}, {4, {five}}) ; check if a(1) trusting {six}\n"
             "                                                              ^",
             "one");
}

TEST_CASE("unused parameters are named") {
  CheckError("a({used})", {{"used", engine::IntegerTerm(1)}, {"idle", engine::IntegerTerm(1)}, {"lazy", kKey}},
             "unused parameter: idle\nunused parameter: lazy", "idle");
}

TEST_CASE("a parameter of the wrong type is named") {
  const std::vector<engine::Scope> none;
  struct {
    const char* text;
    parser::ParameterValue value;
    const char* message;
  } rows[] = {
      {"a({p})", kKey, "line 1, column 3: parameter is a key or scopes where a term is expected: p\n  a({p})\n    ^"},
      {"trusting {p}", engine::IntegerTerm(1),
       "line 1, column 10: parameter is a term where a key or scopes are expected: p\n  trusting {p}\n           ^"},
      {"trusting {p}", none, "line 1, column 10: parameter holds no scopes: p\n  trusting {p}\n           ^"},
      {"trusting {p}", engine::PublicKey{engine::Algorithm::kSecp256r1, "short"},
       "line 1, column 10: a secp256r1 key has 33 bytes, compressed: p\n  trusting {p}\n           ^"},
      {"a({p})", engine::VariableTerm("x"), "line 1, column 3: parameter holds a variable: p\n  a({p})\n    ^"},
      {"a({p})", Term(engine::Array{{engine::VariableTerm("x")}}),
       "line 1, column 3: parameter holds a variable: p\n  a({p})\n    ^"},
      {"a({p})", Term(engine::Set{{engine::IntegerTerm(1), engine::NullTerm()}}),
       "line 1, column 3: parameter holds a set of different types: p\n  a({p})\n    ^"},
      {"a({p})", Term(engine::Set{{Term(engine::Set{})}}),
       "line 1, column 3: parameter holds a set within a set: p\n  a({p})\n    ^"},
      {"a({{p}: 1})", engine::NullTerm(),
       "line 1, column 4: parameter is no integer or string, as a key must be: p\n  a({{p}: 1})\n     ^"},
  };
  for (const auto& row : rows) CheckError(row.text, {{"p", row.value}}, row.message, "p");
}

TEST_CASE("a parameter counts toward the nesting around it") {
  Parameters parameters = {{"p", Term(engine::Array{{Term(engine::Array{})}})}};
  parser::ParseOptions options{.parameters = &parameters, .limits = {.max_nesting = 3}};
  CHECK(parser::ParseFact("a([{p}])", options).ok());
  CHECK(KindOf(parser::ParseFact("a([[{p}]])", options).status()) == ErrorKind::kTooDeep);
}

TEST_CASE("names of parameters start with a letter and stand between braces without white space") {
  Parameters parameters = {{"p", engine::IntegerTerm(1)}, {"é1:_", engine::IntegerTerm(2)}};
  CHECK(Bound("a({p}, {é1:_})", parameters).value() == "a(1, 2);\n");
  for (const char* text : {"a({ p})", "a({p })", "a({_p})", "a({:p})", "a({p→})", "trusting {true}"}) {
    CAPTURE(text);
    CHECK(KindOf(Bound(text, parameters).status()) == ErrorKind::kSyntax);
  }
}

TEST_CASE("a syntax error is reported before parameters that nobody could use") {
  CHECK(KindOf(Bound("a({p}; b(1)", {{"p", engine::IntegerTerm(1)}, {"q", engine::IntegerTerm(1)}}).status()) ==
        ErrorKind::kSyntax);
}

}  // namespace
}  // namespace hardtack
