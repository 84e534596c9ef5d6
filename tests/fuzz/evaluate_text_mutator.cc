// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How libFuzzer changes the inputs of `evaluate_text`: a term becomes another of the same program or one beside it, so
// that equal ones and neighbours meet; an operator becomes another; a statement goes or one of a random program comes. A
// text that does not parse, and some that do, are changed as text.

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/differential/generate.h"
#include "tests/differential/generate_term.h"
#include "tests/differential/minimise.h"
#include "tests/fuzz/custom_mutator.h"
#include "tests/fuzz/program_text.h"

namespace hardtack::fuzz {
namespace {

using differential::Program;
using engine::BinaryKind;
using engine::UnaryKind;

constexpr size_t kRoom = 64;  // by which a change of text may lengthen it
constexpr size_t kParts = 100;

constexpr BinaryKind kComparisons[] = {
    BinaryKind::kLessThan,
    BinaryKind::kGreaterThan,
    BinaryKind::kLessOrEqual,
    BinaryKind::kGreaterOrEqual,
    BinaryKind::kEqual,
    BinaryKind::kNotEqual,
    BinaryKind::kHeterogeneousEqual,
    BinaryKind::kHeterogeneousNotEqual,
};
// Neither patterns, which only the engine has, nor what takes a closure.
constexpr BinaryKind kOthers[] = {
    BinaryKind::kContains, BinaryKind::kPrefix,     BinaryKind::kSuffix,    BinaryKind::kAdd,
    BinaryKind::kSub,      BinaryKind::kMul,        BinaryKind::kDiv,       BinaryKind::kIntersection,
    BinaryKind::kUnion,    BinaryKind::kBitwiseAnd, BinaryKind::kBitwiseOr, BinaryKind::kBitwiseXor,
    BinaryKind::kGet,
};
constexpr UnaryKind kUnaries[] = {UnaryKind::kNegate, UnaryKind::kLength, UnaryKind::kTypeOf};

bool TakesClosure(BinaryKind kind) { return kind >= BinaryKind::kLazyAnd && kind != BinaryKind::kGet; }

// Where a program has terms and operators.
class Places {
 public:
  explicit Places(Program& program) {
    for (differential::SignedBlock& block : program.blocks) Add(block.block);
    Add(program.authorizer.block);
    for (engine::Policy& policy : program.authorizer.policies) Add(policy.queries);
  }

  std::vector<engine::Term*> terms;
  std::vector<engine::Op*> operators;

 private:
  void Add(engine::Block& block) {
    for (engine::Fact& fact : block.facts) Add(fact.predicate);
    Add(block.rules);
    for (engine::Check& check : block.checks) Add(check.queries);
  }
  void Add(std::vector<engine::Rule>& rules) {
    for (engine::Rule& rule : rules) {
      Add(rule.head);
      for (engine::Predicate& atom : rule.body) Add(atom);
      for (engine::Expression& expression : rule.expressions) Add(expression.ops);
    }
  }
  void Add(engine::Predicate& atom) {
    for (engine::Term& term : atom.terms) Add(term);
  }
  void Add(std::vector<engine::Op>& ops) {
    for (engine::Op& op : ops) {
      if (auto* term = std::get_if<engine::Term>(&op.value)) {
        Add(*term);
      } else if (auto* closure = std::get_if<engine::Closure>(&op.value)) {
        Add(closure->ops);
      } else {
        operators.push_back(&op);
      }
    }
  }
  void Add(engine::Term& term) {
    terms.push_back(&term);
    if (auto* set = std::get_if<engine::Set>(&term.value)) {
      for (engine::Term& member : set->members) Add(member);
    } else if (auto* array = std::get_if<engine::Array>(&term.value)) {
      for (engine::Term& element : array->elements) Add(element);
    } else if (auto* map = std::get_if<engine::Map>(&term.value)) {
      for (engine::MapEntry& entry : map->entries) Add(entry.value);
    }
  }
};

class Mutator {
 public:
  explicit Mutator(unsigned seed) : choices_(seed), random_(choices_()) {}

  std::string Change(std::string text) {
    std::optional<Program> program = ReadProgram(text);
    if (!program || random_.Percent(20)) return ChangedText(std::move(text));
    for (size_t changes = 1 + random_.Below(3); changes > 0; --changes) ChangePart(*program);
    return WriteProgram(*program);
  }

 private:
  static std::string ChangedText(std::string text) {
    const size_t size = text.size();
    text.resize(size + kRoom);
    text.resize(LLVMFuzzerMutate(reinterpret_cast<uint8_t*>(text.data()), size, text.size()));
    return text;
  }

  void ChangePart(Program& program) {
    const size_t roll = random_.Below(10);
    if (roll == 0) {
      if (auto smaller = differential::WithoutPart(program, random_.Below(kParts))) program = *std::move(smaller);
    } else if (roll < 3) {
      AddStatement(program);
    } else if (roll < 6) {
      const Places places(program);
      if (!places.operators.empty()) ChangeOperator(*random_.OneOf(places.operators));
    } else {
      const Places places(program);
      if (!places.terms.empty()) ChangeTerm(*random_.OneOf(places.terms), *random_.OneOf(places.terms));
    }
  }

  void ChangeOperator(engine::Op& op) {
    if (auto* unary = std::get_if<engine::Unary>(&op.value)) {
      if (unary->kind != UnaryKind::kParens) *unary = {kUnaries[random_.Below(std::size(kUnaries))], {}};
      return;
    }
    auto& binary = std::get<engine::Binary>(op.value);
    if (binary.kind == BinaryKind::kExtern) return;
    if (binary.kind == BinaryKind::kLazyAnd || binary.kind == BinaryKind::kLazyOr) {
      binary.kind = random_.Percent(50) ? BinaryKind::kLazyAnd : BinaryKind::kLazyOr;
    } else if (binary.kind == BinaryKind::kAll || binary.kind == BinaryKind::kAny) {
      binary.kind = random_.Percent(50) ? BinaryKind::kAll : BinaryKind::kAny;
    } else if (!TakesClosure(binary.kind)) {
      binary.kind = random_.Percent(70) ? kComparisons[random_.Below(std::size(kComparisons))]
                                        : kOthers[random_.Below(std::size(kOthers))];
    }
  }

  // `other` is one of the same program. A variable stays one, and nothing else becomes one.
  void ChangeTerm(engine::Term& term, const engine::Term& other) {
    if (term.Is<engine::Variable>() != other.Is<engine::Variable>()) return;
    if (term.Is<engine::Variable>() || random_.Percent(50)) {
      term = engine::Term(other);
    } else if (auto* number = std::get_if<int64_t>(&term.value)) {
      *number = static_cast<int64_t>(static_cast<uint64_t>(*number) + random_.Below(3) - 1);
    } else if (auto* date = std::get_if<engine::Date>(&term.value); date != nullptr && date->seconds > 0) {
      date->seconds += random_.Below(3) - 1;
    } else {
      term = differential::GenerateTerm(random_, differential::GenerateType(random_));
    }
  }

  // One that a random program has, to the authorizer or a block.
  void AddStatement(Program& program) {
    Program source = differential::Generate(choices_());
    engine::Block& from = source.blocks.empty() ? source.authorizer.block : source.blocks.back().block;
    const size_t place = random_.Below(program.blocks.size() + 1);
    engine::Block& to = place == 0 ? program.authorizer.block : program.blocks[place - 1].block;
    if (random_.Percent(30)) return Move(source.authorizer.policies, program.authorizer.policies);
    if (random_.Percent(40)) return Move(from.checks, to.checks);
    if (random_.Percent(50)) return Move(from.rules, to.rules);
    Move(from.facts, to.facts);
  }

  template <typename T>
  static void Move(std::vector<T>& from, std::vector<T>& to) {
    if (!from.empty()) to.insert(to.begin(), std::move(from.back()));
  }

  std::minstd_rand choices_;
  differential::Random random_;
};

}  // namespace
}  // namespace hardtack::fuzz

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  return hardtack::fuzz::ChangeInput(hardtack::fuzz::Mutator(seed), data, size, max_size);
}
