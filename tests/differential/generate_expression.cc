// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Expressions by recursion over types; every operator of the language can come out.

#include "tests/differential/generate_expression.h"

#include <utility>

namespace hardtack::differential {
namespace {

using engine::BinaryKind;
using engine::Op;
using engine::UnaryKind;

constexpr size_t kMaxDepth = 3;

// Patterns that mean the same to every regular expression engine, two of them invalid.
const std::vector<std::string>& Patterns() {
  static const std::vector<std::string>* const kPatterns = new std::vector<std::string>{
      "a", "^a", "b$", "^ab?c*$", "file[0-9]+", "[^a]b", "a|b", "(ab)+c", "", ".", "(", "[a"};
  return *kPatterns;
}

class Generator {
 public:
  Generator(Random& random, std::vector<TypedVariable> variables, size_t wildness)
      : random_(random), variables_(std::move(variables)), wildness_(wildness) {}

  // The postfix form of an expression that most likely has `type`.
  std::vector<Op> Generate(Type type, size_t depth) {
    std::vector<Op> outer = std::exchange(ops_, {});
    Push(type, depth);
    return std::exchange(ops_, std::move(outer));
  }

 private:
  bool Wild() { return random_.Percent(wildness_); }

  void Push(Type type, size_t depth) {
    if (Wild()) return PushWild(depth);
    if (depth == 0 || random_.Percent(25)) return PushLeaf(type);
    if (random_.Percent(12)) return PushWrapped(type, depth - 1);
    PushOperation(type, depth - 1);
  }

  void PushWild(size_t depth) {
    switch (random_.Below(6)) {
      case 0: return Value(engine::VariableTerm("unknown"));
      case 1: return Apply(Type::kInteger, Type::kInteger, BinaryKind::kDiv, depth / 2);
      case 2: return PushRareExtern(depth / 2);
      default: return Push(static_cast<Type>(random_.Below(kTypes)), depth);
    }
  }

  void PushRareExtern(size_t depth) {
    const Type argument = GenerateType(random_);
    Extern(random_.OneOf<std::string>({"refuse", "missing", "pair"}), argument, depth);
  }

  void PushLeaf(Type type) {
    std::vector<std::string> fitting;
    for (const TypedVariable& variable : variables_) {
      if (variable.type == type) fitting.push_back(variable.name);
    }
    if (!fitting.empty() && random_.Percent(70)) return Value(engine::VariableTerm(random_.OneOf(fitting)));
    Value(GenerateTerm(random_, type));
  }

  // Operators that take and give any type.
  void PushWrapped(Type type, size_t depth) {
    switch (random_.Below(4)) {
      case 0:
        Push(type, depth);
        return ops_.push_back(engine::UnaryOp(UnaryKind::kParens));
      case 1: return Extern("identity", type, depth);
      case 2:  // [value, ...].get(0)
        Value(engine::Term(engine::Array{{GenerateTerm(random_, type), GenerateTerm(random_, GenerateType(random_))}}));
        Value(engine::IntegerTerm(static_cast<int64_t>(random_.Below(10) / 9)));
        return Binary(BinaryKind::kGet);
      default:
        PushClosure({}, type, depth);
        Push(type, depth);
        return Binary(BinaryKind::kTryOr);
    }
  }

  void PushOperation(Type type, size_t depth) {
    switch (type) {
      case Type::kBool: return PushBoolean(depth);
      case Type::kInteger: return PushInteger(depth);
      case Type::kString: return PushString(depth);
      case Type::kSet:
        return Apply(type, type, random_.OneOf({BinaryKind::kUnion, BinaryKind::kIntersection}), depth);
      default: return PushLeaf(type);
    }
  }

  void PushInteger(size_t depth) {
    if (random_.Percent(25)) {
      Push(random_.OneOf({Type::kString, Type::kBytes, Type::kSet, Type::kArray, Type::kMap}), depth);
      return ops_.push_back(engine::UnaryOp(UnaryKind::kLength));
    }
    const BinaryKind kind =
        random_.OneOf({BinaryKind::kAdd, BinaryKind::kSub, BinaryKind::kMul, BinaryKind::kBitwiseAnd,
                       BinaryKind::kBitwiseOr, BinaryKind::kBitwiseXor});
    Apply(Type::kInteger, Type::kInteger, kind, depth);
  }

  void PushString(size_t depth) {
    if (random_.Percent(60)) return Apply(Type::kString, Type::kString, BinaryKind::kAdd, depth);
    Push(static_cast<Type>(random_.Below(kTypes)), depth);
    ops_.push_back(engine::UnaryOp(UnaryKind::kTypeOf));
  }

  void PushBoolean(size_t depth) {
    switch (random_.Below(10)) {
      case 0: return PushOrder(depth);
      case 1:
      case 2: return PushEquality(depth);
      case 3: return PushTextTest(depth);
      case 4: return PushMembership(depth);
      case 5: return Apply(Type::kBool, Type::kBool, random_.OneOf({BinaryKind::kAnd, BinaryKind::kOr}), depth);
      case 6: return PushLazy(depth);
      case 7:
      case 8: return PushQuantifier(depth);
      default:
        Push(Type::kBool, depth);
        return ops_.push_back(engine::UnaryOp(UnaryKind::kNegate));
    }
  }

  void PushOrder(size_t depth) {
    const Type type = random_.Percent(80) ? Type::kInteger : Type::kDate;
    const BinaryKind kind = random_.OneOf({BinaryKind::kLessThan, BinaryKind::kGreaterThan, BinaryKind::kLessOrEqual,
                                           BinaryKind::kGreaterOrEqual});
    Apply(type, type, kind, depth);
  }

  void PushEquality(size_t depth) {
    const Type left = GenerateType(random_);
    const bool lenient = random_.Percent(40);
    const Type right = lenient && random_.Percent(20) ? GenerateType(random_) : left;
    const BinaryKind kind =
        lenient ? random_.OneOf({BinaryKind::kHeterogeneousEqual, BinaryKind::kHeterogeneousNotEqual})
                : random_.OneOf({BinaryKind::kEqual, BinaryKind::kNotEqual});
    Apply(left, right, kind, depth);
  }

  void PushTextTest(size_t depth) {
    if (random_.Percent(35)) {
      Push(Type::kString, depth);
      Value(engine::StringTerm(random_.OneOf(Patterns())));
      return Binary(BinaryKind::kRegex);
    }
    const Type type = random_.Percent(70) ? Type::kString : Type::kArray;
    Apply(type, type, random_.OneOf({BinaryKind::kContains, BinaryKind::kPrefix, BinaryKind::kSuffix}), depth);
  }

  void PushMembership(size_t depth) {
    const Type collection = random_.OneOf({Type::kSet, Type::kArray, Type::kMap});
    const Type member = collection == Type::kSet && random_.Percent(30) ? Type::kSet : GenerateType(random_);
    Apply(collection, member, BinaryKind::kContains, depth);
  }

  void PushLazy(size_t depth) {
    Push(Type::kBool, depth);
    PushClosure({}, Type::kBool, depth);
    Binary(random_.OneOf({BinaryKind::kLazyAnd, BinaryKind::kLazyOr}));
  }

  // Members of collections are integers more often than not; the elements of a map are [key, value] arrays.
  void PushQuantifier(size_t depth) {
    const Type collection = random_.OneOf({Type::kSet, Type::kArray, Type::kMap});
    Push(collection, depth);
    PushClosure({{Parameter(), collection == Type::kMap ? Type::kArray : Type::kInteger}}, Type::kBool, depth);
    Binary(random_.OneOf({BinaryKind::kAny, BinaryKind::kAll}));
  }

  // A fresh name, or now and then one that is in scope already.
  std::string Parameter() {
    if (Wild() && !variables_.empty()) return random_.OneOf(variables_).name;
    return "p" + std::to_string(parameters_++);
  }

  void PushClosure(std::vector<TypedVariable> parameters, Type result, size_t depth) {
    const size_t scope = variables_.size();
    std::vector<std::string> names;
    if (Wild()) parameters.push_back({Parameter(), GenerateType(random_)});
    for (const TypedVariable& parameter : parameters) {
      names.push_back(parameter.name);
      variables_.push_back(parameter);
    }
    std::vector<Op> body = Generate(result, depth);
    variables_.resize(scope);
    ops_.push_back(engine::ClosureOp(std::move(names), std::move(body)));
  }

  void Apply(Type left, Type right, BinaryKind kind, size_t depth) {
    Push(left, depth);
    Push(right, depth);
    Binary(kind);
  }

  void Extern(std::string name, Type type, size_t depth) {
    Push(type, depth);
    const bool binary = name == "pair" && random_.Percent(80);
    if (binary) Push(GenerateType(random_), depth);
    if (binary) {
      ops_.push_back(Op{Op::Value(engine::Binary{BinaryKind::kExtern, std::move(name)})});
    } else {
      ops_.push_back(Op{Op::Value(engine::Unary{UnaryKind::kExtern, std::move(name)})});
    }
  }

  void Binary(BinaryKind kind) { ops_.push_back(engine::BinaryOp(kind)); }
  void Value(engine::Term term) { ops_.push_back(engine::ValueOp(std::move(term))); }

  Random& random_;
  std::vector<TypedVariable> variables_;
  const size_t wildness_;
  size_t parameters_ = 0;
  std::vector<Op> ops_;
};

// Drops, repeats or moves one operation, which most often leaves no single value on the stack.
void Damage(Random& random, std::vector<Op>& ops) {
  const size_t at = random.Below(ops.size());
  switch (random.Below(3)) {
    case 0: ops.erase(ops.begin() + at); break;
    case 1: ops.insert(ops.begin() + at, Op(ops[at])); break;
    default: std::swap(ops[at], ops[random.Below(ops.size())]);
  }
}

}  // namespace

engine::Expression GenerateExpression(Random& random, const std::vector<TypedVariable>& variables, size_t wildness) {
  Generator generator(random, variables, wildness);
  engine::Expression expression{generator.Generate(Type::kBool, 1 + random.Below(kMaxDepth))};
  if (random.Percent(wildness)) Damage(random, expression.ops);
  return expression;
}

}  // namespace hardtack::differential
