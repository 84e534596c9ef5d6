// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The listing of a Program: one line a rule, check query or policy query, in the terms of the machine that runs it, with
// the join order that is taken when relations are of the same size.
// Slots are s0, s1, ...; `scan p/2` looks at every fact of p with two terms, `probe p/2` at those that agree in a known
// column. Tested by tests/engine/compile_test.cc.

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/raised_error.h"

namespace hardtack::engine {
namespace {

class Lister {
 public:
  explicit Lister(const Program& program, const Program& top) : program_(program), top_(top) {}

  void ListAll(std::string& out) {
    for (const CompiledRule& rule : program_.rules) {
      absl::StrAppend(&out, BlockName(rule.block), " rule ", rule.index, ": ", ListBody(rule.body), "emit ",
                      Relation(rule.head), "(", Terms(rule.head_terms), ")\n");
    }
    for (const CompiledCheck& check : program_.checks) {
      static constexpr const char* kKinds[] = {"check if", "check all", "reject if"};
      for (uint32_t i = check.bodies.begin; i < check.bodies.end; ++i) {
        absl::StrAppend(&out, BlockName(check.block), " check ", check.index, " ", kKinds[static_cast<int>(check.kind)],
                        ": ", ListBody(i), "match\n");
      }
    }
    for (size_t n = 0; n < program_.policies.size(); ++n) {
      const CompiledPolicy& policy = program_.policies[n];
      for (uint32_t i = policy.bodies.begin; i < policy.bodies.end; ++i) {
        absl::StrAppend(&out, "policy ", n, policy.kind == PolicyKind::kAllow ? " allow: " : " deny: ", ListBody(i),
                        "match\n");
      }
    }
  }

 private:
  std::string ListBody(uint32_t index) {
    const Body& body = program_.bodies[index];
    std::string out = absl::StrCat("trust ", Trust(TrustOf(top_, program_, body)), "; ");
    const Plan& plan = program_.plans[body.default_plan];
    ListTests(body, 0, plan.expressions_before, out);
    uint32_t done = plan.expressions_before;
    for (uint32_t i = plan.steps.begin; i < plan.steps.end; ++i) {
      const JoinStep& step = program_.steps[i];
      absl::StrAppend(&out, step.known_columns > 0 ? "probe " : "scan ", Relation(program_.atoms[step.atom].relation),
                      Columns(step.columns), "; ");
      ListTests(body, done, step.expressions_done, out);
      done = step.expressions_done;
    }
    ListTests(body, done, body.expressions.size(), out);
    return out;
  }

  void ListTests(const Body& body, uint32_t first, uint32_t last, std::string& out) {
    for (uint32_t i = first; i < last; ++i) {
      absl::StrAppend(&out, "test ", Instructions(program_.expressions[body.expressions.begin + i]), "; ");
    }
  }

  std::string Instructions(Range range) {
    std::string out;
    for (uint32_t i = range.begin; i < range.end; ++i) {
      absl::StrAppend(&out, i == range.begin ? "" : " ", InstructionText(program_.instructions[i]));
    }
    return out;
  }

  std::string InstructionText(const Instruction& instruction) {
    switch (instruction.code) {
      case Instruction::Code::kConstant:
        return ToString(program_.interner.ToTerm(instruction.value));
      case Instruction::Code::kSlot:
        return absl::StrCat("s", instruction.operand);
      case Instruction::Code::kUnknownVariable:
        return "unknown";
      case Instruction::Code::kUnary:
        return std::string(UnaryName(static_cast<UnaryKind>(instruction.kind)));
      case Instruction::Code::kBinary:
        return std::string(BinaryName(static_cast<BinaryKind>(instruction.kind)));
      case Instruction::Code::kClosure:
        break;
    }
    const CompiledClosure& closure = program_.closures[instruction.operand];
    std::string parameter = closure.parameter_count == 1 ? absl::StrCat("s", closure.slot, " -> ") : "";
    return absl::StrCat(closure.shadows ? "shadowing" : "", "[", parameter, Instructions(closure.instructions), "]");
  }

  static std::string_view UnaryName(UnaryKind kind) {
    static constexpr std::string_view kNames[] = {"not", "parens", "length", "type", "extern1"};
    return kNames[static_cast<size_t>(kind)];
  }

  static std::string_view BinaryName(BinaryKind kind) {
    static constexpr std::string_view kNames[] = {
        "<",   ">",  "<=", ">=",        "===",      "contains",     "starts_with", "ends_with", "matches", "+",
        "-",   "*",  "/",  "eager_and", "eager_or", "intersection", "union",       "&",         "|",       "^",
        "!==", "==", "!=", "and",       "or",       "all",          "any",         "get",       "extern2", "try_or"};
    return kNames[static_cast<size_t>(kind)];
  }

  std::string Relation(RelationId id) {
    if (id == kNoRelation) return "nothing";
    const RelationInfo& info = top_.relation(id);
    return absl::StrCat(std::string(top_.interner.Text(info.name)), "/", info.arity);
  }

  std::string Columns(Range range) {
    std::string out;
    for (uint32_t i = range.begin; i < range.end; ++i) {
      const ColumnTest& test = program_.columns[i];
      switch (test.action) {
        case ColumnTest::Action::kConstant:
          absl::StrAppend(&out, " ", test.column, "=", ToString(program_.interner.ToTerm(test.value)));
          break;
        case ColumnTest::Action::kBound:
          absl::StrAppend(&out, " ", test.column, "=s", test.slot);
          break;
        case ColumnTest::Action::kBind:
          absl::StrAppend(&out, " ", test.column, "->s", test.slot);
          break;
      }
    }
    return out;
  }

  std::string Terms(Range range) {
    std::string out;
    for (uint32_t i = range.begin; i < range.end; ++i) {
      const CompiledTerm& term = program_.terms[i];
      absl::StrAppend(&out, i == range.begin ? "" : ", ",
                      term.is_slot ? absl::StrCat("s", term.slot) : ToString(program_.interner.ToTerm(term.value)));
    }
    return out;
  }

  static std::string Trust(const TrustedOrigins& trusted) {
    return absl::StrJoin(trusted.Blocks(), ",", [](std::string* out, BlockId block) {
      absl::StrAppend(out, block == kAuthorizerBlock ? "authorizer" : absl::StrCat(block));
    });
  }

  const Program& program_;
  const Program& top_;
};

}  // namespace

std::string Dump(const Program& program) {
  std::string out;
  Lister(program, program).ListAll(out);
  if (program.base() != nullptr) Lister(*program.base(), program).ListAll(out);
  return out;
}

}  // namespace hardtack::engine
